import { expect, go, test } from './support/test';

const PEOPLE = 300;

test('what may come: a forecast by several methods, a simulation run, another cancelled, a feed', async ({ fresh: { core, page } }) => {
  await core.job('sample.load', { contacts: PEOPLE });

  await test.step('the forecast is a sentence, and its methods agree', async () => {
    await page.evaluate(() => localStorage.setItem('mycrm.welcomed', 'yes'));
    await go(page, '/forecast');
    await expect(page.getByText(/^Most likely .* close by .* chance to reach/)).toBeVisible();
    await expect(page.getByText(/\d methods agree/)).toBeVisible();
    const methods = page.getByRole('figure', { name: /several methods/ });
    await methods.getByRole('button', { name: /as a table/ }).click();
    for (const name of ['Exact', 'Amplitude estimation, iterative', 'Monte Carlo']) await expect(methods.getByRole('cell', { name, exact: true })).toBeVisible();
  });

  await test.step('a target is a new question, and stands in the address', async () => {
    await page.getByRole('textbox', { name: 'Target' }).fill('1');
    await page.keyboard.press('Enter');
    await expect(page.getByText(/(99.*|100)% chance to reach/)).toBeVisible();
    await expect(page).toHaveURL(/target/);
    await page.reload();
    await expect(page.getByRole('textbox', { name: 'Target' })).toHaveValue('1');
  });

  await test.step('a plot is read off with the keys', async () => {
    const reader = page.getByRole('slider', { name: 'Read off What closes' });
    await reader.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await expect(reader).toHaveAttribute('aria-valuenow', '2');
    await expect(reader).toHaveAttribute('aria-valuetext', /€.*Probability/);
  });

  await test.step('a simulation is put together, run, and shows all it answered', async () => {
    await go(page, '/simulations');
    await page.getByRole('button', { name: 'New simulation' }).first().click();
    await page.getByRole('link', { name: /Deal closure/ }).click();
    await page.getByRole('textbox', { name: 'Name' }).fill('By the end of the year');
    await page.getByRole('textbox', { name: 'Target' }).fill('-5');
    await page.getByRole('button', { name: 'Create and run' }).click();
    await expect(page.getByRole('alert').filter({ hasText: 'target' })).toBeVisible();
    await page.getByRole('textbox', { name: 'Target' }).fill('250000');
    await page.getByRole('button', { name: 'Create and run' }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'By the end of the year' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Where this comes from' })).toBeVisible();
    await expect(page.getByRole('img', { name: 'Drawing of the circuit' })).toBeVisible();
  });

  await test.step('a long one is cancelled', async () => {
    const { id } = await core.call<{ id: string }>('simulations.create', { name: 'Very exactly', type: 'deal_closure', parameters: { samples: 5_000_000, epsilon: 0.0005 } });
    await go(page, `/simulations/${id}`);
    await page.getByRole('button', { name: 'Run', exact: true }).click();
    await page.getByRole('progressbar', { name: 'Simulation is running' }).waitFor();
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await expect(page.getByText('The last run was cancelled before it answered.')).toBeVisible();
    expect((await core.call<{ record: { status: string } }>('simulations.get', { id })).record.status).toBe('cancelled');
  });

  await test.step('two what-ifs are put together by sliders, run, and compared', async () => {
    await go(page, '/scenarios');
    await page.getByRole('button', { name: 'New what-if' }).first().click();
    await page.getByRole('textbox', { name: 'Name' }).fill('More deals won');
    await page.getByRole('slider', { name: 'Win rate, slider' }).press('End');
    await page.getByRole('button', { name: 'Run', exact: true }).first().click();
    await expect(page.getByText(/more before .*\(\d+.*%\)/)).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Steps that help most' })).toBeVisible();
    await expect(page.getByText(/In 95 of 100 worlds/)).toBeVisible();

    await go(page, '/scenarios/new');
    await page.getByRole('textbox', { name: 'Name' }).fill('Somebody leaves');
    await page.getByRole('textbox', { name: 'People who sell, level' }).fill('0');
    await page.getByRole('button', { name: 'Run', exact: true }).first().click();
    await expect(page.getByText(/less before/)).toBeVisible();

    await go(page, '/scenarios');
    for (const name of ['More deals won', 'Somebody leaves']) await page.getByRole('checkbox', { name: `Compare ${name}` }).click();
    await page.getByRole('button', { name: 'Compare 2' }).click();
    const rows = page.getByRole('table', { name: 'Compare' }).getByRole('row');
    await expect(rows).toHaveCount(3);
    await expect(rows.nth(1)).toContainText('More deals won');
    await expect(rows.nth(1)).toContainText('Best of its risk');
  });

  await test.step('a model is tried on the past', async () => {
    await go(page, '/models/independent_deals');
    await page.getByRole('button', { name: 'Calibrate' }).click();
    await expect(page.getByText(/Brier score .* predictions/).first()).toBeVisible();
    await expect(page.getByRole('figure', { name: /Probability of the stage/ })).toBeVisible();
  });

  await test.step('a feed takes points out of a CSV, looked at first', async () => {
    await go(page, '/feeds');
    await page.getByRole('button', { name: 'New feed' }).first().click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name').fill('Copper');
    await dialog.getByRole('button', { name: 'Create', exact: true }).click();
    await expect(page.getByRole('heading', { level: 1, name: 'Copper' })).toBeVisible();
    await page.getByRole('button', { name: 'Import CSV' }).click();
    const text = 'Day;Price\n2026-01-01;9000,5\n2026-01-02;9010\n2026-01-03;soon\n';
    await page.getByLabel('Choose a file').setInputFiles({ name: 'copper.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
    await expect(page.getByText(/2 new points, 1 not understood/)).toBeVisible();
    await page.getByRole('button', { name: 'Take them in' }).click();
    await expect(page.getByRole('slider', { name: 'Read off Course' })).toHaveAttribute('aria-valuemax', '2');
  });
});
