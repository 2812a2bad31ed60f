import type { Core } from './core';

const PEOPLE = [
  ['Amélie', 'Fontaine', 'Atelier Rhône', 'Lyon'],
  ['Bashir', 'Haddad', 'Levant Freight', 'Beirut'],
  ['Carla', 'Jiménez', 'Sierra Foods', 'Granada'],
  ['Daisuke', 'Mori', 'Mori Precision', 'Nagoya'],
  ['Eszter', 'Kovács', 'Duna Medical', 'Budapest'],
  ['Femi', 'Adeyemi', 'Lagos Solar', 'Lagos'],
  ['Greta', 'Öhman', 'Nordvik Energi', 'Umeå'],
  ['Hannes', 'Brandl', 'Brandl & Söhne', 'Graz'],
] as const;
const DEALS = ['Cold chain upgrade', 'Spare parts 2027', 'Dock scheduling', 'Line 4 retrofit'];
const DAY_MS = 86_400_000;

interface Made {
  id: string;
}

const CSV = 'First Name,Last Name,Email,Birthday,Favourite colour\nAda,Lovelace,ada@example.com,10/12/1815,green\nMary,Somerville,no address,26/12/1780,blue\n';

/** Records of the seed that tests go to. */
export interface Ids {
  contact: string;
  account: string;
  opportunity: string;
  activity: string;
  /** A file that is set up but not run, and one that was. */
  openImport: string;
  doneImport: string;
  /** A simulation that has answered, and a feed with points. */
  simulation: string;
  feed: string;
  /** What-ifs that have answered, and a measurement of what amplitude estimation gains. */
  scenarios: string[];
  advantage: string;
}

/** What a small business has after some weeks: people, accounts, deals in every stage, things to do, something deleted. */
export async function seed(core: Core): Promise<Ids> {
  const { items: stages } = await core.call<{ items: (Made & { position: number; kind: string })[] }>('stages.list', { ordering: ['position'], limit: 50 });
  const ids: { contact: string; account: string }[] = [];
  for (const [first, last, name, city] of PEOPLE) {
    const account = await core.call<Made>('accounts.create', { name, city, type: 'customer', employees: 48, annual_revenue: '1250000.00', currency: 'EUR' });
    const contact = await core.call<Made>('contacts.create', { first_name: first, last_name: last, account: account.id, city, kind: 'customer', title: 'Buyer', email: `${first}.${last}@example.com`.normalize('NFD').replace(/[^\w.@]/g, ''), tags: ['VIP'] });
    ids.push({ contact: contact.id, account: account.id });
  }
  const deals: string[] = [];
  for (const [index, stage] of [...stages, ...stages].entries()) {
    const who = ids[index % ids.length]!;
    const deal = await core.call<Made>('opportunities.create', {
      name: `${DEALS[index % DEALS.length]} ${index + 1}`, ...who, stage: stage.id, amount: `${12_900 + index * 1_750}.00`, currency: index % 5 === 4 ? 'USD' : 'EUR',
      expected_close: day(index - 2),
    });
    deals.push(deal.id);
  }
  const activity = await core.call<Made>('activities.create', { type: 'task', subject: 'Send references', contact: ids[0]!.contact, due_at: instant(-1) });
  await core.call('activities.create', { type: 'call', subject: 'Call about the offer', body: 'Budget is released in December.', contact: ids[0]!.contact, opportunity: deals[0], occurred_at: instant(-2), duration_minutes: 38 });
  const gone = await core.call<Made>('contacts.create', { first_name: 'Tomás', last_name: 'Vega' });
  await core.call('contacts.delete', { id: gone.id });
  await core.call('views.create', { name: 'Customers', kind: 'contact', query: { filter: { field: 'kind', op: 'eq', value: 'customer' } }, shape: 'table', position: 1, hue: 168 });
  const openImport = await core.open('people.csv', CSV);
  const doneImport = await core.open('more people.csv', CSV);
  await core.job('imports.run', { id: doneImport });
  const simulation = await core.call<Made>('simulations.create', { name: 'What closes', type: 'deal_closure', parameters: { until: day(60), target: '40000.00', samples: 20_000 } });
  await core.job('simulations.run', { id: simulation.id });
  const feed = await core.call<Made>('feeds.create', { name: 'Copper', category: 'market', unit: 'USD', source: 'http', url: 'http://127.0.0.1:9/copper.json' });
  await core.call('feeds.add_points', { id: feed.id, points: Array.from({ length: 60 }, (_, index) => ({ at: instant(index - 60), value: 9000 + 40 * Math.sin(index) })) });
  const scenarios: string[] = [];
  for (const change of [{ variable: 'win_rate', mode: 'relative', value: 0.2 }, { variable: 'headcount', mode: 'absolute', value: 1 }]) {
    const scenario = await core.call<Made>('scenarios.create', { name: `What if ${change.variable}`, parameters: { changes: [change], constraints: [{ variable: 'headcount', max: 1 }], samples: 2_000 } });
    await core.job('scenarios.run', { id: scenario.id });
    scenarios.push(scenario.id);
  }
  await core.job('models.calibrate', { model: 'independent_deals' });
  const { job: advantage } = await core.call<{ job: string }>('advantage.measure', { epsilons: [0.1, 0.05, 0.02], repeats: 2 });
  return { scenarios, advantage, simulation: simulation.id, feed: feed.id, openImport, doneImport, contact: ids[0]!.contact, account: ids[0]!.account, opportunity: deals[2]!, activity: activity.id };
}

function day(offset: number): string {
  return new Date(Date.now() + offset * DAY_MS).toISOString().slice(0, 10);
}

function instant(offset: number): string {
  return new Date(Date.now() + offset * DAY_MS).toISOString();
}
