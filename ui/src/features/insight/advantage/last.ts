const STORED = 'mycrm.advantage';

/** The job that measured last on this machine: what it found is kept with it. */
export function lastJob(): string | null {
  return localStorage.getItem(STORED);
}

export function rememberJob(id: string): void {
  localStorage.setItem(STORED, id);
}
