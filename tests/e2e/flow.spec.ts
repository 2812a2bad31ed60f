import { writeFileSync } from 'node:fs';
import { expect, go, test } from './support/test';

const ROWS = [
  'Record ID,First Name,Last Name,Email,Phone Number,Associated Company,Country/Region',
  '101,Eszter,Kovács,eszter.kovacs@dunamedical.example,+36 30 555 0142,Duna Medical,Hungary',
  '102,Bashir,Haddad,b.haddad@levant.example,+961 1 555 018,Levant Freight,Lebanon',
  '103,Søren,Dahl,not an address,+45 70 55 01 20,Dahl Wind,Denmark',
  '104,Eszter,Kovács,eszter.kovacs@dunamedical.example,+36 30 555 0142,Duna Medical,Hungary',
];

test('a first hour: import, find, edit, work the board, undo, trash', async ({ fresh: { core, page } }, info) => {
  await test.step('the first run offers three ways to begin', async () => {
    await expect(page.getByRole('heading', { name: 'Where shall we begin?' })).toBeVisible();
    for (const way of [/sample data/, /Import a file/, /Start empty/]) await expect(page.getByRole('button', { name: way })).toBeVisible();
  });

  await test.step('import: mapped, seen before it is written, run, told row by row', async () => {
    const file = info.outputPath('hubspot.csv');
    writeFileSync(file, ROWS.join('\r\n'));
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: /Import a file/ }).click();
    await (await chooser).setFiles(file);
    await expect(page.getByText('HubSpot export')).toBeVisible();
    await expect(page.getByRole('combobox', { name: 'Field for Email' })).toHaveValue('E-mail');
    await page.getByRole('button', { name: 'See what happens' }).click();

    await expect(page.getByRole('button', { name: /^New 2/ })).toBeVisible();
    await expect(page.getByRole('button', { name: /^Duplicate 1/ })).toBeVisible();
    expect((await core.call<{ value: number }>('contacts.count')).value).toBe(0);
    await page.getByRole('button', { name: /^Error 1/ }).click();
    await expect(page.getByRole('region', { name: 'Preview of the rows' }).getByText('Dahl', { exact: true })).toBeVisible();

    await page.getByRole('button', { name: 'Import 2 rows' }).click();
    await expect(page.getByText('2 records written')).toBeVisible();
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Rows with errors' }).click();
    expect((await download).suggestedFilename()).toContain('errors');
    await page.getByRole('button', { name: 'Go to Contacts' }).click();
    await expect(page.getByRole('gridcell', { name: 'Bashir Haddad' })).toBeVisible();
  });

  await test.step('find: the palette knows people by a few letters', async () => {
    await page.keyboard.press('ControlOrMeta+k');
    await page.getByRole('combobox', { name: 'Search or run' }).fill('kovac');
    await expect(page.getByRole('option', { name: /Eszter Kovács/ })).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('heading', { level: 1, name: 'Eszter Kovács' })).toBeVisible();
  });

  await test.step('edit: in the grid, without leaving it', async () => {
    await go(page, '/contacts');
    const cell = page.getByRole('row', { name: /Bashir/ }).getByRole('gridcell').nth(3);
    await cell.dblclick();
    await page.keyboard.type('Operations Director');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('gridcell', { name: 'Operations Director' })).toBeVisible();
  });

  await test.step('board: a new deal goes on by key and by drag', async () => {
    await go(page, '/opportunities');
    await page.getByRole('button', { name: 'New opportunity' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Cold chain upgrade');
    await dialog.getByLabel('Amount').fill('48400');
    await dialog.getByRole('button', { name: 'Create', exact: true }).click();
    const columns = page.locator('[data-stage]');
    await expect(columns.nth(0).getByRole('link', { name: 'Cold chain upgrade' })).toBeVisible();

    await columns.nth(0).getByRole('link', { name: 'Cold chain upgrade' }).focus();
    await page.keyboard.press('Alt+ArrowRight');
    await expect(columns.nth(1).getByRole('link', { name: 'Cold chain upgrade' })).toBeFocused();
    await expect(page.getByRole('status').filter({ hasText: 'moved to' })).toContainText('Cold chain upgrade');

    await columns.nth(1).locator('[data-deal]').dragTo(columns.nth(2));
    await expect(columns.nth(2).getByRole('link', { name: 'Cold chain upgrade' })).toBeVisible();
    await expect
      .poll(async () => {
        const { columns: told } = await core.call<{ columns: { items: unknown[] }[] }>('opportunities.board');
        return told.map(({ items }) => items.length);
      })
      .toEqual([0, 0, 1, 0, 0, 0]);
  });

  await test.step('board: the menu does what a drag does, and a lost deal may say why', async () => {
    await page.getByRole('link', { name: 'Cold chain upgrade' }).focus();
    await page.keyboard.press('m');
    await page.getByRole('menuitem', { name: /Closed lost/ }).click();
    const reason = page.getByRole('textbox', { name: /lost\?/ });
    await reason.fill('Price');
    await page.keyboard.press('Enter');
    await expect
      .poll(async () => (await core.call<{ items: { lost_reason: string }[] }>('opportunities.list')).items[0]?.lost_reason)
      .toBe('Price');
  });

  await test.step('undo takes back step by step', async () => {
    const columns = page.locator('[data-stage]');
    await page.getByRole('link', { name: 'Cold chain upgrade' }).focus();
    await page.keyboard.press('ControlOrMeta+z');
    await expect.poll(async () => (await core.call<{ items: { lost_reason: string | null }[] }>('opportunities.list')).items[0]?.lost_reason).toBeNull();
    await page.keyboard.press('ControlOrMeta+z');
    await expect(columns.nth(2).getByRole('link', { name: 'Cold chain upgrade' })).toBeVisible();
    await page.keyboard.press('ControlOrMeta+Shift+z');
    await expect(columns.nth(5).getByRole('link', { name: 'Cold chain upgrade' })).toBeVisible();
  });

  await test.step('trash: deleted, brought back, erased for good', async () => {
    await go(page, '/contacts');
    await page.getByRole('row', { name: /Bashir/ }).getByRole('gridcell').first().click();
    await page.getByRole('toolbar', { name: 'With the selection' }).getByRole('button', { name: 'Delete' }).click();
    await expect(page.getByRole('gridcell', { name: 'Bashir Haddad' })).toBeHidden();
    await go(page, '/trash');
    await page.getByRole('button', { name: 'Restore Bashir Haddad' }).click();
    await expect(page.getByRole('heading', { name: 'The trash is empty' })).toBeVisible();
    await core.call('contacts.bulk_delete', { target: { filter: { field: 'last_name', op: 'eq', value: 'Haddad' } } });
    await page.getByRole('button', { name: 'Erase Bashir Haddad for good' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Erase for good' }).click();
    await expect(page.getByRole('heading', { name: 'The trash is empty' })).toBeVisible();
    expect((await core.call<{ value: number }>('contacts.count')).value).toBe(1);
  });

  await test.step('history: every step is there, with what it changed, and can be taken back', async () => {
    await go(page, '/history');
    const step = page.getByRole('listitem').filter({ hasText: /^move Cold chain upgrade/i }).last();
    await step.getByRole('button', { expanded: false }).click();
    await expect(step.getByRole('deletion').filter({ hasText: 'Prospecting' })).toBeVisible();
    await expect(step.getByRole('insertion').filter({ hasText: 'Qualification' })).toBeVisible();
    await step.getByRole('button', { name: /^Undo:/ }).click();
    await expect(step.getByRole('button', { name: /^Redo:/ })).toBeVisible();
  });

  await test.step('the import as a whole is taken back as one step', async () => {
    await go(page, '/imports');
    await page.getByRole('link', { name: /hubspot\.csv/ }).click();
    await page.getByRole('button', { name: 'Take it back' }).click();
    await expect(page.getByText('Taken back', { exact: true })).toBeVisible();
    expect((await core.call<{ value: number }>('contacts.count')).value).toBe(0);
  });
});

test('sample data: one click, progress, and a full board', async ({ fresh: { core, page } }) => {
  await page.getByRole('button', { name: /sample data/ }).click();
  await expect(page.getByRole('heading', { name: 'Closing soon' })).toBeVisible({ timeout: 80_000 });
  expect((await core.call<{ value: number }>('contacts.count')).value).toBe(1000);
  await go(page, '/opportunities');
  await expect(page.locator('[data-deal]').first()).toBeVisible();
});

test('starting empty leads to a start that says what to do', async ({ fresh: { page } }) => {
  await page.getByRole('button', { name: /Start empty/ }).click();
  await expect(page.getByRole('button', { name: 'New contact' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Tasks' })).toBeVisible();
});
