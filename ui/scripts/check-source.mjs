// Fences of the screen that the type checker cannot hold. Each says what is wrong and where.
import { readFileSync, readdirSync } from 'node:fs';

const root = new URL('../', import.meta.url).pathname;
const sources = readdirSync(`${root}src`, { recursive: true }).map((name) => `src/${String(name).replaceAll('\\', '/')}`);
const problems = [];

function each(pattern, check) {
  for (const path of sources.filter((name) => pattern.test(name))) {
    readFileSync(root + path, 'utf8').split('\n').forEach((line, index) => check(line, `${path}:${index + 1}`, path));
  }
}

// Colours are named in the design folder only, so that both themes and the contrast test know all of them.
each(/\.(css|tsx?)$/, (line, at, path) => {
  if (path.startsWith('src/shared/design/') || /\.test\./.test(path)) return;
  if (/#[0-9a-f]{3,8}\b(?!['"]?\))/i.test(line) && /color|background|fill|stroke|border|shadow/i.test(line)) problems.push(`${at} names a colour`);
  if (/\b(rgb|hsl)a?\(/.test(line)) problems.push(`${at} names a colour`);
  if (/oklch\((?!var\()/.test(line)) problems.push(`${at} names a colour`);
});

// Shared rooms know no feature; features do not know one another.
each(/\.tsx?$/, (line, at, path) => {
  const target = /from '@\/features\/([\w-]+)/.exec(line)?.[1] ?? /import\('@\/features\/([\w-]+)/.exec(line)?.[1];
  if (!target) return;
  if (path.startsWith('src/shared/') || path.startsWith('src/api/')) problems.push(`${at} imports the feature ${target}`);
  const own = /^src\/features\/([\w-]+)/.exec(path)?.[1];
  if (own && own !== target) problems.push(`${at}: ${own} imports the feature ${target}`);
});

// Every text comes from the catalogue.
each(/\.tsx$/, (line, at, path) => {
  if (path.includes('/testing/') || /\.test\./.test(path)) return;
  const code = line.replace(/\/\/.*$|\/\*.*\*\//, '');
  if (/>\s*[A-Za-zÀ-ÿ][^<>{}=]*<\//.test(code)) problems.push(`${at} has literal text`);
  if (/\b(label|title|placeholder|aria-label|alt|description)="[^"]*[A-Za-z]{2}[^"]*"/.test(code)) problems.push(`${at} has a literal ${RegExp.$1}`);
});

// Both catalogues have the same keys and the same placeholders.
for (const name of sources.filter((path) => /^src\/catalogue\/en\/.*\.json$/.test(path))) {
  const en = JSON.parse(readFileSync(root + name, 'utf8'));
  const de = JSON.parse(readFileSync(root + name.replace('/en/', '/de/'), 'utf8'));
  for (const key of new Set([...Object.keys(en), ...Object.keys(de)])) {
    if (!(key in en)) problems.push(`${name}: ${key} is missing in English`);
    else if (!(key in de)) problems.push(`${name}: ${key} is missing in German`);
    else if (placeholders(en[key]) !== placeholders(de[key])) problems.push(`${name}: ${key} differs in its placeholders`);
  }
}

function placeholders(text) {
  return [...text.matchAll(/\{\{(\w+)/g)].map((match) => match[1]).toSorted().join();
}

for (const problem of problems) process.stderr.write(`${problem}\n`);
if (problems.length > 0) process.exit(1);
