import type { Page } from '@playwright/test';
import { BUSY, PAST } from './called';
import type { Ids } from './seed';
import { PROFILE, READINGS, RECORDINGS, RULES, wear } from './worn';

export interface Screen {
  name: string;
  route: (ids: Ids) => string;
  /** Seen once the screen has drawn its data. */
  ready: (page: Page) => ReturnType<Page['locator']>;
  /** Done on the screen before it is looked at. */
  open?: (page: Page, ids: Ids) => Promise<void>;
}

/** Every screen, and what opens over one. */
export const SCREENS: Screen[] = [
  { name: 'today', route: () => '/', ready: (page) => page.getByRole('heading', { name: 'Closing soon' }) },
  { name: 'contacts', route: () => '/contacts', ready: (page) => page.getByRole('gridcell', { name: /Fontaine/ }).first() },
  { name: 'contact', route: ({ contact }) => `/contacts/${contact}`, ready: (page) => page.getByRole('heading', { name: 'Amélie Fontaine' }) },
  { name: 'accounts', route: () => '/accounts', ready: (page) => page.getByRole('gridcell', { name: /Atelier/ }).first() },
  { name: 'account', route: ({ account }) => `/accounts/${account}`, ready: (page) => page.getByRole('heading', { name: 'Atelier Rhône', exact: true }) },
  { name: 'board', route: () => '/opportunities', ready: (page) => page.locator('[data-deal]').first() },
  { name: 'opportunities as a table', route: () => '/opportunities?shape=table', ready: (page) => page.getByRole('gridcell', { name: /retrofit/ }).first() },
  { name: 'opportunity', route: ({ opportunity }) => `/opportunities/${opportunity}`, ready: (page) => page.getByRole('heading', { name: 'Stages' }) },
  { name: 'activities', route: () => '/activities', ready: (page) => page.getByRole('gridcell', { name: /references|offer/ }).first() },
  { name: 'activity', route: ({ activity }) => `/activities/${activity}`, ready: (page) => page.getByRole('heading', { name: 'Send references' }) },
  { name: 'imports', route: () => '/imports', ready: (page) => page.getByRole('heading', { name: 'Past imports' }) },
  { name: 'the columns of an import', route: ({ openImport }) => `/imports/${openImport}`, ready: (page) => page.getByRole('combobox', { name: /Field for Email/ }) },
  { name: 'the preview of an import', route: ({ openImport }) => `/imports/${openImport}?step=preview`, ready: (page) => page.getByRole('button', { name: /^Error 1/ }) },
  { name: 'the ledger of an import', route: ({ doneImport }) => `/imports/${doneImport}`, ready: (page) => page.getByRole('button', { name: 'Take it back' }) },
  { name: 'forecast', route: () => '/forecast?target=40000', ready: (page) => page.getByRole('heading', { name: 'Deals that decide it' }) },
  {
    name: 'forecast as tables', route: () => '/forecast?target=40000', ready: (page) => page.getByRole('region', { name: 'What closes' }),
    open: async (page) => {
      await page.locator('main figure [role="slider"]').first().waitFor();
      for (const button of await page.locator('main figcaption > button:last-child').all()) await button.click();
      await page.locator('main summary').first().click();
    },
  },
  { name: 'simulations', route: () => '/simulations', ready: (page) => page.getByRole('link', { name: /What closes/ }) },
  { name: 'the types of simulation', route: () => '/simulations/new', ready: (page) => page.getByRole('link', { name: /Deal closure/ }) },
  { name: 'a new simulation', route: () => '/simulations/new?type=deal_closure', ready: (page) => page.getByRole('region', { name: 'It looks at' }), open: (page) => page.locator('main summary').click() },
  { name: 'a simulation', route: ({ simulation }) => `/simulations/${simulation}?edit=true`, ready: (page) => page.getByRole('heading', { name: 'Where this comes from' }) },
  { name: 'what-ifs', route: () => '/scenarios', ready: (page) => page.getByRole('link', { name: /What if win_rate/ }) },
  { name: 'a new what-if', route: () => '/scenarios/new', ready: (page) => page.getByRole('slider', { name: 'Win rate, slider' }) },
  {
    name: 'a what-if', route: ({ scenarios }) => `/scenarios/${scenarios[1]}`, ready: (page) => page.getByRole('heading', { name: 'Steps that help most' }),
    open: async (page) => {
      await page.locator('main summary:has(svg)').first().click();
      await page.locator('main summary').first().click();
    },
  },
  { name: 'what-ifs side by side', route: ({ scenarios }) => `/scenarios/compare?ids=${scenarios.join(',')}`, ready: (page) => page.getByRole('table', { name: 'Compare' }) },
  { name: 'models', route: () => '/models', ready: (page) => page.getByRole('link', { name: 'Independent deals' }) },
  { name: 'a model', route: () => '/models/independent_deals', ready: (page) => page.getByText('Default parameters'), open: (page) => page.locator('main summary').click() },
  { name: 'advantage, not measured', route: () => '/advantage', ready: (page) => page.getByRole('heading', { name: 'Not measured on this machine yet' }) },
  {
    name: 'advantage', route: () => '/settings', ready: (page) => page.getByRole('heading', { name: 'Every number' }),
    open: async (page, { advantage }) => {
      await page.evaluate((job) => localStorage.setItem('mycrm.advantage', job), advantage);
      await page.evaluate(() => {
        location.hash = '/advantage';
      });
    },
  },
  { name: 'feeds', route: () => '/feeds', ready: (page) => page.getByRole('link', { name: /Copper/ }) },
  { name: 'a feed', route: ({ feed }) => `/feeds/${feed}`, ready: (page) => page.getByRole('slider', { name: /Read off/ }) },
  { name: 'privacy', route: () => '/wellbeing', ready: (page) => page.getByRole('switch', { name: 'Use wearables' }) },
  { name: 'privacy, switched on', route: () => '/wellbeing', ready: (page) => page.getByRole('heading', { name: 'What you agreed to' }), open: (page) => wear(page) },
  {
    name: 'erasing what was measured', route: () => '/wellbeing', ready: (page) => page.getByRole('dialog').getByText('cannot be undone'),
    open: async (page) => {
      await wear(page);
      await page.locator('main section ~ div button').click();
    },
  },
  { name: 'devices, switched off', route: () => '/wellbeing/devices', ready: (page) => page.getByRole('heading', { name: 'Wearables are off' }) },
  {
    name: 'devices', route: () => '/wellbeing/devices', ready: (page) => page.getByRole('heading', { name: 'Found nearby' }),
    open: async (page) => {
      await wear(page);
      await page.locator('main header button:has(span)').click();
    },
  },
  {
    name: 'devices without Bluetooth', route: () => '/wellbeing/devices', ready: (page) => page.getByRole('alert').getByText('There is no Bluetooth adapter.'),
    open: (page) => wear(page, { 'devices.adapter': { usable: false, state: 'no_adapter', problem: null, advice: null, simulated: false }, 'devices.status': { items: [] } }),
  },
  { name: 'live signals, switched off', route: () => '/wellbeing/live', ready: (page) => page.getByRole('heading', { name: 'Wearables are off' }) },
  { name: 'live signals', route: () => '/wellbeing/live?window=20', ready: (page) => page.getByRole('heading', { name: 'Brain waves by band' }), open: (page) => wear(page) },
  {
    name: 'live signals without a device', route: () => '/wellbeing/live', ready: (page) => page.getByRole('heading', { name: 'No device is connected' }),
    open: (page) => wear(page, { 'devices.status': { items: [] } }),
  },
  { name: 'calls', route: () => '/wellbeing/calls', ready: (page) => page.getByRole('link', { name: /The late delivery/ }), open: (page) => wear(page, PAST) },
  { name: 'a call', route: () => '/wellbeing/calls/w-1', ready: (page) => page.getByRole('heading', { name: 'What was suggested' }), open: (page) => wear(page, PAST) },
  {
    name: 'a call beside the day', route: () => '/', ready: (page) => page.getByRole('figure', { name: 'Stress along the call' }),
    open: async (page) => {
      await wear(page, BUSY);
      await page.locator('main section button[aria-expanded="false"]:not([aria-haspopup])').last().click();
    },
  },
  {
    name: 'a script in a call', route: () => '/activities', ready: (page) => page.getByRole('region', { name: 'What to say' }),
    open: async (page) => {
      await wear(page, BUSY);
      await page.locator('main [role="status"] section button').first().click();
    },
  },
  { name: 'suggestions', route: () => '/wellbeing/suggestions', ready: (page) => page.getByText('It calmed us both.'), open: (page) => wear(page, PAST) },
  { name: 'breaks', route: () => '/wellbeing/suggestions/breaks', ready: (page) => page.getByRole('heading', { name: 'Breaks you took' }), open: (page) => wear(page, PAST) },
  { name: 'scripts', route: () => '/wellbeing/calls/scripts', ready: (page) => page.getByRole('button', { name: /^Let it out/ }), open: (page) => wear(page, PAST) },
  { name: 'a new script', route: () => '/wellbeing/calls/scripts?script=new', ready: (page) => page.getByRole('form', { name: 'New script' }), open: (page) => wear(page, PAST) },
  { name: 'the profile', route: () => '/wellbeing/profile', ready: (page) => page.getByRole('heading', { name: 'What is usual for you' }), open: (page) => wear(page, PROFILE) },
  { name: 'the weights', route: () => '/wellbeing/profile?tab=weights', ready: (page) => page.getByRole('slider').first(), open: (page) => wear(page, PROFILE) },
  { name: 'how the wearer feels', route: () => '/wellbeing/profile?tab=labels', ready: (page) => page.getByRole('heading', { name: 'What you said' }), open: (page) => wear(page, PROFILE) },
  { name: 'paced breathing', route: () => '/wellbeing/breathing', ready: (page) => page.getByText('Slow, even breaths.', { exact: false }), open: (page) => wear(page, PROFILE) },
  {
    name: 'the calibration', route: () => '/wellbeing/profile', ready: (page) => page.getByRole('dialog').getByText('Five quiet minutes', { exact: false }),
    open: async (page) => {
      await wear(page, PROFILE);
      await page.locator('main button:has(svg.lucide-target)').click();
    },
  },
  { name: 'readings', route: () => '/wellbeing/readings', ready: (page) => page.getByRole('figure').first(), open: (page) => wear(page, READINGS) },
  { name: 'imports of readings', route: () => '/wellbeing/readings?tab=imports', ready: (page) => page.getByText('export.xml', { exact: true }), open: (page) => wear(page, READINGS) },
  { name: 'rules', route: () => '/wellbeing/suggestions/rules', ready: (page) => page.getByText('Quieter colours under stress', { exact: true }), open: (page) => wear(page, RULES) },
  {
    name: 'a rule', route: () => '/wellbeing/suggestions/rules', ready: (page) => page.getByRole('dialog').getByRole('spinbutton').first(),
    open: async (page) => {
      await wear(page, RULES);
      await page.locator('main ol button:has(svg.lucide-pencil)').first().click();
    },
  },
  { name: 'recordings', route: () => '/wellbeing/devices?tab=recordings', ready: (page) => page.getByText('TP9', { exact: false }).first(), open: (page) => wear(page, RECORDINGS) },
  { name: 'history', route: () => '/history', ready: (page) => page.getByRole('button', { expanded: false }).first() },
  { name: 'trash', route: () => '/trash', ready: (page) => page.getByText('Tomás Vega') },
  { name: 'settings', route: () => '/settings', ready: (page) => page.getByRole('heading', { name: 'Data' }) },
  { name: 'search', route: () => '/search?q=kov', ready: (page) => page.getByRole('link', { name: /Eszter/ }) },
  { name: 'welcome', route: () => '/welcome', ready: (page) => page.getByRole('heading', { name: 'Where shall we begin?' }) },
  { name: 'a record that is not there', route: () => '/contacts/0190a000-0000-7000-8000-000000000000', ready: (page) => page.getByRole('alert') },
  {
    name: 'the palette', route: () => '/settings', ready: (page) => page.getByRole('dialog').getByText('Eszter Kovács'),
    open: async (page) => {
      await page.keyboard.press('ControlOrMeta+k');
      await page.getByRole('dialog').getByRole('combobox').fill('eszt');
    },
  },
  {
    name: 'a new record', route: () => '/settings', ready: (page) => page.getByRole('dialog').getByRole('button', { name: 'Create' }),
    open: async (page) => {
      await page.keyboard.press('n');
      await page.keyboard.press('c');
    },
  },
  { name: 'the shortcuts', route: () => '/settings', ready: (page) => page.getByRole('dialog').getByText('Undo'), open: (page) => page.keyboard.press('?') },
];
