import { useNavigate, useSearch } from '@tanstack/react-router';

/** The question as it stands in the address: reloading, sharing and going back keep it. */
export interface Asked {
  until?: string | undefined;
  target?: string | undefined;
  currency?: string | undefined;
  pipeline?: string | undefined;
  owner?: string | undefined;
  /** Deals whose day has passed count unless this says no. */
  overdue?: boolean | undefined;
  undated?: boolean | undefined;
}

export function useAsked(): [Asked, (change: Asked) => void] {
  const asked = useSearch({ strict: false }) as Asked & { target?: string | number };
  const navigate = useNavigate();
  const set = (change: Asked) => {
    void navigate({ to: '.', replace: true, search: ((before: Asked) => strip({ ...before, ...change })) as never });
  };
  // The address reads "700000" as a number; the core wants the text.
  return [strip({ ...asked, target: asked.target === undefined ? undefined : String(asked.target) }), set];
}

/** Without what was not chosen. */
function strip(asked: Asked): Asked {
  return Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined && value !== null && value !== '')) as Asked;
}

/** Last days of this month, this quarter, and this year. */
export function lastDays(today = new Date()): Record<'month' | 'quarter' | 'year', string> {
  const [year, month] = [today.getFullYear(), today.getMonth()];
  return { month: dayOf(year, month + 1), quarter: dayOf(year, month - (month % 3) + 3), year: dayOf(year + 1, 0) };
}

/** The day before the first of a month, as people's calendars count it. */
function dayOf(year: number, month: number): string {
  const last = new Date(year, month, 0);
  return [last.getFullYear(), last.getMonth() + 1, last.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
