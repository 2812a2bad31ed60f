const MINUTE = 60_000;
const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE).toISOString();
const REASONS = [{ code: 'heart_rate', value: 96, against: 68, weight: 0.6 }, { code: 'heart_variability', value: 2.6, against: 3.6, weight: 0.5 }];
const base = (id: string) => ({ id, revision: '0', owner: null, scope: 'personal', created_at: ago(30), updated_at: ago(30), deleted_at: null, custom: {} });
const COURSE = [20, 34, 48, 82, 93, 96, 71, 40, 22, 18].map((stress, at) => ({ second: at * 10, state: stress > 70 ? 'stressed' : 'calm', stress }));
const STRETCH = { began_at: ago(29.5), ended_at: ago(29), peak: 96, reasons: REASONS };
const CALL = { ...base('w-1'), subject: 'The late delivery', activity: 't-1', started_at: ago(30), ended_at: ago(28), note: 'Ask first, then answer.', states: { stressed: 50, calm: 60, unknown: 10 }, course: COURSE, peak_stress: 96, moments: 1, simulated: true };
const SCRIPT = { ...base('k-1'), title: 'Let it out, then sum up', situation: 'anger', language: 'en', body: 'I hear how much this has annoyed you.\nPlease tell me what happened.', states: ['stressed'], starter: true, retired: null, position: 1 };
const suggestion = (id: string, more: object) => ({
  ...base(id), what: 'break', suggested_at: ago(1), reasons: [{ code: 'minutes_since_break', value: 95, against: 90, weight: 1 }], rule: null, call: null, script: null, answer: 'open', answered_at: null, feedback: null, note: null,
  before: { stress: 82, rmssd: 21 }, after: null, helped: null, simulated: true, ...more,
});
const TAKEN = suggestion('g-2', { what: 'script', script: 'k-1', call: 'w-1', answer: 'taken', feedback: 'helpful', note: 'It calmed us both.', after: { stress: 55, rmssd: 30 }, helped: true });
const page = (items: object[]) => ({ items, refs: { 'k-1': { kind: 'script', name: SCRIPT.title } }, next: null, count: null });

/** What a core answers whose wearer has had a call: one that is over, what was suggested in it, a break. */
export const PAST: Record<string, unknown> = {
  'calls.now': { call: null },
  'calls.list': page([CALL, { ...CALL, id: 'w-2', subject: 'A question', peak_stress: null, moments: 0, course: [], simulated: false }]),
  'calls.get': { record: CALL, refs: {} },
  'stress_moments.list': page([{ ...base('m-1'), ...STRETCH, call: 'w-1', activity: 't-1', reason: 'heart_rate', simulated: true }]),
  'state_labels.list': page([{ ...base('l-1'), state: 'stressed', call: 'w-1' }]),
  'suggestions.list': page([TAKEN]),
  'suggestions.results': { items: [{ what: 'script', made: 4, taken: 3, dismissed: 1, measured: 2, helped: 1, liked: 1, stress_fell: 12 }] },
  'scripts.get': { record: SCRIPT, refs: {} },
  'breaks.now': { break: null },
  'breaks.list': page([{ ...base('b-1'), what: 'walk', started_at: ago(100), ended_at: ago(94), before: { stress: 60, heart_rate: 80 }, after: { stress: 41, heart_rate: 71 }, suggestion: null, note: null }]),
  'breaks.advice': { recommended: true, score: 1.5, evidence: [{ code: 'minutes_since_break', value: 95, limit: 90, met: true, weight: 1 }, { code: 'rmssd_vs_baseline', value: null, limit: -1, met: false, weight: 0.5 }] },
  'effects.active': { effects: [], version: 0 },
};

/** And who is in one, with all that may stand beside the screen at once. */
export const BUSY: Record<string, unknown> = {
  ...PAST,
  'calls.now': { call: { call: 'w-1', activity: 't-1', started_at: ago(2), ended_at: null, seconds: 120, states: { stressed: 50 }, course: COURSE, stretches: [{ ...STRETCH, began_at: ago(1.5), ended_at: ago(1) }], stressed: true, peak_stress: 96, simulated: true } },
  'suggestions.list': page([suggestion('g-1', { what: 'script', call: 'w-1', script: 'k-1' })]),
  'suggestions.answer': { id: 'g-1', answer: 'taken', feedback: null, helped: null },
  'breaks.now': { break: { id: 'b-2', started_at: ago(3), ended_at: null, minutes: 5, before: {}, after: {} } },
  'effects.active': { version: 1, effects: ['quieter_colours', 'slower_pacing'].map((effect) => ({ effect, strength: 1, rule: 'r-1', rule_name: 'Quieter under stress', since: ago(1) })) },
};
