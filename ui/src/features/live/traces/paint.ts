import type { Columns } from './ring';
import type { Scale } from './scale';
import type { Lane, Strip } from './strip';

/** The colours and the face of the type, as the theme has them now. */
export interface Ink {
  trace: string;
  line: string;
  text: string;
  mark: string;
  font: string;
}

/** Where things stand, in CSS pixels. */
const NAME_WIDTH = 76;
const NARROW_NAME_WIDTH = 56;
const NARROW = 480;
/** Height of a row of labels, in CSS pixels. */
const LABEL_ROW = 14;
const LANE_PAD = 4;
const SECOND = 1000;
const TEXT_AT = 14;

/** What a lane needs to be drawn, made once for each width. */
const room: Columns = { low: new Float32Array(0), high: new Float32Array(0) };

function columnsFor(count: number): Columns {
  if (room.low.length !== count) {
    room.low = new Float32Array(count);
    room.high = new Float32Array(count);
  }
  return room;
}

/** Draws the strip: its last `seconds`, a lane below the other. `name` says a channel, `size` a scale, in the user's language. */
export function paint(
  context: CanvasRenderingContext2D,
  strip: Strip,
  { width, height, seconds, right }: { width: number; height: number; seconds: number; right: number },
  ink: Ink,
  words: { name: (lane: Lane) => string; size: (scale: Scale, unit: string) => string },
): void {
  context.clearRect(0, 0, width, height);
  if (strip.lanes.length === 0) return;
  const left = width < NARROW ? NARROW_NAME_WIDTH : NAME_WIDTH;
  const count = Math.max(1, Math.floor(width - left));
  const from = right - seconds * SECOND;
  const laneHeight = height / strip.lanes.length;
  const toX = (at: number) => left + ((at - from) / (right - from)) * count;
  context.lineWidth = 1;
  context.font = ink.font;
  secondLines(context, { from, right, height, toX }, ink);
  markLines(context, strip, { from, height, toX }, ink);
  for (const [index, lane] of strip.lanes.entries()) {
    const columns = columnsFor(count);
    const scale = strip.columns(lane, from, right, columns);
    const top = index * laneHeight;
    const half = laneHeight / 2 - LANE_PAD;
    trace(context, columns, { left, middle: top + laneHeight / 2, half, scale }, ink.trace);
    context.fillStyle = ink.text;
    context.fillText(words.name(lane), 0, top + TEXT_AT, left - LANE_PAD);
    if (laneHeight > TEXT_AT * 2 + LANE_PAD) context.fillText(words.size(scale, lane.unit), 0, top + TEXT_AT * 2, left - LANE_PAD);
    if (index === 0) continue;
    context.strokeStyle = ink.line;
    context.beginPath();
    context.moveTo(0, Math.round(top) + 0.5);
    context.lineTo(width, Math.round(top) + 0.5);
    context.stroke();
  }
}

/** A faint line at each full second. */
function secondLines(
  context: CanvasRenderingContext2D,
  { from, right, height, toX }: { from: number; right: number; height: number; toX: (at: number) => number },
  ink: Ink,
): void {
  context.strokeStyle = ink.line;
  context.beginPath();
  for (let at = Math.ceil(from / SECOND) * SECOND; at <= right; at += SECOND) {
    const x = Math.round(toX(at)) + 0.5;
    context.moveTo(x, 0);
    context.lineTo(x, height);
  }
  context.stroke();
}

function markLines(
  context: CanvasRenderingContext2D,
  strip: Strip,
  { from, height, toX }: { from: number; height: number; toX: (at: number) => number },
  ink: Ink,
): void {
  context.strokeStyle = ink.mark;
  context.fillStyle = ink.mark;
  // Where each row of labels ends: one that would touch its neighbour goes a row up.
  const ends: number[] = [];
  for (const { at, label } of strip.marks) {
    if (at < from) continue;
    const x = Math.round(toX(at)) + 0.5;
    context.beginPath();
    context.moveTo(x, 0);
    context.lineTo(x, height);
    context.stroke();
    const free = ends.findIndex((end) => end < x);
    const row = free < 0 ? ends.length : free;
    ends[row] = x + LANE_PAD + context.measureText(label).width + LANE_PAD;
    context.fillText(label, x + LANE_PAD, height - LANE_PAD - row * LABEL_ROW);
  }
}

/** One line through all columns: down and up within a column, on to the next, lifted where there is a hole. */
function trace(
  context: CanvasRenderingContext2D,
  { low, high }: Columns,
  { left, middle, half, scale }: { left: number; middle: number; half: number; scale: Scale },
  colour: string,
): void {
  const unit = half / scale.half;
  const toY = (value: number) => middle - Math.max(-half, Math.min(half, (value - scale.middle) * unit));
  context.strokeStyle = colour;
  context.beginPath();
  let drawing = false;
  for (let column = 0; column < low.length; column++) {
    const least = low[column] as number;
    if (Number.isNaN(least)) {
      drawing = false;
      continue;
    }
    const x = left + column + 0.5;
    const bottom = toY(least);
    if (drawing) context.lineTo(x, bottom);
    else context.moveTo(x, bottom);
    drawing = true;
    const top = toY(high[column] as number);
    if (top !== bottom) context.lineTo(x, top);
  }
  context.stroke();
}
