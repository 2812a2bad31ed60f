// Runs the end-to-end tests: the real core behind `mycrm serve`, the built page, a real browser.
//   npm run e2e -- [what Playwright takes]
// MYCRM_BIN names a built `mycrm`; without it the debug build of this tree is used, and built if need be.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ui = fileURLToPath(new URL('..', import.meta.url));
const windows = process.platform === 'win32';

function run(command, args, options = {}) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', ...options });
  if (status !== 0) process.exit(status ?? 1);
}

if (!process.env.MYCRM_BIN) {
  run('cargo', ['build', '--locked', '--quiet', '-p', 'mycrm-cli']);
  process.env.MYCRM_BIN = `${root}target/debug/mycrm${windows ? '.exe' : ''}`;
}
if (!existsSync(`${ui}dist/index.html`)) run('npm', ['--prefix', ui, 'run', 'build'], { shell: windows });

const playwright = createRequire(import.meta.url).resolve('@playwright/test/cli');
// The tests lie outside this folder and find the packages here.
run(process.execPath, [playwright, 'test', '-c', `${root}tests/e2e/playwright.config.ts`, ...process.argv.slice(2)], {
  env: { ...process.env, NODE_PATH: `${ui}node_modules` },
});
