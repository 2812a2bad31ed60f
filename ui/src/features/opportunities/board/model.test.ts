import { describe, expect, it } from 'vitest';
import type { RecordData } from '@/api';
import { type BoardColumn, type BoardData, daysInStage, isRotting, moveBy, neighbour, weightedTotals, withMove } from './model';

const deal = (id: string, amount = '100.00', currency = 'EUR') => ({ id, amount, currency, name: id, created_at: '2026-11-01T00:00:00Z' }) as unknown as RecordData;

function column(id: string, items: RecordData[], kind: 'open' | 'won' = 'open', probability = 50): BoardColumn {
  const amount = items.reduce((sum, item) => sum + Number(item['amount']), 0);
  return {
    stage: { id, name: id, code: id, probability, kind, hue: null, rotting_days: 14 },
    count: items.length,
    sums: items.length ? [{ currency: 'EUR', amount: amount.toFixed(2), weighted: ((amount * probability) / 100).toFixed(2) }] : [],
    items,
  };
}

const board: BoardData = { pipeline: null, refs: {}, columns: [column('a', [deal('1'), deal('2'), deal('3')]), column('b', []), column('c', [deal('4')], 'won', 100)] };
const ids = (data: BoardData) => data.columns.map(({ items }) => items.map(({ id }) => id).join(''));

describe('a move', () => {
  it('takes the card, its count and its worth along', () => {
    const after = withMove(board, { deal: '2', stage: 'c', before: '4' });
    expect(ids(after)).toEqual(['13', '', '24']);
    expect(after.columns.map(({ count }) => count)).toEqual([2, 0, 2]);
    expect(after.columns[0]!.sums).toEqual([{ currency: 'EUR', amount: '200.00', weighted: '100.00' }]);
    expect(after.columns[2]!.sums).toEqual([{ currency: 'EUR', amount: '200.00', weighted: '200.00' }]);
  });

  it('inside a stage changes the order only', () => {
    const after = withMove(board, { deal: '1', stage: 'a', before: null });
    expect(ids(after)).toEqual(['231', '', '4']);
    expect(after.columns[0]!.sums).toEqual(board.columns[0]!.sums);
  });

  it('back again leaves everything as it was', () => {
    const there = withMove(board, { deal: '1', stage: 'b', before: null });
    const back = withMove(there, { deal: '1', stage: 'a', before: '2' });
    expect(ids(back)).toEqual(ids(board));
    expect(back.columns.map(({ sums, count }) => [sums, count])).toEqual(board.columns.map(({ sums, count }) => [sums, count]));
  });

  it('of a card that is not there changes nothing', () => {
    expect(withMove(board, { deal: 'x', stage: 'a', before: null })).toBe(board);
  });
});

describe('the keyboard', () => {
  it('goes over empty stages', () => {
    expect(neighbour(board.columns, '3', 'right')).toBe('4');
    expect(neighbour(board.columns, '4', 'left')).toBe('1');
    expect(neighbour(board.columns, '1', 'up')).toBeNull();
  });

  it('moves a card into every stage, also an empty one', () => {
    expect(moveBy(board.columns, '1', 'right')).toEqual({ deal: '1', stage: 'b', before: null });
    expect(moveBy(board.columns, '1', 'down')).toEqual({ deal: '1', stage: 'a', before: '3' });
    expect(moveBy(board.columns, '2', 'down')).toEqual({ deal: '2', stage: 'a', before: null });
    expect(moveBy(board.columns, '1', 'left')).toBeNull();
  });
});

it('weighs open stages only', () => {
  expect(weightedTotals(board.columns)).toEqual([{ currency: 'EUR', amount: 150 }]);
});

it('says when a deal has lain too long', () => {
  const now = Date.parse('2026-11-20T00:00:00Z');
  expect(daysInStage(deal('1'), now)).toBe(19);
  expect(isRotting(deal('1'), board.columns[0]!.stage, now)).toBe(true);
  expect(isRotting(deal('4'), board.columns[2]!.stage, now)).toBe(false);
});
