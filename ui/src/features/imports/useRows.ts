import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { type ApiError, callByName } from '@/api';
import type { ImportRow, Outcome, Totals } from './model';

interface Page {
  rows: ImportRow[];
  totals: Totals | null;
  next: string | number | null;
}

const PAGE = 100;

/** Rows of an import by outcome, page by page; the preview goes on by row number, the ledger by cursor. */
export function useRows(operation: 'imports.preview' | 'imports.ledger', id: string, outcome: Outcome | null) {
  const byCursor = operation === 'imports.ledger';
  const query = useInfiniteQuery<Page, ApiError, { pages: Page[] }, readonly unknown[], string | number | undefined>({
    queryKey: [operation, id, outcome],
    queryFn: ({ pageParam, signal }) =>
      callByName<Page>(operation, { id, limit: PAGE, ...(outcome ? { outcome } : {}), ...(pageParam === undefined ? {} : byCursor ? { cursor: pageParam } : { offset: pageParam }) }, signal),
    initialPageParam: undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    // The file may be mapped differently the next time it is looked at.
    gcTime: 0,
  });
  return {
    rows: query.data?.pages.flatMap((page) => page.rows),
    totals: query.data?.pages[0]?.totals ?? null,
    error: query.error,
    refetch: () => void query.refetch(),
    more: query.hasNextPage ? () => void query.fetchNextPage() : undefined,
    loadingMore: query.isFetchingNextPage,
  };
}
