// Runs every test suite, one after the other, and counts: the last line is `N passed, N failed`.
// A suite that dies without saying what failed counts as one failure.
//   node .ci/test.mjs [suite ...]
import { spawn } from 'node:child_process';
import { createWriteStream, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const OUT = 'target/ci';
mkdirSync(OUT, { recursive: true });

/** Runs a command, shows and keeps what it prints, and answers with its exit code. */
function run(name, [command, ...args], env = {}) {
  const log = createWriteStream(`${OUT}/${name}.log`);
  return new Promise((done) => {
    const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const [from, to] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      from.on('data', (chunk) => {
        to.write(chunk);
        log.write(chunk);
      });
    }
    child.on('error', (error) => {
      console.error(`${name}: ${error.message}`);
      log.end(() => done(127));
    });
    child.on('close', (code, signal) => log.end(() => done(signal ? 128 : code)));
  });
}

/** libtest's own last line of each test binary. */
function countRust(name) {
  const text = readFileSync(`${OUT}/${name}.log`, 'utf8');
  const count = { passed: 0, failed: 0 };
  for (const [, passed, failed] of text.matchAll(/^test result: \w+\. (\d+) passed; (\d+) failed;/gm)) {
    count.passed += Number(passed);
    count.failed += Number(failed);
  }
  return count;
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

function countVitest(name) {
  const report = readReport(`${OUT}/${name}.json`);
  if (!report) return { passed: 0, failed: 0 };
  // A file that does not load has no tests in it and would go unnoticed.
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length };
}

function countPlaywright(name) {
  const report = readReport(`${OUT}/${name}.json`);
  if (!report) return { passed: 0, failed: 0 };
  const { expected, unexpected, flaky } = report.stats;
  return { passed: expected + flaky, failed: unexpected + report.errors.length };
}

/** Each check of the lints is a test. */
function countLint(name) {
  const text = readFileSync(`${OUT}/${name}.log`, 'utf8');
  const checks = [...text.matchAll(/^── /gm)].length;
  const failed = text.match(/^lint: failed: (.*)$/m)?.[1].split(' ').length ?? 0;
  return { passed: checks - failed, failed };
}

const inside = `${process.cwd()}/${OUT}`;
const linux = process.platform === 'linux';
const windows = process.platform === 'win32';

// One selection of packages for all that Rust builds here: with another, cargo chooses other features for what is
// shared, and compiles OpenSSL, SQLite and whatever stands on them again.
const selection = ['--locked', '--workspace'];
// The window is driven through WebKitWebDriver, which is Linux only.
if (!linux) selection.push('--exclude', 'mycrm-window-tests');

const suites = {
  build: {
    // With the programs that the suites start: `mycrm` and the window.
    command: ['cargo', 'build', ...selection, '--bins', '--tests'],
    count: (_, code) => (code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }),
  },
  lint: {
    command: ['.ci/lint'],
    count: countLint,
  },
  // The window's own tests are among these, and so are those that drive it.
  core: {
    command: ['cargo', 'test', ...selection, '--no-fail-fast'],
    count: countRust,
  },
  screen: {
    command: ['npm', '--prefix', 'ui', 'run', 'test', '--', '--reporter=default', '--reporter=json', `--outputFile.json=${inside}/screen.json`],
    count: countVitest,
  },
  browser: {
    command: ['npm', '--prefix', 'ui', 'run', 'e2e', '--', '--reporter=list,json'],
    env: { PLAYWRIGHT_JSON_OUTPUT_NAME: `${inside}/browser.json` },
    count: countPlaywright,
  },
};
if (!linux) console.log('The window is not driven here: that takes WebKitWebDriver, which is Linux only.');

const asked = process.argv.slice(2);
const rows = [];
for (const [name, suite] of Object.entries(suites)) {
  if (asked.length > 0 && !asked.includes(name)) continue;
  console.log(`\n── ${name}`);
  rmSync(`${OUT}/${name}.json`, { force: true });
  const began = performance.now();
  const code = await run(name, suite.command, suite.env);
  const seconds = Math.round((performance.now() - began) / 1000);
  let count = { passed: 0, failed: 0 };
  try {
    count = suite.count(name, code);
  } catch (error) {
    console.error(`${name}: its report cannot be read: ${error.message}`);
  }
  // Nothing ran, or it ended badly without naming a test: that is a failure too.
  if (count.failed === 0 && (code !== 0 || count.passed === 0)) count.failed = 1;
  // Whoever needs the program takes this one instead of building it by itself.
  if (name === 'build' && code === 0) process.env.MYCRM_BIN = `${process.cwd()}/target/debug/mycrm${windows ? '.exe' : ''}`;
  rows.push({ name, seconds, ...count });
}

const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
console.log('\nsuite      seconds  passed  failed');
for (const { name, seconds, passed, failed } of rows) {
  console.log(`${name.padEnd(10)} ${String(seconds).padStart(7)} ${String(passed).padStart(7)} ${String(failed).padStart(7)}`);
}
const line = `${sum('passed')} passed, ${sum('failed')} failed`;
writeFileSync(`${OUT}/summary`, `${line}\n`);
console.log(`\n${line}`);
process.exitCode = sum('failed') > 0 || rows.length === 0 ? 1 : 0;
