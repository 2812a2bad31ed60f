import { existsSync } from 'node:fs';
import { defineConfig } from '@playwright/test';

/** The system's own Chromium: nothing is downloaded. */
const chromium = [process.env['MYCRM_CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium'].find(
  (path) => path !== undefined && existsSync(path),
);

export default defineConfig({
  testDir: '.',
  // Simulated wearables stand in for the Bluetooth service of Linux.
  testIgnore: process.platform === 'linux' ? [] : ['wearables.spec.ts'],
  outputDir: '../../target/ci/browser',
  // Each worker keeps a core and a browser busy.
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env['CI']),
  retries: 0,
  timeout: 150_000,
  expect: { timeout: 20_000 },
  use: {
    locale: 'en-GB',
    timezoneId: 'Europe/Vienna',
    viewport: { width: 1440, height: 900 },
    screenshot: 'only-on-failure',
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : { channel: 'chrome' }),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run', '--disable-quic'],
    },
  },
});
