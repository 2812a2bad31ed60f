// The live screen over simulated wearables in Chromium: pictures a second, and how long after a notification reached the
// program its samples are on the screen. One JSON line a figure.
//   node tests/e2e/live.bench.mjs [seconds]
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { chromium } = createRequire(`${root}ui/package.json`)('playwright-core');
const seconds = Number(process.argv[2] ?? 20);
const folder = mkdtempSync(`${tmpdir()}/mycrm-live-`);
const binary = process.env.MYCRM_BIN ?? `${root}target/release/mycrm`;
const core = spawn(binary, ['wearables', 'simulate', 'stress', '--', binary, 'serve', '--port', '0', '--screen', `${root}ui/dist`, '--scope', 'private'], {
  env: { ...process.env, MYCRM_DATA: folder, MYCRM_PASSPHRASE: 'bench', MYCRM_NO_KEYRING: '1' },
  stdio: ['ignore', 'pipe', 'pipe'],
});
const address = await new Promise((found, failed) => {
  for (const stream of [core.stdout, core.stderr]) createInterface({ input: stream }).on('line', (line) => {
    const seen = /http:\/\/127\.0\.0\.1:\d+\/#token=\S+/.exec(line)?.[0];
    if (seen) found(seen);
  });
  core.once('exit', (code) => failed(new Error(`the core ended with ${code}`)));
});
const { origin, hash } = new URL(address);
const call = async (name, input = {}) => {
  const response = await fetch(`${origin}/api/v1/operations/${name}`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Bearer ${hash.replace('#token=', '')}` }, body: JSON.stringify(input) });
  if (!response.ok) throw new Error(`${name}: ${await response.text()}`);
  return response.json();
};
await call('sensing.enable', { version: 1 });
let found = [];
while (found.length < 3) found = (await call('devices.scan', { seconds: 2 })).items;
for (const { device } of found) await call('devices.connect', { device });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic'],
});
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
// Where a chunk's bytes arrive in the page, the last sample of each notification in it is noted; at the next picture it is
// on the screen. That sample's time is when its notification reached the program, by the same machine's clock.
await page.addInitScript(() => {
  // Values that a notification of EEG comes to, of twelve samples; and how far the traces run behind the clock.
  const PACKET = 6;
  const BEHIND_MS = 80;
  globalThis.waited = [];
  globalThis.pictures = [];
  const decode = TextDecoder.prototype.decode;
  TextDecoder.prototype.decode = function (...given) {
    const text = decode.apply(this, given);
    for (const [, line] of text.matchAll(/^data: (\{"type":"traces".*)$/gm)) {
      try {
        for (const { unit, start, step, values } of JSON.parse(line).channels) {
          if (unit !== 'uV') continue;
          const ends = Array.from({ length: Math.floor(values.length / PACKET) }, (_, index) => start + step * PACKET * (index + 1));
          // What is newer than the right edge of the traces is drawn when that has come so far.
          requestAnimationFrame(() => requestAnimationFrame(() => globalThis.waited.push(...ends.map((end) => Math.max(Date.now() - end, BEHIND_MS)))));
        }
      } catch {
        // A line that was cut in two by the network is not measured.
      }
    }
    return text;
  };
  const count = (at) => {
    globalThis.pictures.push(at);
    requestAnimationFrame(count);
  };
  requestAnimationFrame(count);
  localStorage.setItem('mycrm.welcomed', 'yes');
});
await page.goto(address);
await page.evaluate(() => { location.hash = '#/wellbeing/live'; });
await page.getByRole('img', { name: /^Live traces/ }).waitFor();
await page.waitForTimeout(3000);
const { waited, pictures } = await page.evaluate(async (ms) => {
  globalThis.waited = [];
  globalThis.pictures = [];
  await new Promise((done) => { setTimeout(done, ms); });
  return { waited: globalThis.waited, pictures: globalThis.pictures };
}, seconds * 1000);
const rate = (1000 * (pictures.length - 1)) / (pictures.at(-1) - pictures[0]);
waited.sort((a, b) => a - b);
const p95 = waited[Math.floor(waited.length * 0.95)];
const say = (name, value, unit, against) => console.log(JSON.stringify({ name, value: Math.round(value * 10) / 10, unit, against }));
say('live screen, headband, strap and watch', rate, 'pictures/s', 55);
say('notification to samples on the screen', p95, 'ms p95', 150);
await browser.close();
core.kill('SIGTERM');
await new Promise((gone) => { core.once('exit', gone); });
rmSync(folder, { recursive: true, force: true });
