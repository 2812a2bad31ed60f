import { start } from '@/shell/start';
import { setTransport } from '../client';
import { FakeTransport } from './fake';

// The whole screen over the core in memory: `npm run dev`, then /fake.html?contacts=240. Never part of the product.
const contacts = Number(new URLSearchParams(window.location.search).get('contacts') ?? 240);
const fake = new FakeTransport(contacts);
// `?rows=1000000`: as many rows as wanted out of the few there are, to scroll through.
const rows = Number(new URLSearchParams(window.location.search).get('rows') ?? 0);
if (rows > 0) {
  const refs = Object.fromEntries(fake.data['accounts']!.map((account) => [account.id, { kind: 'account', name: String(account['name']) }]));
  fake.intercept = (name, input) => {
    if (name === 'contacts.count') return { value: rows, exact: true };
    if (name !== 'contacts.list') return undefined;
    const { offset = 0, limit = 50, cursor } = input as { offset?: number; limit?: number; cursor?: string };
    const first = cursor ? Number(cursor) : offset;
    const items = Array.from({ length: Math.min(limit, rows - first) }, (_, index) => ({ ...fake.data['contacts']![(first + index) % contacts]!, id: `r-${first + index}` }));
    return { items, refs, next: String(first + items.length), count: null };
  };
}
setTransport(fake);
await start(document.getElementById('root')!);
