const STORED = 'mycrm.welcomed';

/** Whether the user has chosen how to begin, on this machine. */
export function isWelcomed(): boolean {
  return localStorage.getItem(STORED) !== null;
}

export function setWelcomed(): void {
  localStorage.setItem(STORED, 'yes');
}
