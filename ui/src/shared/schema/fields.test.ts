import { describe, expect, it } from 'vitest';
import { type Schema, schemaFields, valueAt, wireValue, withValue } from './fields';

const schema: Schema = {
  type: 'object',
  required: ['samples'],
  properties: {
    until: { type: ['string', 'null'], format: 'date', description: 'Up to this day.' },
    target: { anyOf: [{ type: 'string' }, { type: 'null' }], 'x-field': { type: 'money', currency: 'currency' } },
    pipeline: { anyOf: [{ type: 'string', format: 'uuid', 'x-reference': 'pipeline' }, { type: 'null' }] },
    rates: { type: 'object', additionalProperties: { type: 'number' } },
    overdue: { type: 'boolean', default: true },
    confidence: { type: 'number', minimum: 0.5, maximum: 0.999 },
    samples: { type: 'integer', minimum: 1000 },
    method: { oneOf: [{ const: 'chain', description: 'A chain.' }, { const: 'events' }] },
    levers: { type: 'object', properties: { win_rate: { type: 'number', description: 'Times so many.' } } },
    touches: { type: 'array', items: { type: 'string', enum: ['call', 'email'] } },
    words: { type: 'array', items: { type: 'string' } },
    contests: {
      type: 'array',
      maxItems: 500,
      items: { type: 'object', required: ['winner'], properties: { winner: { type: 'string' }, count: { type: 'number', minimum: 0 } } },
    },
    nested: { type: 'array', items: { type: 'object', properties: { rates: { type: 'object', additionalProperties: { type: 'number' } } } } },
    shocks: { type: 'array', items: { type: 'object' } },
  },
};

describe('the fields of a schema', () => {
  const fields = schemaFields(schema);
  const of = (name: string) => fields.find(({ field }) => field.name === name)!;

  it('keep the order and the types that forms know', () => {
    expect(fields.map(({ field, form }) => [field.name, form === 'field' ? field.type : form])).toEqual([
      ['until', 'date'], ['target', 'money'], ['pipeline', 'reference'], ['rates', 'map'], ['overdue', 'boolean'], ['confidence', 'decimal'],
      ['samples', 'integer'], ['method', 'select'], ['levers.win_rate', 'decimal'], ['touches', 'choices'], ['words', 'list'],
      ['contests', 'table'], ['nested', 'json'], ['shocks', 'json'],
    ]);
  });

  it('carry bounds, choices, references and what is said of them', () => {
    expect(of('confidence').field).toMatchObject({ minimum: 0.5, maximum: 0.999 });
    expect(of('method').field.options).toEqual([{ value: 'chain' }, { value: 'events' }]);
    expect(of('pipeline').field.reference).toBe('pipeline');
    expect(of('samples').field.required).toBe(true);
    expect(of('until').description).toBe('Up to this day.');
  });

  it('of a list of objects are the columns of a table', () => {
    const contests = of('contests');
    expect(contests.columns?.map(({ field }) => [field.name, field.type, field.required])).toEqual([['winner', 'text', true], ['count', 'decimal', false]]);
    expect(contests.field.max).toBe(500);
    expect(wireValue(contests, [{ winner: 'us', count: '2.5' }, { winner: 'Acme', count: '' }])).toEqual([{ winner: 'us', count: 2.5 }, { winner: 'Acme' }]);
  });

  it('inside an object are reached by their path, and leave their neighbours alone', () => {
    const values = { levers: { win_rate: 1, size: 2 }, months: 6 };
    expect(valueAt(values, 'levers.win_rate')).toBe(1);
    expect(valueAt({}, 'levers.win_rate')).toBeUndefined();
    expect(withValue(values, 'levers.win_rate', 3)).toEqual({ levers: { win_rate: 3, size: 2 }, months: 6 });
    expect(withValue({}, 'levers.win_rate', 3)).toEqual({ levers: { win_rate: 3 } });
  });

  it('send numbers as numbers and money as text', () => {
    expect(wireValue(of('confidence'), '0.95')).toBe(0.95);
    expect(wireValue(of('target'), '450000.50')).toBe('450000.50');
    expect(wireValue(of('until'), '')).toBeNull();
    expect(wireValue(of('overdue'), false)).toBe(false);
  });
});
