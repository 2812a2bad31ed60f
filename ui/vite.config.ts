import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

const core = process.env['MYCRM_SERVER'];

export default defineConfig({
  // Relative addresses: the same files are served by the window's own scheme and by `mycrm serve`.
  base: './',
  plugins: [react()],
  resolve: { alias: { '@': fileURLToPath(new URL('./src', import.meta.url)) } },
  clearScreen: false,
  // `MYCRM_SERVER=http://127.0.0.1:4650 npm run dev`: the screen as it is written, over a running `mycrm serve`.
  server: { port: 5173, strictPort: true, ...(core ? { proxy: { '/api': { target: core, changeOrigin: true, headers: { origin: core } } } } : {}) },
  build: {
    target: ['chrome120', 'safari17', 'firefox121'],
    // Inlined fonts and images would need `data:` in the content security policy.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  test: {
    environment: 'jsdom',
    setupFiles: ['src/api/testing/setup.ts'],
    css: { modules: { classNameStrategy: 'non-scoped' } },
    include: ['src/**/*.test.{ts,tsx}'],
    // The process pool keeps jsdom's globals of one file away from the next.
    pool: 'forks',
    // Screens are slow to draw on a busy machine; a test that hangs still ends.
    testTimeout: 30_000,
  },
});
