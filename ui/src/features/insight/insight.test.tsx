import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeTransport } from '@/api/testing/fake';
import { showScreen } from '@/api/testing/screen';
import type { Estimate, SimulationResult } from './model';

const estimate = (part: Partial<Estimate>): Estimate => ({
  quantity: 'target_probability', subject: null, method: 'exact', value: 0.73, low: 0.73, high: 0.73, confidence: 1, unit: 'probability', currency: null, queries: null, samples: null, seconds: 0.01, ...part,
});
const money = { unit: 'money', currency: 'EUR' } as const;

const ANSWER: SimulationResult = {
  type: 'deal_closure', model: { name: 'independent_deals', version: '1.0' }, seed: 1, as_of: '2026-11-20T09:00:00.000Z', parameters: {},
  data: [{ source: 'open_deals', label: null, count: 12, from: '2026-11-20', to: '2026-12-31' }],
  estimates: [
    estimate({}),
    estimate({ method: 'iterative_amplitude_estimation', value: 0.729, low: 0.72, high: 0.74, confidence: 0.95, queries: 4200, samples: 600 }),
    estimate({ method: 'monte_carlo', value: 0.728, low: 0.719, high: 0.737, confidence: 0.95, samples: 100_000 }),
    estimate({ quantity: 'p10', value: 412_000, low: 412_000, high: 412_000, ...money }),
    estimate({ quantity: 'p90', value: 596_000, low: 596_000, high: 596_000, ...money }),
  ],
  distributions: [
    {
      quantity: 'closed_amount', subject: null, method: 'exact', ...money, mean: 500_000, deviation: 70_000,
      bins: [{ from: 400_000, to: 450_000, probability: 0.27, cumulative: 0.27 }, { from: 450_000, to: 600_000, probability: 0.73, cumulative: 1 }],
      percentiles: [{ share: 0.1, value: 412_000 }, { share: 0.5, value: 501_000 }, { share: 0.9, value: 596_000 }],
      markers: [{ code: 'mean', value: 500_000 }, { code: 'target', value: 450_000 }],
    },
  ],
  series: [], paths: [],
  circuit: { purpose: 'loaded_total', qubits: 8, depth: 40, gates: 90, power: 16, shots: 600, queries: 4200, drawing: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9" width="9" height="9"><line x1="0" y1="1" x2="9" y2="1"/></svg>' },
  drivers: [{ code: 'deal', subject: { kind: 'opportunity', id: 'o-1', label: 'Cold chain upgrade' }, quantity: 'target_probability', low: 0.4, high: 0.9, unit: 'probability', currency: null }],
  notes: [{ code: 'until', level: 'information', args: { date: '2026-12-31' } }, { code: 'overdue_counted', level: 'caution', args: { count: 4 } }],
  seconds: 0.2,
};

/** A core that answers every question at once, and keeps what it was asked. */
function answering(answer: SimulationResult = ANSWER): { core: FakeTransport; asked: object[] } {
  const core = new FakeTransport(10);
  const asked: object[] = [];
  const over = { id: 'j-9', operation: 'simulations.answer', state: 'done', done: 4, total: 4, message: null, result: answer, error: null, attempts: 1, created_at: '', started_at: '', finished_at: '', step: null };
  core.intercept = (name, input) => {
    if (name === 'simulations.kinds') return { items: [] };
    if (name === 'simulations.answer') {
      asked.push(input);
      return { job: 'j-9' };
    }
    return name === 'jobs.get' ? over : undefined;
  };
  return { core, asked };
}

describe('the forecast', () => {
  it('says in a sentence what closes and how likely the target is', async () => {
    showScreen('/forecast?target=450000', answering().core);
    expect(await screen.findByText(/^Most likely €412,000 to €596,000 close by .*2026\. 73% chance to reach €450,000\.$/)).toBeTruthy();
    expect(screen.getByText('4 deals are past their expected day; they are counted.')).toBeTruthy();
    expect(screen.getByText('All 3 methods agree: one value lies in every interval.')).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Cold chain upgrade' }).getAttribute('href')).toContain('/opportunities/o-1');
  });

  it('keeps the question in the address and asks it anew', async () => {
    const user = userEvent.setup();
    const { core, asked } = answering();
    showScreen('/forecast', core);
    await screen.findByText(/Most likely/);
    const target = screen.getByRole('textbox', { name: 'Target' });
    await user.type(target, '500,000{Enter}');
    await waitFor(() => expect(window.location.hash).toContain('target'));
    await waitFor(() => expect(asked.at(-1)).toMatchObject({ type: 'deal_closure', parameters: { target: '500000' } }));
    await user.click(screen.getByRole('checkbox', { name: 'Count overdue deals' }));
    await waitFor(() => expect(asked.at(-1)).toMatchObject({ parameters: { overdue: false } }));
  });

  it('shows the same methods as a table, exact without an interval', async () => {
    const user = userEvent.setup();
    showScreen('/forecast', answering().core);
    const figure = await screen.findByRole('figure', { name: /several methods/ });
    await user.click(within(figure).getByRole('button', { name: /as a table/ }));
    const rows = within(figure).getAllByRole('row').slice(1).map((row) => row.textContent);
    expect(rows[0]).toBe('Exact73%exactexact');
    expect(rows).toHaveLength(3);
  });

  it('teaches what it needs when no deal counts', async () => {
    const [main] = ANSWER.distributions;
    showScreen('/forecast', answering({ ...ANSWER, distributions: [{ ...main!, deviation: 0 }] }).core);
    expect(await screen.findByText(/^No open deal with an amount closes by .*2026$/)).toBeTruthy();
    expect(screen.getByRole('button', { name: 'New opportunity' })).toBeTruthy();
  });

  it('says why it has no answer, and asks again', async () => {
    const user = userEvent.setup();
    const { core } = answering();
    const working = core.intercept!;
    core.intercept = (name, input) => (name === 'jobs.get' ? { id: 'j-9', state: 'failed', error: { title: 'Internal', status: 500, code: 'internal', detail: 'The oracle is silent.' } } : working(name, input));
    showScreen('/forecast', core);
    expect(await screen.findByText('The oracle is silent.')).toBeTruthy();
    core.intercept = working;
    await user.click(screen.getByRole('button', { name: 'Try again' }));
    expect(await screen.findByText(/Most likely/)).toBeTruthy();
  });
});

describe('the simulations', () => {
  const TYPE = {
    type: 'deal_closure', model: { name: 'independent_deals', version: '1.0' }, defaults: { target: null, confidence: 0.95, overdue: true },
    parameters: { type: 'object', properties: { target: { type: ['string', 'number', 'null'], 'x-field': { type: 'money' } }, overdue: { type: 'boolean' }, confidence: { type: 'number', minimum: 0.5 } } },
  };

  it('begin with what one wants to know, then a form out of the schema; what is wrong stands beside its field', async () => {
    const user = userEvent.setup();
    const core = new FakeTransport(10);
    core.intercept = (name) => {
      if (name === 'simulations.kinds') return { items: [TYPE] };
      if (name === 'simulations.sources') return { items: [{ source: 'open_deals', label: null, count: 7, from: null, to: null }] };
      if (name === 'simulations.create') throw { title: 'Validation failed', status: 422, code: 'validation', detail: 'x', fields: [{ field: 'parameters.target', message: '“target” must be 0 or more.' }] };
      return undefined;
    };
    showScreen('/simulations/new', core);
    await user.click(await screen.findByRole('link', { name: /Deal closure/ }));
    await user.type(await screen.findByRole('textbox', { name: 'Target' }), '-5');
    expect(screen.getByRole('region', { name: 'It looks at' }).textContent).toContain('7');
    await user.click(screen.getByRole('button', { name: 'Create and run' }));
    expect((await screen.findByRole('alert')).textContent).toBe('“target” must be 0 or more.');
  });

  it('take lists of objects in a table, and say which cell was refused', async () => {
    const user = userEvent.setup();
    const core = new FakeTransport(10);
    const line = { type: 'object', required: ['winner', 'loser', 'count'], properties: { winner: { type: 'string' }, loser: { type: 'string' }, count: { type: 'number' } } };
    const created: unknown[] = [];
    core.intercept = (name, input) => {
      if (name === 'simulations.kinds') return { items: [{ type: 'competitive', model: TYPE.model, defaults: { contests: [{ winner: 'us', loser: 'Acme', count: 1.5 }] }, parameters: { type: 'object', properties: { contests: { type: 'array', maxItems: 3, items: line } } } }] };
      if (name === 'simulations.sources') return { items: [] };
      if (name !== 'simulations.create') return undefined;
      created.push((input as { parameters: unknown }).parameters);
      throw { title: 'Validation failed', status: 422, code: 'validation', detail: 'x', fields: [{ field: 'parameters.contests[1].loser', message: 'Nobody contests with themselves.' }] };
    };
    showScreen('/simulations/new?type=competitive', core);
    const table = within(await screen.findByRole('group', { name: 'Contests counted elsewhere' }));
    const cell = (column: string, at: number) => table.getByRole<HTMLInputElement>('textbox', { name: `${column}, line ${at}` });
    expect(cell('How often', 1).value).toBe('1.5');
    // A line that was not begun does not count, one that is half done is asked for.
    await user.click(table.getByRole('button', { name: 'Add a line' }));
    await user.click(table.getByRole('button', { name: 'Add a line' }));
    expect(table.getByRole<HTMLButtonElement>('button', { name: 'Add a line' }).disabled).toBe(true);
    await user.type(cell('Won by', 3), 'Globex');
    await user.click(screen.getByRole('button', { name: 'Create and run' }));
    expect(cell('Lost by', 3).getAttribute('aria-invalid')).toBe('true');
    expect(created).toEqual([]);
    await user.type(cell('Lost by', 3), 'Globex');
    await user.type(cell('How often', 3), '4');
    await user.click(screen.getByRole('button', { name: 'Create and run' }));
    await waitFor(() => expect(created).toEqual([{ contests: [{ winner: 'us', loser: 'Acme', count: 1.5 }, { winner: 'Globex', loser: 'Globex', count: 4 }] }]));
    expect(await screen.findByText('Nobody contests with themselves.')).toBeTruthy();
    expect(cell('Lost by', 3).getAttribute('aria-invalid')).toBe('true');
    expect(cell('Won by', 3).getAttribute('aria-invalid')).toBeNull();
    await user.click(table.getByRole('button', { name: 'Contests counted elsewhere: remove line 1' }));
    expect(cell('Won by', 2).value).toBe('Globex');
    expect(table.queryByRole('textbox', { name: 'Won by, line 3' })).toBeNull();
  });

  it('show all that a run answered', async () => {
    const core = new FakeTransport(10);
    core.intercept = (name) => {
      if (name === 'simulations.kinds') return { items: [TYPE] };
      if (name !== 'simulations.get') return undefined;
      const record = { id: 's-1', revision: '1', name: 'By Christmas', type: 'deal_closure', parameters: TYPE.defaults, seed: 1, status: 'done', finished_at: '2026-11-20T09:00:00.000Z', started_at: null, error: null, deleted_at: null, result: ANSWER };
      return { record, refs: {} };
    };
    showScreen('/simulations/s-1', core);
    expect(await screen.findByRole('heading', { level: 1, name: 'By Christmas' })).toBeTruthy();
    for (const heading of ['The circuit', 'Where this comes from', 'Deals that decide it']) expect(await screen.findByRole('heading', { name: heading })).toBeTruthy();
    expect(screen.getByRole('img', { name: 'Drawing of the circuit' })).toBeTruthy();
    expect(screen.getByText('Qubits').nextElementSibling?.textContent).toBe('8');
  });
});

const job = (id: string, operation: string, lane: string, state: string) => ({ id, operation, lane, state, done: 0, total: 0, message: null, result: null, error: null, attempts: 0, created_at: '', started_at: null, finished_at: null, step: null });

describe('the status line', () => {
  it('says what waits for what; what a screen waits for shows only while it waits', async () => {
    const core = new FakeTransport(10);
    const jobs = [job('j-1', 'simulations.run', 'background', 'running'), job('j-2', 'models.calibrate', 'background', 'queued'), job('j-3', 'simulations.answer', 'foreground', 'running')];
    core.intercept = (name) => (name === 'jobs.list' ? { items: jobs } : undefined);
    showScreen('/simulations', core);
    expect(await screen.findByText('Calibration of the models waits for: Simulation')).toBeTruthy();
    expect(screen.getByRole('progressbar', { name: 'Simulation' })).toBeTruthy();
    expect(screen.queryByText(/Forecast/, { selector: 'footer *' })).toBeNull();
  });

  it('shows a forecast that waits for another one', async () => {
    const core = new FakeTransport(10);
    const jobs = [job('j-1', 'simulations.answer', 'foreground', 'running'), job('j-2', 'scenarios.run', 'foreground', 'queued')];
    core.intercept = (name) => (name === 'jobs.list' ? { items: jobs } : undefined);
    showScreen('/simulations', core);
    expect(await screen.findByText('What-if waits for: Forecast')).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Cancel: What-if' })).toBeTruthy();
  });
});
