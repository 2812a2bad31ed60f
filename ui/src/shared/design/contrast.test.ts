import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

type Rgb = [number, number, number];

const css = readFileSync('src/shared/design/tokens.css', 'utf8');
const themes = { light: blockAfter('[data-theme="light"] {'), dark: blockAfter('[data-theme="dark"] {') };

const TEXT_ON = {
  ink: ['bg', 'surface', 'select', 'raised', 'sunken'],
  'ink-2': ['surface', 'bg', 'sunken', 'select', 'raised'],
  'ink-3': ['surface', 'bg', 'sunken', 'raised'],
  'ink-on': ['accent', 'accent-hover'],
  'accent-ink': ['accent-soft', 'surface', 'bg', 'raised'],
  good: ['surface', 'good-soft'],
  warn: ['surface', 'warn-soft'],
  bad: ['surface', 'bad-soft'],
  info: ['surface', 'info-soft'],
};
const CONTROL_ON = { ring: ['surface', 'bg', 'sunken'], accent: ['surface'], 'line-strong': ['surface', 'bg'] };

/** As always, and as quiet as the wearer's effects can make them. */
const QUIET = [1, ...[...css.matchAll(/--chroma: ([\d.]+);/g)].map(([, factor]) => Number(factor))];
const LOOKS = Object.entries(themes).flatMap(([name, block]) => QUIET.map((chroma) => [name, chroma, block] as const));

it('has three steps of quieter colours', () => {
  expect(QUIET).toHaveLength(4);
});

describe.each(LOOKS)('the %s theme with %f of its colour', (_name, chroma, block) => {
  const colours = new Map(
    [...block.matchAll(/--([\w-]+):\s*oklch\(([\d.]+) (calc\()?([\d.]+)(?: \* var\(--chroma\)\))? ([\d.]+)\)/g)].map(([, name, l, moved, c, h]) => [name, rgb(+l!, +c! * (moved ? chroma : 1), +h!)]),
  );
  const ratioOf = (a: string, b: string) => ratio(colours.get(a)!, colours.get(b)!);

  it.each(pairs(TEXT_ON))('%s on %s reads as text (4.5:1)', (a, b) => {
    expect(ratioOf(a, b)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(pairs(CONTROL_ON))('%s on %s is seen as a control (3:1)', (a, b) => {
    expect(ratioOf(a, b)).toBeGreaterThanOrEqual(3);
  });

  it('carries readable text on a chip of any hue', () => {
    for (let hue = 0; hue < 360; hue += 5) {
      const ink = rgb(value(block, 'hue-ink-l'), value(block, 'hue-ink-c') * chroma, hue);
      const ground = rgb(value(block, 'hue-l'), value(block, 'hue-c') * chroma, hue);
      expect(ratio(ink, ground), `hue ${hue}`).toBeGreaterThanOrEqual(4.5);
    }
  });
});

function blockAfter(selector: string): string {
  const start = css.indexOf(selector);
  return css.slice(start, css.indexOf('}', start));
}

function pairs(map: Record<string, string[]>): [string, string][] {
  return Object.entries(map).flatMap(([ink, grounds]) => grounds.map((ground): [string, string] => [ink, ground]));
}

function value(block: string, name: string): number {
  return Number(new RegExp(`--${name}: (?:calc\\()?([\\d.]+)`).exec(block)?.[1]);
}

/** OKLCH to linear sRGB, clipped to what a screen can show. */
function rgb(lightness: number, chroma: number, hue: number): Rgb {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function clip(channel: number): number {
  return Math.min(1, Math.max(0, channel));
}

function luminance([r, g, b]: Rgb): number {
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function ratio(x: Rgb, y: Rgb): number {
  const [bright, dim] = [luminance(x), luminance(y)].toSorted((p, q) => q - p) as [number, number];
  return (bright + 0.05) / (dim + 0.05);
}
