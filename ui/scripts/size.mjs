// Measures what the first screen loads: the entry, what it imports statically and its styles, gzipped.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';

const LIMIT_KB = 250;
const dist = new URL('../dist/', import.meta.url);
const html = readFileSync(new URL('index.html', dist), 'utf8');
const seen = new Set();

function visit(path) {
  if (seen.has(path)) return;
  seen.add(path);
  const text = readFileSync(new URL(path, dist), 'utf8');
  if (!path.endsWith('.js')) return;
  for (const match of text.matchAll(/(?:import|export)\b[^"'()]*?["']\.\/([\w.-]+\.js)["']/g)) visit(`assets/${match[1]}`);
}

for (const match of html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)) visit(match[1]);

let total = 0;
for (const path of [...seen].toSorted()) {
  const size = gzipSync(readFileSync(new URL(path, dist)), { level: 9 }).length / 1024;
  total += size;
  process.stdout.write(`${size.toFixed(1).padStart(8)} KB  ${path}\n`);
}
process.stdout.write(`${total.toFixed(1).padStart(8)} KB  gzip, of ${LIMIT_KB} KB allowed\n`);
if (total > LIMIT_KB) process.exit(1);
