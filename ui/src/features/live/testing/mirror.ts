import { ApiError } from '@/api';
import { FakeTransport } from '@/api/testing/fake';

type Row = Record<string, unknown>;
type Input = Record<string, unknown> & { id?: string; filter?: { field: string; value: unknown } };

const began = () => new Date(Date.now() - 125_000).toISOString();
const base = (id: string): Row => ({ id, revision: '1', owner: 'u-1', scope: 'personal', created_at: began(), updated_at: began(), deleted_at: null, custom: {} });
const REASONS = [{ code: 'heart_rate', value: 96, against: 68, weight: 0.6 }];

/** A core whose wearer has the mirror on: what it keeps, and what it was asked to do. */
export class FakeMirror {
  readonly core = new FakeTransport(20);
  readonly asked: [name: string, input: object][] = [];
  readonly scripts: Row[] = [
    { ...base('k-1'), title: 'Name the feeling', situation: 'anger', language: 'en', body: 'I hear that this made you angry.', states: ['stressed'], starter: true, retired: null, position: 1 },
    { ...base('k-2'), title: 'One thing at a time', situation: 'anger', language: 'en', body: 'Let us take this step by step.', states: [], starter: true, retired: null, position: 2 },
    { ...base('k-3'), title: 'Breathe first', situation: 'overwhelmed', language: 'en', body: 'Give me a moment to look at this.', states: [], starter: true, retired: null, position: 3 },
  ];
  suggestions: Row[] = [];
  breaks: Row[] = [];
  labels: Row[] = [];
  moments: Row[] = [];
  calls: Row[] = [];
  effects: Row[] = [];
  muted: string[] = [];
  running: Row | null = null;
  resting: Row | null = null;
  advice: Row = { recommended: false, score: 0, evidence: [] };
  results: Row[] = [];
  /** Operations that are refused, and how. */
  readonly refused: Record<string, ApiError> = {};

  constructor(enabled = true) {
    this.core.intercept = (name, input) => {
      this.asked.push([name, input]);
      if (this.refused[name]) throw this.refused[name];
      if (name === 'sensing.status') return { enabled, consent: null, terms: [], version: 1 };
      return this.#answer(name, input as Input);
    };
  }

  /** What was asked under a name. */
  inputs(name: string): object[] {
    return this.asked.filter(([asked]) => asked === name).map(([, input]) => input);
  }

  /** A call that is on, two minutes old, with some of its course behind it. */
  ring(more: Row = {}): void {
    const course = [20, 30, 82, 90].map((stress, at) => ({ second: at * 10, state: stress > 70 ? 'stressed' : 'calm', stress }));
    const stretches = [{ began_at: began(), ended_at: new Date(Date.now() - 90_000).toISOString(), peak: 90, reasons: REASONS }];
    this.running = { call: 'w-1', activity: 't-0', started_at: began(), ended_at: null, seconds: 125, states: { calm: 60, stressed: 65 }, course, stretches, stressed: false, peak_stress: 90, simulated: true, ...more };
    this.calls.unshift({ ...base('w-1'), subject: 'The late delivery', activity: 't-0', started_at: began(), ended_at: null, note: null, states: null, course: null, peak_stress: null, moments: null, simulated: null });
  }

  suggest(more: Row): void {
    this.suggestions.unshift({
      ...base(`g-${this.suggestions.length + 1}`), what: 'break', suggested_at: new Date().toISOString(), reasons: [{ code: 'minutes_since_break', value: 95, against: 90, weight: 1 }], rule: null, call: null, script: null,
      answer: 'open', answered_at: null, feedback: null, note: null, before: { stress: 82, rmssd: 21 }, after: null, helped: null, simulated: true, ...more,
    });
  }

  #answer(name: string, input: Input): unknown {
    const [plural = '', verb = ''] = name.split('.');
    const kept = { suggestions: this.suggestions, breaks: this.breaks, state_labels: this.labels, stress_moments: this.moments, calls: this.calls, scripts: this.scripts }[plural];
    if (kept && verb === 'list') return this.#list(kept, input);
    if (kept && verb === 'get') return { record: kept.find(({ id }) => id === input.id), refs: {} };
    switch (name) {
      case 'calls.now':
        return { call: this.running };
      case 'calls.start':
        this.ring({ course: [], stretches: [], states: {}, simulated: false });
        return this.running;
      case 'calls.end': {
        const over = { ...this.running, ended_at: new Date().toISOString() };
        this.running = null;
        Object.assign(this.calls[0]!, { ended_at: over.ended_at, simulated: true, peak_stress: 90, moments: 1 });
        return over;
      }
      case 'calls.note':
        Object.assign(this.calls.find(({ id }) => id === input['call'])!, { note: input['note'] });
        return { call: input['call'], note: input['note'] };
      case 'calls.mute':
        this.muted = input['muted'] ? [String(input['situation'])] : [];
        return { muted: this.muted };
      case 'calls.suggest':
        return { suggestion: 'g-asked', state: 'stressed', scripts: this.scripts.slice(0, 2).map(({ id, title, body, situation }) => ({ script: id, title, body, situation, reasons: [] })) };
      case 'profile.show':
        return { preferences: {}, weights: [], labels: 0, retention: {}, baseline: null, muted: this.muted };
      case 'profile.label':
        this.labels.unshift({ ...base('l-1'), state: input['state'], call: input['call'], felt_at: new Date().toISOString() });
        return { label: 'l-1', measured: true };
      case 'suggestions.answer':
      case 'suggestions.feedback':
        Object.assign(this.suggestions.find(({ id }) => id === input.id) ?? {}, input);
        return { id: input.id, answer: null, feedback: null, helped: null };
      case 'suggestions.results':
        return { items: this.results };
      case 'breaks.now':
        return { break: this.resting };
      case 'breaks.start':
        this.resting = { id: 'b-1', started_at: new Date().toISOString(), ended_at: null, minutes: 5, before: {}, after: {} };
        for (const one of this.suggestions) if (one['id'] === input['suggestion']) one['answer'] = 'taken';
        return this.resting;
      case 'breaks.end':
        this.resting = null;
        return {};
      case 'breaks.advice':
        return this.advice;
      case 'effects.active':
        return { effects: this.effects, version: 1 };
      case 'effects.end':
        this.effects = this.effects.filter(({ effect }) => effect !== input['effect']);
        return { effects: this.effects, version: 2 };
      case 'scripts.update':
      case 'scripts.create': {
        const script = this.scripts.find(({ id }) => id === input.id) ?? { ...base('k-new'), starter: null, position: 9 };
        if (!this.scripts.includes(script)) this.scripts.push(script);
        return Object.assign(script, input, { id: script['id'] });
      }
      case 'scripts.delete':
        this.scripts.splice(this.scripts.findIndex(({ id }) => id === input.id), 1);
        return { changed: 1, step: 'step-1' };
      case 'scripts.move':
        return { id: input.id, position: 1 };
      default:
        return undefined;
    }
  }

  #list(rows: readonly Row[], { filter, search }: Input): unknown {
    const wanted = filter?.field === undefined ? rows : rows.filter((row) => row[filter.field] === filter.value);
    const found = typeof search === 'string' ? wanted.filter((row) => JSON.stringify(row).toLowerCase().includes(search.toLowerCase())) : wanted;
    return { items: structuredClone(found), refs: Object.fromEntries(this.scripts.map(({ id, title }) => [id, { kind: 'script', name: title }])), next: null, count: null };
  }
}
