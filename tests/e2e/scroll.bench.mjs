// How the grid scrolls through a million contacts in Chromium: script, style and layout of a frame, one JSON line.
//   node tests/e2e/scroll.bench.mjs [contacts]
// Steps stay below a screenful a frame, so that rows are drawn, not the bars that stand in for them in a race.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { chromium } = createRequire(`${root}ui/package.json`)('playwright-core');
const contacts = process.argv[2] ?? '1000000';
const FRAMES = 240;
const STEPS = [120, 400];

const core = spawn(`${root}target/release/bench`, ['serve', '--contacts', contacts], { cwd: root, stdio: ['pipe', 'ignore', 'pipe'] });
const address = await new Promise((found, failed) => {
  createInterface({ input: core.stderr }).on('line', (line) => line.startsWith('http://') && found(line));
  core.once('exit', (code) => failed(new Error(`the core ended with ${code}`)));
});
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic'],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.goto(address);
await page.evaluate(() => { location.hash = '#/contacts'; });
const grid = page.getByRole('grid');
await grid.locator('[role=row][aria-rowindex="2"]').waitFor();
const session = await page.context().newCDPSession(page);
await session.send('Performance.enable');

const spent = async () => {
  const { metrics } = await session.send('Performance.getMetrics');
  const of = (name) => metrics.find((metric) => metric.name === name)?.value ?? 0;
  return 1000 * (of('ScriptDuration') + of('LayoutDuration') + of('RecalcStyleDuration'));
};
const box = await grid.boundingBox();
await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
for (const step of STEPS) {
  const frames = [];
  let before = await spent();
  for (let frame = 0; frame < FRAMES; frame += 1) {
    await page.mouse.wheel(0, step);
    await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => requestAnimationFrame(drawn)); }));
    const now = await spent();
    frames.push(now - before);
    before = now;
  }
  frames.sort((a, b) => a - b);
  const value = Math.round(frames[FRAMES / 2] * 1000) / 1000;
  console.log(JSON.stringify({ name: `grid scroll, ${contacts} rows, ${step} px a frame, script and layout`, value, unit: 'ms CPU, median', against: 8, ratio: Math.round((value / 8) * 1000) / 1000 }));
}
await browser.close();
core.stdin.end();
