import { useEffect, useState } from 'react';

export interface Pace {
  /** Milliseconds of breathing in. */
  inhale: number;
  /** Milliseconds of breathing out. */
  exhale: number;
}

export interface Breath {
  phase: 'in' | 'out';
  /** Seconds until it turns, from the whole length down to 1. */
  left: number;
}

const LOOK_MS = 100;
/** Share of a breath that goes in: breathing out longer than in is what slows the heart. As the core paces it. */
const INHALE_SHARE = 0.4;

/** The pace of so many tenths of a breath a minute. */
export function paceOf(tenths: number): Pace {
  const breath = Math.floor(600_000 / tenths);
  const inhale = Math.round(breath * INHALE_SHARE);
  return { inhale, exhale: breath - inhale };
}

/** Where a breath stands so many milliseconds after the first began. */
export function breathAt({ inhale, exhale }: Pace, elapsed: number): Breath {
  const place = ((elapsed % (inhale + exhale)) + inhale + exhale) % (inhale + exhale);
  const phase = place < inhale ? 'in' : 'out';
  return { phase, left: Math.max(1, Math.ceil(((phase === 'in' ? inhale : inhale + exhale) - place) / 1000)) };
}

/** The breath as it is now; draws anew only when a second has passed or it turns. `since` is a moment of the clock. */
export function usePace(pace: Pace, since: number): Breath {
  const { inhale, exhale } = pace;
  const [breath, setBreath] = useState(() => breathAt(pace, Date.now() - since));
  useEffect(() => {
    const look = () => {
      const next = breathAt({ inhale, exhale }, Date.now() - since);
      setBreath((now) => (now.phase === next.phase && now.left === next.left ? now : next));
    };
    look();
    const timer = setInterval(look, LOOK_MS);
    return () => clearInterval(timer);
  }, [inhale, exhale, since]);
  return breath;
}
