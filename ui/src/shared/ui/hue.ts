const STEP = 15;

/** A hue that always belongs to the same text: people and tags keep their colour everywhere. */
export function hueOf(text: string): number {
  let hash = 7;
  for (let index = 0; index < text.length; index += 1) hash = (hash * 31 + text.charCodeAt(index)) >>> 0;
  // Mixed once more: names that differ in one letter shall not be neighbours.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
  return (hash % (360 / STEP)) * STEP;
}

/** The class that sets `--hue` (design/hues.css) to the step nearest to a hue. */
export function hueClass(hue: number): string {
  return `hue-${(Math.round((((hue % 360) + 360) % 360) / STEP) * STEP) % 360}`;
}
