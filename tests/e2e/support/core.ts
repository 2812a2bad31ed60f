import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';

const ROOT = resolve(__dirname, '../../..');
const START_MS = 60_000;

/** A real core on an encrypted database of its own, served to this machine. */
export class Core {
  private constructor(
    /** Where the screen is, without the token. */
    readonly origin: string,
    private readonly token: string,
    private readonly child: ChildProcess,
    private readonly folder: string,
  ) {}

  /** With a scenario, its simulated wearables are in the air. */
  static async start(scenario?: string): Promise<Core> {
    const folder = mkdtempSync(join(tmpdir(), 'mycrm-e2e-'));
    const binary = process.env['MYCRM_BIN'] ?? join(ROOT, 'target/debug/mycrm');
    const simulated = scenario === undefined ? [] : ['wearables', 'simulate', scenario, '--', binary];
    const child = spawn(binary, [...simulated, 'serve', '--port', '0', '--database', join(folder, 'e2e.db'), '--screen', join(ROOT, 'ui/dist'), '--scope', 'private'], {
      env: { ...process.env, MYCRM_PASSPHRASE: 'end to end', MYCRM_DATA: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const address = await firstAddress(child);
    const { origin, hash } = new URL(address);
    return new Core(origin, hash.replace('#token=', ''), child, folder);
  }

  /** The address that a user would open. */
  get address(): string {
    return `${this.origin}/#token=${this.token}`;
  }

  /** Runs an operation by its name; throws what the core refused. */
  async call<T = Record<string, unknown>>(name: string, input: object = {}): Promise<T> {
    const response = await fetch(`${this.origin}/api/v1/operations/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${this.token}` },
      body: JSON.stringify(input),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${name}: ${text}`);
    return JSON.parse(text) as T;
  }

  /** Hands a file in, as the drop zone does, and opens it as an import. */
  async open(name: string, content: string): Promise<string> {
    const response = await fetch(`${this.origin}/api/v1/files?name=${encodeURIComponent(name)}`, { method: 'POST', headers: { 'content-type': 'application/octet-stream', authorization: `Bearer ${this.token}` }, body: content });
    if (!response.ok) throw new Error(`${name}: ${await response.text()}`);
    const { file } = (await response.json()) as { file: string };
    return (await this.call<{ id: string }>('imports.open', { file })).id;
  }

  /** Runs a job to its end. */
  async job<T = Record<string, unknown>>(name: string, input: object = {}): Promise<T> {
    const { job } = await this.call<{ job: string }>(name, input);
    for (;;) {
      const state = await this.call<{ state: string; result: T; error: unknown }>('jobs.get', { id: job });
      if (state.state === 'done') return state.result;
      if (state.state === 'failed' || state.state === 'cancelled') throw new Error(`${name}: ${JSON.stringify(state.error)}`);
      await new Promise((wake) => setTimeout(wake, 50));
    }
  }

  async stop(): Promise<void> {
    const gone = new Promise((done) => this.child.once('exit', done));
    this.child.kill('SIGTERM');
    await gone;
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function firstAddress(child: ChildProcess): Promise<string> {
  return new Promise((found, failed) => {
    const said: string[] = [];
    const timer = setTimeout(() => failed(new Error(`the core did not start: ${said.join('\n')}`)), START_MS);
    for (const stream of [child.stdout!, child.stderr!]) {
      createInterface({ input: stream }).on('line', (line) => {
        said.push(line);
        const address = /http:\/\/127\.0\.0\.1:\d+\/#token=\S+/.exec(line)?.[0];
        if (!address) return;
        clearTimeout(timer);
        found(address);
      });
    }
    child.once('error', failed);
    child.once('exit', (code) => failed(new Error(`the core ended with ${code}: ${said.join('\n')}`)));
  });
}
