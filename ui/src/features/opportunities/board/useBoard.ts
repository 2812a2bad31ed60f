import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { type Filter, type RecordData, callByName, useCallByName } from '@/api';
import { t } from '@/shared/i18n';
import { insist } from '@/shared/records/conflict';
import type { Seen } from '@/shared/records/revisions';
import { undoOf } from '@/shared/records/steps';
import { toast, toastError } from '@/shared/ui';
import { type BoardData, type Move, withMove } from './model';

const FIRST = 50;
/** More cards than this nobody reads on a board: from there on the table serves better. */
const MOST = 500;

interface Question {
  pipeline?: string | undefined;
  filter?: Filter | undefined;
  search?: string | undefined;
}

/** The board of a pipeline; moves show at once and go back with a reason when they are refused. */
export function useBoard(question: Question) {
  const client = useQueryClient();
  const [limit, setLimit] = useState(FIRST);
  const [pending, setPending] = useState<readonly Move[]>([]);
  const query = useCallByName<BoardData>('opportunities.board', { ...question, limit }, { keep: true });

  const board = useMemo(() => query.data && pending.reduce(withMove, query.data), [query.data, pending]);

  const move = useCallback(
    async (seen: Seen, next: Move): Promise<RecordData | null> => {
      setPending((before) => [...before, next]);
      try {
        const { deal: id, stage, before } = next;
        const moved = await insist('opportunity', seen, { stage }, (revision) => callByName<RecordData>('opportunities.move', { id, stage, before, if_match: revision }));
        // Until the board is asked again, the painted move stands in for the answer.
        await client.invalidateQueries({ queryKey: ['opportunities.board'] });
        return moved;
      } catch (error) {
        toastError(t('board.notMoved'), error);
        return null;
      } finally {
        setPending((before) => before.filter((other) => other !== next));
      }
    },
    [client],
  );

  return {
    query: { ...query, data: board },
    move,
    more: limit < MOST ? () => setLimit((before) => Math.min(MOST, before * 2)) : undefined,
    loadingMore: query.isPlaceholderData,
  };
}

export function sayWon(title: string, worth: string): void {
  toast(t('board.won', { name: title }), { ...(worth ? { description: worth } : {}), action: undoOf() });
}
