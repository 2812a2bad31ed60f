import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it } from 'vitest';
import { showScreen } from '@/api/testing/screen';
import { FakeMirror } from '../testing/mirror';

let mirror: FakeMirror;

beforeEach(() => {
  mirror = new FakeMirror();
});

describe('suggestions', () => {
  it('say what led to them, whether they were taken, and whether it helped', async () => {
    mirror.suggest({ what: 'script', script: 'k-1', answer: 'taken', before: { stress: 82, rmssd: 21 }, after: { stress: 61, rmssd: 30 }, helped: true });
    mirror.results = [{ what: 'script', made: 4, taken: 3, dismissed: 1, measured: 2, helped: 1, liked: 1, stress_fell: 12.4 }];
    showScreen('/wellbeing/suggestions', mirror.core);
    const card = (await screen.findByText('Script: Name the feeling')).closest('li')!;
    expect(card.textContent).toMatch(/Taken.*Minutes since the last break 95.*Helped.*Stress 82 → 61.*30/);
    expect(await screen.findByText('Helped: 1 of 2')).toBeTruthy();
    expect(screen.getByText('taken: 3 of 4 · stress fell by 12')).toBeTruthy();
  });

  it('take the wearer’s feedback, in a click and in words', async () => {
    mirror.suggest({ answer: 'dismissed' });
    showScreen('/wellbeing/suggestions', mirror.core);
    const judge = await screen.findByRole('group', { name: 'What you thought of it' });
    await userEvent.click(within(judge).getByRole('button', { name: 'In the way' }));
    await userEvent.click(screen.getByRole('button', { name: 'In your words' }));
    await userEvent.type(screen.getByRole('textbox', { name: 'What you thought of it' }), 'Not in a call{Enter}');
    await screen.findByText('Not in a call');
    expect(mirror.inputs('suggestions.feedback')).toEqual([{ id: 'g-1', feedback: 'unhelpful' }, { id: 'g-1', feedback: 'unhelpful', note: 'Not in a call' }]);
  });

  it('teach what they are while there is none', async () => {
    showScreen('/wellbeing/suggestions', mirror.core);
    expect(await screen.findByRole('heading', { name: 'Nothing was suggested yet' })).toBeTruthy();
  });
});

describe('breaks', () => {
  it('are advised by evidence, begun in a chosen way, and listed', async () => {
    mirror.advice = {
      recommended: true, score: 1.5,
      evidence: [{ code: 'minutes_since_break', value: 95.2, limit: 90, met: true, weight: 1 }, { code: 'rmssd_vs_baseline', value: null, limit: -1, met: false, weight: 0.5 }],
    };
    mirror.breaks = [{ id: 'b-0', what: 'walk', started_at: '2026-11-20T09:00:00.000Z', ended_at: '2026-11-20T09:06:00.000Z', before: { stress: 60 }, after: { stress: 40 } }];
    showScreen('/wellbeing/suggestions/breaks', mirror.core);
    const now = await screen.findByRole('region', { name: 'Breaks' });
    await within(now).findByText('A break is due');
    const evidence = await within(now).findAllByRole('listitem');
    expect(evidence.map(({ textContent }) => textContent)).toEqual(['Minutes since the last break95from 90 on', expect.stringMatching(/not knownbelow -1$/)]);
    expect(screen.getByText('6:00').closest('li')!.textContent).toMatch(/Walk.*Stress 60 → 40/);
    await userEvent.click(within(now).getByRole('button', { name: 'Start a break' }));
    await waitFor(() => expect(mirror.inputs('breaks.start')).toEqual([{ what: 'rest' }]));
    expect((await screen.findAllByText('On a break')).length).toBeGreaterThan(0);
  });
});
