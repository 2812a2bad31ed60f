import { useEffect, useState } from 'react';

const SECOND = 1000;

/** The seconds since a moment, counted on while it is shown. */
export function useElapsed(since: string): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND);
    return () => clearInterval(timer);
  }, []);
  return Math.max(0, Math.floor((now - Date.parse(since)) / SECOND));
}

const two = (part: number) => String(part).padStart(2, '0');

/** How a stopwatch writes it: "4:07", "1:02:33". */
export function clock(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/** A running stopwatch. Read aloud by nobody: it would never stop talking. */
export function Elapsed({ since, className }: { since: string; className?: string | undefined }) {
  const seconds = useElapsed(since);
  return (
    <time className={className} dateTime={`PT${seconds}S`} role="timer" aria-live="off">
      {clock(seconds)}
    </time>
  );
}
