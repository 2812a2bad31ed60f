import { describe, expect, it } from 'vitest';
import { lastDays } from './address';

describe('the last days', () => {
  it.each([
    ['2026-11-20', '2026-11-30', '2026-12-31', '2026-12-31'],
    ['2026-12-31', '2026-12-31', '2026-12-31', '2026-12-31'],
    ['2028-02-01', '2028-02-29', '2028-03-31', '2028-12-31'],
    ['2026-06-30', '2026-06-30', '2026-06-30', '2026-12-31'],
  ])('seen on %s are those of its month, quarter and year', (today, month, quarter, year) => {
    expect(lastDays(new Date(`${today}T09:00:00`))).toEqual({ month, quarter, year });
  });
});
