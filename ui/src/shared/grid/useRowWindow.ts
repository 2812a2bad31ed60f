import { type RefObject, useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { usePreferences } from '../preferences';
import type { GridPosition } from './position';
import type { RowSource } from './rows';
import { ScrollScale } from './scale';

/** Rows drawn beyond the edges, so that a slow scroll never shows one being made. */
const BEYOND = 3;
/** Rows are placed from a row that seldom changes: a scroll then moves one element, not all rows. */
const ANCHOR = 2_000;
const HEAD = 32;
const SETTLE_MS = 160;
/** A race is over when nothing moved for so long. */
const RACE_MS = 70;

interface RowWindowInput {
  scroller: RefObject<HTMLDivElement | null>;
  strip: RefObject<HTMLDivElement | null>;
  total: number;
  source: RowSource;
  position: GridPosition;
  /** What floats over the lower edge: the current row is never brought to rest under it. */
  inset: number;
}

/** Which rows are in view, and how the one element that holds them is moved. */
export function useRowWindow({ scroller, strip, total, source, position, inset }: RowWindowInput) {
  const scale = useRef<ScrollScale>(null as unknown as ScrollScale);
  scale.current ??= new ScrollScale();
  const rowHeight = useRowHeight();
  const [viewport, setViewport] = useState(600);
  const [first, setFirst] = useState(0);
  const [moving, setMoving] = useState(false);
  const [racing, setRacing] = useState(false);
  const inRace = useRef(false);
  const race = useRef<ReturnType<typeof setTimeout>>(undefined);
  const settle = useRef<ReturnType<typeof setTimeout>>(undefined);

  const layer = Math.max(0, viewport - HEAD);
  const slots = Math.ceil(layer / rowHeight) + 1 + 2 * BEYOND;
  scale.current.resize(total * rowHeight + inset, layer);

  const place = useCallback(() => {
    const at = scale.current.position;
    const top = Math.floor(at / rowHeight);
    setFirst(Math.max(0, top - BEYOND));
    position.set(top);
    return at;
  }, [rowHeight, position]);

  const anchor = Math.floor(first / ANCHOR) * ANCHOR;
  const move = useCallback(
    (at: number) => {
      if (strip.current) strip.current.style.transform = `translateY(${anchor * rowHeight - at}px)`;
    },
    [strip, anchor, rowHeight],
  );

  const onScroll = useCallback(() => {
    const element = scroller.current;
    if (!element) return;
    const from = scale.current.position;
    const moved = Math.abs(scale.current.scrolled(element.scrollTop) - from);
    clearTimeout(race.current);
    if (moved > layer) {
      // More than all that is in view in one frame: nobody can read that. Bones stand in for the rows, nothing is
      // drawn and nothing asked for until it slows down.
      position.set(Math.floor(scale.current.position / rowHeight));
      if (!inRace.current) flushSync(() => setRacing(true));
      inRace.current = true;
      race.current = setTimeout(() => {
        inRace.current = false;
        setRacing(false);
      }, RACE_MS);
    } else {
      inRace.current = false;
      // In this very frame: the rows must be there when the element that holds them has moved.
      flushSync(() => {
        setMoving(true);
        setRacing(false);
        move(place());
      });
    }
    clearTimeout(settle.current);
    settle.current = setTimeout(() => {
      setMoving(false);
      const wanted = scale.current.settled();
      if (Math.abs(wanted - element.scrollTop) > 1) element.scrollTop = wanted;
    }, SETTLE_MS);
  }, [scroller, layer, rowHeight, position, place, move]);

  // After each drawing: the rows may have got another anchor, or there are fewer of them than before.
  useLayoutEffect(() => {
    if (!inRace.current) move(place());
  });

  useEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const observer = new ResizeObserver(() => setViewport(element.clientHeight || 600));
    observer.observe(element);
    return () => {
      observer.disconnect();
      clearTimeout(settle.current);
      clearTimeout(race.current);
    };
  }, [scroller]);

  // Another question starts at its top.
  useLayoutEffect(() => {
    scale.current.goTo(0);
    if (scroller.current) scroller.current.scrollTop = 0;
    move(place());
    // oxlint-disable-next-line react/exhaustive-deps -- only another source may do this, not another size
  }, [source]);

  const last = Math.min(total, first + slots) - 1;
  useEffect(() => {
    if (!racing) source.need(first, Math.max(first, last));
  }, [source, first, last, racing]);

  const page = Math.max(1, Math.floor(layer / rowHeight) - 1);
  const show = useCallback(
    (row: number) => {
      const at = scale.current.position;
      const top = row * rowHeight;
      const bottom = at + layer - inset;
      const wanted = top < at ? top : top + rowHeight > bottom ? top + rowHeight - layer + inset : null;
      if (wanted === null || !scroller.current) return;
      scroller.current.scrollTop = scale.current.goTo(wanted);
      move(place());
    },
    [rowHeight, layer, inset, scroller, move, place],
  );

  return useMemo(
    () => ({
      height: scale.current.height,
      layer,
      slots,
      page,
      racing,
      rows: inDocument(first, last, slots, moving),
      topOf: (row: number) => (row - anchor) * rowHeight,
      onScroll,
      show,
    }),
    // oxlint-disable-next-line react/exhaustive-deps -- the scale's height follows `total`
    [layer, slots, page, racing, last, first, moving, anchor, rowHeight, total, inset, onScroll, show],
  );
}

/**
 * The rows in the order of their elements. While it scrolls an element keeps its place in the document, whatever row it
 * shows (moving it costs more than drawing it); at rest the elements stand in reading order.
 */
function inDocument(first: number, last: number, slots: number, moving: boolean): number[] {
  const rows = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  return moving ? rows.toSorted((a, b) => (a % slots) - (b % slots)) : rows;
}

/** The height of a row is a token; it follows the density the user chose. */
function useRowHeight(): number {
  const { density } = usePreferences();
  return useMemo(() => {
    const token = getComputedStyle(document.documentElement).getPropertyValue('--row');
    return Number.parseFloat(token) || (density === 'roomy' ? 44 : 36);
  }, [density]);
}
