/** Where the grid is looked at; kept outside React's state, since it changes with every frame of a scroll. */
export class GridPosition {
  row = 0;
  readonly #listeners = new Set<() => void>();

  set(row: number): void {
    if (row === this.row) return;
    this.row = row;
    for (const listener of this.#listeners) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  get = (): number => this.row;
}
