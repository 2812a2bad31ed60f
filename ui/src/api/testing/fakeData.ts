import type { RecordData } from '../records';

const PEOPLE = [
  'Amélie Fontaine|Atelier Rhône|Head of Purchasing|Lyon', 'Bashir Haddad|Levant Freight|Operations Director|Beirut', 'Carla Jiménez|Sierra Foods|CFO|Granada',
  'Daisuke Mori|Mori Precision|Plant Manager|Nagoya', 'Eszter Kovács|Duna Medical|Buyer|Budapest', 'Femi Adeyemi|Lagos Solar|Founder|Lagos',
  'Greta Öhman|Nordvik Energi|CTO|Umeå', 'Hannes Brandl|Brandl & Söhne|Owner|Graz', 'Ines Marković|Adria Ports|Procurement|Split',
  'Jonas Weber|Weber Optik|Managing Director|Jena', 'Kavya Raman|Chola Textiles|VP Supply|Chennai', 'Liam O’Connor|Burren Dairy|Buyer|Galway',
  'Mei-Ling Chou|Harbour Logistics|COO|Kaohsiung', 'Nikolai Petrov|Baltika Marine|Engineer|Riga', 'Oluchi Eze|Savanna Health|Director|Enugu',
  'Paula Ferreira|Douro Vinhos|Export Manager|Porto', 'Quentin Maes|Scheldt Chemicals|Category Lead|Antwerp', 'Rania Saleh|Nile Ceramics|Head of Sales|Cairo',
  'Søren Dahl|Dahl Wind|Site Lead|Esbjerg', 'Tomás Vega|Andes Copper|Engineer|Antofagasta',
].map((line) => line.split('|') as [string, string, string, string]);

const KINDS = ['customer', 'prospect', 'vendor', 'partner'];
const DAY = 86_400_000;
export const OWNER = { id: 'u-1', name: 'Mara Lindt' };

/** A whole small business, the same every time; `contacts` says how large. */
export function fakeData(contacts: number, now = Date.UTC(2026, 10, 20, 10)): Record<string, RecordData[]> {
  const iso = (days: number) => new Date(now - days * DAY).toISOString();
  const base = (id: string, age: number) => ({ id, revision: '1', owner: OWNER.id, created_at: iso(age), updated_at: iso(age / 2), deleted_at: null, custom: {} });
  const accounts = PEOPLE.map(([, name, , city], index) => ({
    ...base(`a-${index}`, 300 + index), name, domain: `${slug(name)}.example`, type: KINDS[index % 4]!, city, industry: ['Food', 'Logistics', 'Energy'][index % 3],
    employees: 40 * (index + 1), annual_revenue: `${1_250_000 * (index + 1)}.00`, currency: 'EUR', tags: [], website: `https://${slug(name)}.example`, parent: null,
  }));
  const people = Array.from({ length: contacts }, (_, index) => {
    const [name, account, title, city] = PEOPLE[index % PEOPLE.length]!;
    const round = Math.floor(index / PEOPLE.length);
    const [first, last] = [name.split(' ')[0]!, name.split(' ').slice(1).join(' ') + (round ? ` ${round}` : '')];
    return {
      ...base(`c-${index}`, 20 + (index % 300)), name: `${first} ${last}`, first_name: first, last_name: last, kind: KINDS[(index * 7) % 4]!, account: `a-${index % PEOPLE.length}`, title, city,
      country: 'EU', email: `${slug(name)}${round || ''}@${slug(account)}.example`, phone: `+36 30 555 ${String(1000 + index).slice(-4)}`, mobile: null,
      source: ['event', 'web', 'referral'][index % 3]!, tags: index % 3 === 0 ? ['VIP'] : index % 5 === 0 ? ['Fair 2026', 'Decision maker'] : [], notes: null, birthday: null,
      last_activity_at: iso(1 + ((index * 13) % 58)),
    };
  });
  const stages = [['Prospecting', 250, 10], ['Qualification', 220, 25], ['Proposal', 285, 50], ['Negotiation', 70, 75], ['Closed won', 160, 100], ['Closed lost', 25, 0]].map(([name, hue, probability], index) => ({
    ...base(`s-${index}`, 400), name, hue, probability, pipeline: 'p-1', position: index, kind: index === 4 ? 'won' : index === 5 ? 'lost' : 'open', code: String(name).toLowerCase().replace(' ', '_'), rotting_days: index < 4 ? 14 : null,
  }));
  const deals = Array.from({ length: 30 }, (_, index) => ({
    ...base(`o-${index}`, 40), name: ['Cold chain upgrade', 'Spare parts 2027', 'Dock scheduling', 'Line 4 retrofit'][index % 4]!, account: `a-${index % 20}`, contact: `c-${index % 20}`,
    pipeline: 'p-1', stage: `s-${index % 6}`, amount: `${12_900 + index * 1_750}.00`, currency: 'EUR', probability: 50, expected_close: ['2026-12-12', '2026-11-28', '2027-01-15', '2026-11-24'][index % 4]!, stage_entered_at: iso(3 + ((index * 5) % 19)), tags: [],
  }));
  const activities = Array.from({ length: Math.min(200, contacts * 2) }, (_, index) => ({
    ...base(`t-${index}`, index % 60), type: ['call', 'meeting', 'email', 'note', 'task'][index % 5]!, subject: ['Call about the offer', 'Site visit', 'Offer sent', 'Fair notes', 'Send references'][index % 5]!,
    body: 'Wants the cold chain offer split in two sites. Budget is released in December; asks for references in Hungary.', contact: `c-${index % 20}`, account: `a-${index % 20}`, opportunity: null,
    occurred_at: index % 5 === 4 ? null : iso(index % 60), due_at: index % 5 === 4 ? iso(-3) : null, done_at: null, duration_minutes: 38, outcome: null,
  }));
  return {
    contacts: people, accounts, opportunities: contacts ? deals : [], activities, stages, pipelines: [{ ...base('p-1', 400), name: 'Field sales', is_default: true }],
    views: [
      { ...base('v-1', 9), name: 'Decision makers', kind: 'contact', query: { filter: { field: 'kind', op: 'in', value: ['customer', 'prospect'] }, ordering: ['name'] }, shape: 'table', position: 1, hue: 168 },
      { ...base('v-2', 9), name: 'Quiet for 60 days', kind: 'contact', query: { filter: { field: 'last_activity_at', op: 'lt', value: 'today-60d' } }, shape: 'table', position: 2, hue: 60 },
    ],
    settings: [], users: [{ ...base(OWNER.id, 500), name: OWNER.name, email: 'mara@northwind.example' }],
  };
}

function slug(text: string): string {
  return text.normalize('NFD').replace(/[^a-zA-Z]+/g, '.').replace(/^\.|\.$/g, '').toLowerCase();
}
