import { useEffect, useRef } from 'react';
import { formatNumber, t, tDynamic } from '@/shared/i18n';
import { type Ink, paint } from './paint';
import type { Strip } from './strip';
import styles from './Traces.module.css';

/** Who asked for less motion sees the traces move on this often, in milliseconds. */
const CALM_EVERY_MS = 500;

/** Channels whose names are the field's own (TP9, AF7 …) have no words of their own. */
const nameOf = (channel: string) => tDynamic(`live.channel.${channel}`, channel);

/** Live traces, a lane below the other, drawn as often as the screen shows a frame. */
export function Traces({ strip, seconds }: { strip: Strip; seconds: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!canvas.current || !context) return;
    return run(canvas.current, context, strip, seconds);
  }, [strip, seconds]);
  return <canvas ref={canvas} className={styles.traces} role="img" aria-label={t('live.traces.label', { seconds: formatNumber(seconds) })} />;
}

/** Draws until the returned function is called. */
function run(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D, strip: Strip, seconds: number): () => void {
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  let ink = inkOf(canvas);
  let size = fitToScreen(canvas, context);
  let drawn = Number.NEGATIVE_INFINITY;
  let frame = 0;
  const draw = (time: number) => {
    frame = requestAnimationFrame(draw);
    if (calm.matches && time - drawn < CALM_EVERY_MS) return;
    drawn = time;
    // What is held stays as it was, and is drawn all the same: the theme and the size may change.
    paint(context, strip, { ...size, seconds, right: strip.right(Date.now()) }, ink, {
      name: ({ channel }) => nameOf(channel),
      size: ({ half }, unit) => t('live.traces.scale', { value: formatNumber(half), unit: tDynamic(`live.unit.${unit}`, unit) }),
    });
  };
  const resized = new ResizeObserver(() => {
    size = fitToScreen(canvas, context);
  });
  const themed = new MutationObserver(() => {
    ink = inkOf(canvas);
  });
  resized.observe(canvas);
  themed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  frame = requestAnimationFrame(draw);
  return () => {
    cancelAnimationFrame(frame);
    resized.disconnect();
    themed.disconnect();
  };
}

/** Gives the canvas as many dots as the screen has for it; answers its size in CSS pixels. */
function fitToScreen(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D): { width: number; height: number } {
  const { width, height } = canvas.getBoundingClientRect();
  const ratio = devicePixelRatio;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return { width, height };
}

/** The theme's colours for what is drawn: a canvas does not know custom properties. */
function inkOf(canvas: HTMLCanvasElement): Ink {
  const style = getComputedStyle(canvas);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return { trace: token('--accent'), line: token('--line'), text: token('--ink-3'), mark: token('--info'), font: style.font };
}
