import type { RecordData, Refs } from '@/api';

/** One stage of a pipeline, as the board shows it. */
export interface Stage {
  id: string;
  name: string;
  code: string;
  probability: number;
  kind: 'open' | 'won' | 'lost';
  hue: number | null;
  rotting_days: number | null;
}

/** What the deals of a column are worth, currency by currency. */
export interface Sum {
  currency: string;
  amount: string;
  weighted: string;
}

export interface BoardColumn {
  stage: Stage;
  count: number;
  sums: Sum[];
  items: RecordData[];
  next?: string | null;
}

export interface BoardData {
  pipeline: { id: string; name: string } | string | null;
  columns: BoardColumn[];
  refs: Refs;
}

/** A deal on its way to another place: before the deal `before`, or at the end of the stage. */
export interface Move {
  deal: string;
  stage: string;
  before: string | null;
}

const DAY_MS = 86_400_000;

/** The board as it will be after a move, told before the core has answered: cards, counts and sums. */
export function withMove(board: BoardData, move: Move): BoardData {
  const from = board.columns.find(({ items }) => items.some(({ id }) => id === move.deal));
  const deal = from?.items.find(({ id }) => id === move.deal);
  if (!from || !deal || !board.columns.some(({ stage }) => stage.id === move.stage)) return board;
  const leaves = from.stage.id !== move.stage;
  return {
    ...board,
    columns: board.columns.map((column) => {
      const rest = column.items.filter(({ id }) => id !== move.deal);
      if (column.stage.id === move.stage) {
        const at = move.before === null ? -1 : rest.findIndex(({ id }) => id === move.before);
        const moved = leaves ? { ...deal, stage: move.stage, stage_entered_at: new Date().toISOString() } : deal;
        const items = rest.toSpliced(at < 0 ? rest.length : at, 0, moved);
        return leaves ? { ...column, items, count: column.count + 1, sums: added(column, deal, 1) } : { ...column, items };
      }
      return column === from ? { ...column, items: rest, count: column.count - 1, sums: added(column, deal, -1) } : column;
    }),
  };
}

function added({ sums, stage }: BoardColumn, deal: RecordData, sign: 1 | -1): Sum[] {
  const amount = Number(deal['amount'] ?? 0) * sign;
  const currency = deal['currency'] as string | null;
  if (!amount || !currency) return sums;
  const before = sums.find((sum) => sum.currency === currency) ?? { currency, amount: '0', weighted: '0' };
  const after = {
    currency,
    amount: (Number(before.amount) + amount).toFixed(2),
    weighted: (Number(before.weighted) + (amount * stage.probability) / 100).toFixed(2),
  };
  return [...sums.filter((sum) => sum.currency !== currency), after].filter((sum) => Math.abs(Number(sum.amount)) >= 0.005);
}

/** What the open deals are worth, each weighted by how likely it is; the largest currency first. */
export function weightedTotals(columns: readonly BoardColumn[]): { currency: string; amount: number }[] {
  const totals = new Map<string, number>();
  for (const { stage, sums } of columns) {
    if (stage.kind !== 'open') continue;
    for (const { currency, weighted } of sums) totals.set(currency, (totals.get(currency) ?? 0) + Number(weighted));
  }
  return [...totals].map(([currency, amount]) => ({ currency, amount: Math.round(amount) })).filter(({ amount }) => amount !== 0).toSorted((a, b) => b.amount - a.amount);
}

export function largestFirst(sums: readonly Sum[]): Sum[] {
  return sums.toSorted((a, b) => Number(b.amount) - Number(a.amount));
}

/** Full days since the deal came into its stage. */
export function daysInStage(deal: RecordData, now = Date.now()): number {
  const since = deal['stage_entered_at'] ?? deal.created_at;
  return Math.max(0, Math.floor((now - new Date(String(since)).getTime()) / DAY_MS));
}

/** Whether a deal lies longer in its stage than the stage allows. */
export function isRotting(deal: RecordData, stage: Stage, now = Date.now()): boolean {
  return stage.kind === 'open' && stage.rotting_days !== null && stage.rotting_days > 0 && daysInStage(deal, now) > stage.rotting_days;
}

export type Direction = 'up' | 'down' | 'left' | 'right';

/** Where the focus goes from a card: the neighbour, or the card at the same height of the next stage that has one. */
export function neighbour(columns: readonly BoardColumn[], deal: string, direction: Direction): string | null {
  const place = placeOf(columns, deal);
  if (!place) return null;
  const { column, row } = place;
  if (direction === 'up' || direction === 'down') return columns[column]!.items[row + (direction === 'up' ? -1 : 1)]?.id ?? null;
  const step = direction === 'left' ? -1 : 1;
  for (let next = column + step; next >= 0 && next < columns.length; next += step) {
    const { items } = columns[next]!;
    if (items.length > 0) return items[Math.min(row, items.length - 1)]!.id;
  }
  return null;
}

/** What moving a card one place by key means. */
export function moveBy(columns: readonly BoardColumn[], deal: string, direction: Direction): Move | null {
  const place = placeOf(columns, deal);
  if (!place) return null;
  const { column, row } = place;
  const { stage, items } = columns[column]!;
  switch (direction) {
    case 'up':
      return row === 0 ? null : { deal, stage: stage.id, before: items[row - 1]!.id };
    case 'down':
      return row === items.length - 1 ? null : { deal, stage: stage.id, before: items[row + 2]?.id ?? null };
    default: {
      const target = columns[column + (direction === 'left' ? -1 : 1)];
      return target ? toTop(target, deal) : null;
    }
  }
}

/** A card that changes its stage arrives on top, where it is seen. */
export function toTop({ stage, items }: BoardColumn, deal: string): Move {
  return { deal, stage: stage.id, before: items.find(({ id }) => id !== deal)?.id ?? null };
}

function placeOf(columns: readonly BoardColumn[], deal: string): { column: number; row: number } | null {
  for (const [column, { items }] of columns.entries()) {
    const row = items.findIndex(({ id }) => id === deal);
    if (row >= 0) return { column, row };
  }
  return null;
}
