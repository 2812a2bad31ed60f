import type { Page } from '@playwright/test';
import { seed } from './support/seed';
import { expect, go, test } from './support/test';

async function palette(page: Page, text = ''): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k');
  if (text !== '') await page.getByRole('dialog').getByRole('combobox').fill(text);
}

test('the palette knows what is on screen and what can be done with it', async ({ fresh: { core, page } }) => {
  const { contact, account, opportunity } = await seed(core);
  const { items: stages } = await core.call<{ items: { id: string; code: string }[] }>('stages.list', { limit: 50 });
  await page.evaluate(() => localStorage.setItem('mycrm.welcomed', 'yes'));

  await test.step('a record: log, edit a field, open its account', async () => {
    await go(page, `/contacts/${contact}`);
    await page.getByRole('heading', { level: 1, name: 'Amélie Fontaine' }).waitFor();
    await palette(page);
    await expect(page.getByRole('dialog').getByText('Amélie Fontaine', { exact: true }).first()).toBeVisible();
    await page.keyboard.type('log a call');
    await expect(page.getByRole('option', { name: 'Log a call', exact: true })).toHaveAttribute('aria-selected', 'true');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('textbox', { name: 'Call' })).toBeFocused();

    await palette(page, 'edit mobile');
    await page.getByRole('option', { name: 'Edit a field: Mobile', exact: true }).click();
    await expect(page.getByRole('textbox', { name: 'Mobile' })).toBeFocused();
    await page.keyboard.type('+33 6 12 34 56 78');
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await core.call<{ record: { mobile: string } }>('contacts.get', { id: contact })).record.mobile).toBe('+33 6 12 34 56 78');

    await palette(page, 'open account');
    await page.getByRole('option', { name: /Account: Atelier Rhône/ }).click();
    await expect(page).toHaveURL(new RegExp(account));
  });

  await test.step('a deal: one key asks for the stage', async () => {
    await go(page, `/opportunities/${opportunity}`);
    await page.getByRole('heading', { name: 'Stages' }).waitFor();
    await page.keyboard.press('s');
    await page.getByRole('dialog').getByRole('combobox').fill('negot');
    await page.keyboard.press('Enter');
    const negotiation = stages.find(({ code }) => code === 'negotiation')!.id;
    await expect.poll(async () => (await core.call<{ record: { stage: string } }>('opportunities.get', { id: opportunity })).record.stage).toBe(negotiation);
  });

  await test.step('a card of the board', async () => {
    await go(page, '/opportunities');
    const card = page.locator(`[data-deal="${opportunity}"] a`);
    await card.focus();
    await palette(page, 'stage qualif');
    await page.getByRole('option', { name: 'Move to a stage: Qualification' }).click();
    const qualification = stages.find(({ code }) => code === 'qualification')!.id;
    await expect.poll(async () => (await core.call<{ record: { stage: string } }>('opportunities.get', { id: opportunity })).record.stage).toBe(qualification);
    await expect(card).toBeFocused();
  });

  await test.step('a deal in the table, whatever its columns are', async () => {
    await go(page, '/opportunities?shape=table&cols=["name","amount"]');
    await page.getByRole('gridcell', { name: /retrofit/ }).first().waitFor();
    await page.getByRole('grid').focus();
    await palette(page, 'stage propos');
    await expect(page.getByRole('option', { name: 'Move to a stage: Proposal', exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
  });

  await test.step('the row that the keyboard is on', async () => {
    await go(page, '/contacts');
    await page.getByRole('gridcell', { name: /Fontaine/ }).first().waitFor();
    await page.keyboard.press('j');
    await palette(page, 'log a meeting');
    await page.getByRole('option', { name: 'Log a meeting', exact: true }).click();
    await expect(page.getByRole('textbox', { name: 'Meeting' })).toBeFocused();
  });
});

test('many are tagged at once, from the palette too, and it is one step', async ({ fresh: { core, page } }) => {
  await seed(core);
  const tags = async () => (await core.call<{ items: { tags: string[] }[] }>('contacts.list', { fields: ['tags'] })).items.map((item) => item.tags.join());
  const before = await tags();
  await page.evaluate(() => localStorage.setItem('mycrm.welcomed', 'yes'));
  await go(page, '/contacts');
  await page.getByRole('gridcell', { name: /Fontaine/ }).first().waitFor();
  await page.getByRole('checkbox', { name: 'Select all' }).click();
  const bar = page.getByRole('toolbar', { name: 'With the selection' });

  await bar.getByRole('button', { name: 'Tag' }).click();
  await page.getByRole('textbox', { name: 'Tags' }).fill('Fair 2027');
  await page.getByRole('button', { name: /^Change \d+ records$/ }).click();
  await expect.poll(tags).toEqual(before.map((old) => [old, 'Fair 2027'].filter(Boolean).join()));

  await page.keyboard.press('ControlOrMeta+k');
  await page.getByRole('dialog').getByRole('combobox').fill('tag the sel');
  await page.getByRole('option', { name: 'Tag the selected', exact: true }).click();
  await page.getByRole('textbox', { name: 'Tags' }).fill('vip');
  await page.getByRole('tab', { name: 'Take out' }).click();
  await page.getByRole('button', { name: /^Change \d+ records$/ }).click();
  await expect.poll(tags).toEqual(before.map(() => 'Fair 2027'));

  // The core has answered before the question is gone from the screen; until then the keys are the question's.
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('grid').focus();
  await page.keyboard.press('ControlOrMeta+z');
  await expect.poll(tags).toEqual(before.map((old) => [old, 'Fair 2027'].filter(Boolean).join()));
});
