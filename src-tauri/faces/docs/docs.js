// The page of the API: reads the OpenAPI document and draws it. Nothing here comes from another host, and nothing is
// ever put into the page as markup.

const KEEP = 'mycrm.token';
const byId = (id) => document.getElementById(id);

/** An element with attributes and children; text stays text. */
function el(name, attributes = {}, ...children) {
  const node = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith('on')) node.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) node.setAttribute(key, value === true ? '' : value);
  }
  node.append(...children.filter((child) => child !== undefined && child !== ''));
  return node;
}

/** Words between backticks are code. */
function prose(text) {
  return text.split('`').map((part, at) => (at % 2 ? el('code', {}, part) : part));
}

function takeToken() {
  const found = /^#token=([^&]+)/.exec(location.hash);
  if (found) {
    sessionStorage.setItem(KEEP, decodeURIComponent(found[1]));
    history.replaceState(null, '', location.pathname);
  }
  return sessionStorage.getItem(KEEP) ?? '';
}

let schemas = {};
const nameOf = (schema) => schema?.$ref?.split('/').pop();
const resolve = (schema) => (schema?.$ref ? resolve(schemas[nameOf(schema)] ?? {}) : (schema ?? {}));

/** A schema in a few words. */
function typeOf(schema) {
  if (!schema || typeof schema !== 'object') return 'any';
  if (schema.$ref) return nameOf(schema);
  if ('const' in schema) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const branches = schema.anyOf ?? schema.oneOf;
  if (branches) return branches.map(typeOf).join(' | ');
  const types = [schema.type ?? (schema.properties ? 'object' : 'any')].flat();
  return types
    .map((type) => {
      if (type === 'array') return `${typeOf(schema.items)}[]`;
      return type === 'string' && schema.format ? schema.format : type;
    })
    .join(' | ');
}

/** An example that has the right shape. */
function example(schema, depth = 0) {
  const known = resolve(schema);
  if ('const' in known) return known.const;
  if (known.enum) return known.enum[0];
  const branch = (known.anyOf ?? known.oneOf)?.[0];
  if (branch) return depth > 3 ? {} : example(branch, depth + 1);
  switch ([known.type].flat()[0]) {
    case 'string':
      return '';
    case 'integer':
    case 'number':
      return 0;
    case 'boolean':
      return false;
    case 'array':
      return [];
    default: {
      const all = Object.entries(known.properties ?? {});
      const needed = all.filter(([name]) => known.required?.includes(name));
      return Object.fromEntries(depth > 3 ? [] : needed.map(([name, inner]) => [name, example(inner, depth + 1)]));
    }
  }
}

/** The schemas with fields that a type is made of. */
function parts(schema) {
  if (!schema || typeof schema !== 'object') return [];
  if (schema.$ref) return resolve(schema).properties ? [schema] : parts(resolve(schema));
  if (schema.properties) return [schema];
  return [...(schema.anyOf ?? []), ...(schema.oneOf ?? []), schema.items, schema.additionalProperties].flatMap(parts);
}

/** A type; one that has fields of its own opens to show them. */
function type(schema) {
  const inner = parts(schema);
  if (inner.length === 0) return el('span', { class: 'type' }, typeOf(schema));
  const details = el('details', { class: 'more' }, el('summary', { class: 'type' }, typeOf(schema)));
  details.addEventListener('toggle', () => {
    if (details.open && details.children.length === 1) details.append(...inner.map(fields));
  });
  return details;
}

function row(name, schema, needed, about) {
  return el(
    'tr',
    {},
    el('td', {}, el('code', {}, name), needed ? el('span', { class: 'needed', title: 'required' }, ' *') : ''),
    el('td', {}, type(schema), ...(about ? [el('p', {}, ...prose(about))] : [])),
  );
}

function fields(schema) {
  const known = resolve(schema);
  const rows = Object.entries(known.properties ?? {}).map(([name, inner]) =>
    row(name, inner, known.required?.includes(name), inner.description),
  );
  return rows.length > 0 ? el('table', {}, ...rows) : el('p', {}, el('code', {}, typeOf(schema)));
}

function answerOf(operation) {
  const [status, response] = Object.entries(operation.responses).find(([code]) => code.startsWith('2')) ?? [];
  const [type, content] = Object.entries(response?.content ?? {})[0] ?? [];
  return { status, type, schema: content?.schema, about: response?.description };
}

/** Calls the operation with what was typed, and shows what came back. */
async function send(operation, method, path, typed, got) {
  got.replaceChildren(el('p', {}, 'Waiting…'));
  try {
    const input = typed.trim() ? JSON.parse(typed) : {};
    let address = path.replace(/\{(\w+)\}/g, (_, name) => {
      const value = input[name];
      delete input[name];
      return encodeURIComponent(value ?? '');
    });
    const request = { method: method.toUpperCase(), headers: { authorization: `Bearer ${byId('token').value}` } };
    if (method === 'get') {
      const pairs = Object.entries(input).map(([key, value]) => [key, typeof value === 'object' && !Array.isArray(value) ? JSON.stringify(value) : String(value)]);
      const query = new URLSearchParams(pairs).toString();
      if (query) address += `?${query}`;
    } else if (Object.keys(input).length > 0) {
      request.headers['content-type'] = 'application/json';
      request.body = JSON.stringify(input);
    }
    const began = performance.now();
    const response = await fetch(address, request);
    const text = await response.text();
    const took = `${Math.round(performance.now() - began)} ms`;
    let shown = text;
    try {
      shown = JSON.stringify(JSON.parse(text), null, 2);
    } catch {
      // Not JSON: shown as it came.
    }
    got.replaceChildren(el('h3', {}, `${response.status} ${response.statusText} · ${took}`), el('pre', { tabindex: '0' }, shown));
  } catch (error) {
    got.replaceChildren(el('p', { class: 'needed' }, error.message));
  }
}

function inside(operation, method, path) {
  const parameters = (operation.parameters ?? []).filter((parameter) => parameter.in !== 'header');
  const body = operation.requestBody?.content['application/json']?.schema;
  const answer = answerOf(operation);
  const parts = [];
  if (parameters.length > 0) {
    parts.push(
      el('h3', {}, 'In the address'),
      el('table', {}, ...parameters.map((one) => row(one.name, one.schema ?? one.content?.['application/json']?.schema, one.required, one.description))),
    );
  }
  if (body) parts.push(el('h3', {}, 'In the body'), fields(body));
  parts.push(el('h3', {}, `Answer · ${answer.status}${answer.type ? ` · ${answer.type}` : ''}`));
  parts.push(el('p', {}, answer.about ?? ''), answer.schema ? fields(answer.schema) : '');
  if (operation['x-result']) parts.push(el('h3', {}, 'Result of the job'), fields(operation['x-result']));
  if (answer.type !== 'text/event-stream' && !operation.requestBody?.content['application/octet-stream']) {
    const start = Object.fromEntries(parameters.filter((one) => one.required).map((one) => [one.name, example(one.schema)]));
    const input = el('textarea', { 'aria-label': `Input of ${operation.operationId}`, spellcheck: 'false' });
    input.value = JSON.stringify({ ...start, ...(body ? example(body) : {}) }, null, 2);
    const got = el('div', { class: 'got', 'aria-live': 'polite' });
    parts.push(
      el('h3', {}, 'Try it'),
      el('div', { class: 'try' }, input, el('button', { type: 'button', onclick: () => send(operation, method, path, input.value, got) }, 'Send'), got),
    );
  }
  return el('div', { class: 'inside' }, ...parts);
}

function drawn(operation, method, path) {
  const details = el(
    'details',
    { class: 'operation', id: operation.operationId },
    el(
      'summary',
      {},
      el('span', { class: `method ${method}` }, method.toUpperCase()),
      el('span', { class: 'path' }, path),
      el('span', { class: 'says' }, ...prose(operation.description ?? operation.summary)),
    ),
  );
  // What is inside is drawn when it is opened: there are hundreds of operations.
  details.addEventListener('toggle', () => {
    if (details.open && details.children.length === 1) details.append(inside(operation, method, path));
  });
  return details;
}

/** What is wanted most stands first, what changes many records at once last. */
const FIRST = ['list', 'count', 'get', 'create', 'update', 'delete', 'restore', 'purge', 'history'];

function rank({ operation }) {
  const verb = operation.operationId.split('.')[1];
  const at = FIRST.indexOf(verb);
  if (verb.startsWith('bulk_')) return 99;
  return at < 0 ? FIRST.length : at;
}

function draw(openapi) {
  schemas = openapi.components.schemas;
  const nouns = new Map();
  for (const [path, item] of Object.entries(openapi.paths)) {
    for (const [method, operation] of Object.entries(item)) {
      const noun = operation.tags[0];
      nouns.set(noun, [...(nouns.get(noun) ?? []), { path, method, operation }]);
    }
  }
  byId('about').replaceChildren(...openapi.info.description.split('\n\n').map((text) => el('p', {}, ...prose(text))));
  const main = byId('operations');
  for (const [noun, unsorted] of [...nouns].toSorted(([a], [b]) => a.localeCompare(b))) {
    const all = unsorted.toSorted((a, b) => rank(a) - rank(b));
    const links = all.map(({ operation }) => {
      const link = el('a', { href: `#${operation.operationId}` }, operation.operationId.split('.').slice(1).join('.'));
      link.addEventListener('click', () => (byId(operation.operationId).open = true));
      return link;
    });
    byId('index').append(el('details', {}, el('summary', {}, noun.replaceAll('_', ' ')), ...links));
    main.append(el('section', {}, el('h2', {}, noun.replaceAll('_', ' ')), ...all.map(({ operation, method, path }) => drawn(operation, method, path))));
  }
  byId('message').remove();
  const wanted = byId(decodeURIComponent(location.hash.slice(1)));
  if (wanted instanceof HTMLDetailsElement) {
    wanted.open = true;
    wanted.scrollIntoView();
  }
}

/** Leaves only what has all the words in its name, path or description. */
function find(text) {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  for (const section of document.querySelectorAll('main section')) {
    let any = false;
    for (const operation of section.querySelectorAll('.operation')) {
      const said = `${operation.id} ${operation.firstElementChild.textContent}`.toLowerCase();
      operation.hidden = !words.every((word) => said.includes(word));
      any ||= !operation.hidden;
    }
    section.hidden = !any;
  }
}

async function checkToken() {
  const token = byId('token').value.trim();
  sessionStorage.setItem(KEEP, token);
  if (!token) {
    byId('state').value = '';
    return;
  }
  const response = await fetch('v1/status', { headers: { authorization: `Bearer ${token}` } });
  byId('state').value = response.ok ? 'accepted' : 'not accepted';
}

byId('token').value = takeToken();
byId('token').addEventListener('change', checkToken);
byId('access').addEventListener('submit', (event) => event.preventDefault());
byId('find').addEventListener('input', (event) => find(event.target.value));
void checkToken();
try {
  draw(await (await fetch('openapi.json')).json());
} catch (error) {
  byId('message').textContent = `The document could not be read: ${error.message}`;
}
