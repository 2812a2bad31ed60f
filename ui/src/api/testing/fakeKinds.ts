import type { Field, FieldType, Kind } from '../records';

type Extra = Partial<Field>;

function field(name: string, type: FieldType, extra: Extra = {}): Field {
  return {
    name, type, required: false, read_only: false, hidden: false, sortable: !['list', 'json', 'long_text', 'multi_select'].includes(type), group: null, options: [], reference: null,
    ...(type === 'money' ? { currency: 'currency' } : {}), ...extra,
  };
}

const options = (...values: string[]) => values.map((value, index) => ({ value, hue: (index * 75 + 100) % 360 }));
const address = ['street', 'city', 'region', 'postal_code', 'country'].map((name) => field(name, 'text', { group: 'address' }));

/** Descriptors as the core gives them. */
export const fakeKinds: Kind[] = [
  {
    name: 'contact', plural: 'contacts', title: 'name',
    fields: [
      field('name', 'text', { read_only: true }),
      field('first_name', 'text'), field('last_name', 'text'),
      field('kind', 'select', { options: options('customer', 'prospect', 'vendor', 'partner') }),
      field('account', 'reference', { reference: 'account' }),
      field('title', 'text'), field('department', 'text'), field('email', 'email'), field('phone', 'phone'), field('mobile', 'phone'),
      ...address, field('website', 'url'), field('birthday', 'date'),
      field('source', 'select', { options: options('referral', 'web', 'event', 'cold_call', 'partner', 'advertising', 'import', 'other') }),
      field('tags', 'list'), field('notes', 'long_text'), field('last_activity_at', 'instant', { read_only: true }),
    ],
  },
  {
    name: 'account', plural: 'accounts', title: 'name',
    fields: [
      field('name', 'text', { required: true }), field('domain', 'text'),
      field('type', 'select', { options: options('customer', 'prospect', 'partner', 'competitor') }),
      field('industry', 'text'), field('website', 'url'), field('phone', 'phone'), ...address,
      field('employees', 'integer'), field('annual_revenue', 'money'), field('currency', 'currency'),
      field('parent', 'reference', { reference: 'account' }), field('tags', 'list'), field('notes', 'long_text'),
    ],
  },
  {
    name: 'opportunity', plural: 'opportunities', title: 'name',
    fields: [
      field('name', 'text', { required: true }), field('account', 'reference', { reference: 'account' }), field('contact', 'reference', { reference: 'contact' }),
      field('pipeline', 'reference', { reference: 'pipeline' }), field('stage', 'reference', { reference: 'stage' }), field('amount', 'money'), field('currency', 'currency'),
      field('probability', 'integer'), field('expected_close', 'date'), field('next_step', 'text'), field('tags', 'list'), field('notes', 'long_text'),
    ],
  },
  {
    name: 'activity', plural: 'activities', title: 'subject',
    fields: [
      field('type', 'select', { options: options('call', 'email', 'meeting', 'task', 'note'), required: true }), field('subject', 'text', { required: true }), field('body', 'long_text'),
      field('contact', 'reference', { reference: 'contact' }), field('account', 'reference', { reference: 'account' }), field('opportunity', 'reference', { reference: 'opportunity' }),
      field('due_at', 'instant'), field('occurred_at', 'instant'), field('done_at', 'instant'), field('duration_minutes', 'integer'),
      field('outcome', 'select', { options: options('reached', 'no_answer', 'completed') }),
    ],
  },
  {
    name: 'stage', plural: 'stages', title: 'name',
    fields: [field('name', 'text'), field('pipeline', 'reference', { reference: 'pipeline' }), field('position', 'integer'), field('hue', 'integer'), field('probability', 'integer')],
  },
  { name: 'pipeline', plural: 'pipelines', title: 'name', fields: [field('name', 'text')] },
  {
    name: 'view', plural: 'views', title: 'name',
    fields: [field('name', 'text'), field('kind', 'text'), field('query', 'json'), field('shape', 'select', { options: options('table', 'board') }), field('position', 'integer'), field('hue', 'integer')],
  },
  { name: 'setting', plural: 'settings', title: 'key', fields: [field('key', 'text'), field('value', 'json')] },
  { name: 'user', plural: 'users', title: 'name', fields: [field('name', 'text'), field('email', 'email')] },
];
