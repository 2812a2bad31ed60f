import { useEffect, useState } from 'react';
import { type Output, useCall } from '@/api';

export type Hit = Output<'search.all'>['hits'][number];

const QUIET_MS = 80;

/** A text that has rested: typing asks once it pauses, not at every letter. */
export function useRested(text: string): string {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), text === '' ? 0 : QUIET_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return rested;
}

/**
 * What the search finds for a text. An answer to an older text never shows: each text is its own question, and the
 * former answer only stands in until the next one comes.
 */
export function useHits(text: string, { kinds, limit }: { kinds?: string[] | undefined; limit: number }) {
  const q = useRested(text.trim());
  const query = useCall('search.all', { q, limit, ...(kinds ? { kinds } : {}) }, { enabled: q !== '', keep: true });
  const waiting = q !== text.trim() || query.isFetching;
  return { q, hits: q === '' ? [] : (query.data?.hits ?? []), more: query.data?.more ?? false, waiting, error: q === '' ? null : query.error, refetch: query.refetch };
}
