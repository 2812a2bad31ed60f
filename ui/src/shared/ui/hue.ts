/** A hue that always belongs to the same text: people and tags keep their colour everywhere. */
export function hueOf(text: string): number {
  let hash = 7;
  for (let index = 0; index < text.length; index += 1) hash = (hash * 31 + text.charCodeAt(index)) >>> 0;
  // 24 steps, far enough apart to be told from one another.
  return (hash % 24) * 15;
}
