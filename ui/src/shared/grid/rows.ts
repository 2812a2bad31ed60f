import { type Count, type ListPage, type ListQuery, type RecordData, type Refs, type ApiError, callByName } from '@/api';

const PAGE = 100;
const IN_FLIGHT = 2;
const KEPT_PAGES = 120;
/** Enough to give a scroll bar over any database this machine holds. */
const COUNT_CAP = 100_000_000;

export interface Row {
  record: RecordData;
  refs: Refs;
}

interface Page {
  rows: Row[];
  next: string | null;
  stale: boolean;
  used: number;
}

/**
 * The rows of one question, as far as they were looked at: pages fetched when a row of them comes into view.
 *
 * What was fetched stays on screen while it is fetched anew; the newest wish is served first and wishes that were
 * scrolled past are dropped, so that a fast scroll asks for where it ends and not for the way there.
 */
export class RowSource {
  readonly #plural: string;
  readonly #query: ListQuery & { fields?: string[] };
  readonly #pages = new Map<number, Page>();
  readonly #flying = new Set<number>();
  readonly #listeners = new Set<() => void>();
  #wanted: [number, number] = [0, 0];
  #count: number | null = null;
  #clock = 0;
  #closed = false;
  version = 0;
  error: ApiError | null = null;

  constructor(plural: string, query: ListQuery & { fields?: string[] }) {
    this.#plural = plural;
    this.#query = query;
  }

  /** How many rows there are, as far as is known. */
  get total(): number {
    if (this.#count !== null) return this.#count;
    const last = Math.max(-1, ...this.#pages.keys());
    const page = this.#pages.get(last);
    return page ? last * PAGE + page.rows.length + (page.next ? 1 : 0) : 0;
  }

  get counted(): boolean {
    return this.#count !== null;
  }

  /** Whether the first answer is here. */
  get ready(): boolean {
    return this.#pages.size > 0;
  }

  row(index: number): Row | undefined {
    return this.#pages.get(Math.floor(index / PAGE))?.rows[index % PAGE];
  }

  /** A record among those that were looked at. */
  find(id: string): RecordData | undefined {
    for (const page of this.#pages.values()) {
      const row = page.rows.find(({ record }) => record.id === id);
      if (row) return row.record;
    }
    return undefined;
  }

  /** Says which rows are looked at. */
  need(first: number, last: number): void {
    this.#wanted = [Math.floor(first / PAGE), Math.floor(Math.max(first, last) / PAGE)];
    this.#clock += 1;
    this.#pump();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#count === null) void this.#recount();
    this.#closed = false;
    return () => {
      this.#listeners.delete(listener);
      this.#closed = this.#listeners.size === 0;
    };
  };

  getVersion = (): number => this.version;

  /** Something of it changed in the core: fetch anew what is looked at, the rest when it is looked at again. */
  invalidate(): void {
    for (const page of this.#pages.values()) page.stale = true;
    void this.#recount();
    this.#pump();
  }

  /** Asks again after a failure. */
  retry(): void {
    this.error = null;
    this.#announce();
    this.invalidate();
  }

  /** Paints a change before the core has answered; gives back how to take it back. */
  patch(ids: ReadonlySet<string> | null, set: Record<string, unknown>): () => void {
    const before: [Page, number, Row][] = [];
    for (const page of this.#pages.values()) {
      page.rows.forEach((row, index) => {
        if (ids && !ids.has(row.record.id)) return;
        before.push([page, index, row]);
        page.rows[index] = { ...row, record: { ...row.record, ...set } };
      });
    }
    this.#announce();
    return () => {
      for (const [page, index, row] of before) page.rows[index] = row;
      this.#announce();
    };
  }

  /** The ids of a range of rows, fetching what is missing. */
  async ids(first: number, last: number): Promise<string[]> {
    for (let page = Math.floor(first / PAGE); page <= Math.floor(last / PAGE); page += 1) {
      if (!this.#pages.has(page)) await this.#fetch(page);
    }
    const ids: string[] = [];
    for (let index = first; index <= last; index += 1) {
      const row = this.row(index);
      if (row) ids.push(row.record.id);
    }
    return ids;
  }

  #pump(): void {
    const [first, last] = this.#wanted;
    // What is seen first, then its neighbours, so that a slow scroll never meets a skeleton.
    const order = [...range(first, last), last + 1, first - 1].filter((page) => page >= 0 && (this.#count === null ? page <= last : page * PAGE < Math.max(1, this.#count)));
    for (const page of order) {
      const have = this.#pages.get(page);
      if (have) have.used = this.#clock;
      if (this.#flying.size >= IN_FLIGHT) return;
      if (this.error || this.#flying.has(page) || (have && !have.stale)) continue;
      void this.#fetch(page);
    }
  }

  async #fetch(page: number): Promise<void> {
    this.#flying.add(page);
    const before = this.#pages.get(page - 1);
    const place = before?.next && !before.stale ? { cursor: before.next } : { offset: page * PAGE };
    try {
      const answer = await callByName<ListPage>(`${this.#plural}.list`, { ...this.#query, ...place, limit: PAGE });
      const rows = answer.items.map((record) => ({ record, refs: answer.refs }));
      this.#pages.set(page, { rows, next: answer.next, stale: false, used: this.#clock });
      this.#forget();
    } catch (error) {
      const problem = error as ApiError;
      // The list changed under the cursor: its place is known by number as well.
      if (problem.code === 'cursor' && before) before.next = null;
      else this.error = problem;
    } finally {
      this.#flying.delete(page);
      if (!this.#closed) {
        this.#announce();
        this.#pump();
      }
    }
  }

  async #recount(): Promise<void> {
    const { filter, search, trash } = this.#query;
    try {
      const count = await callByName<Count>(`${this.#plural}.count`, { filter, search, trash, cap: COUNT_CAP });
      this.#count = count.value;
      this.#announce();
    } catch (error) {
      this.error = error as ApiError;
      this.#announce();
    }
  }

  #forget(): void {
    if (this.#pages.size <= KEPT_PAGES) return;
    const oldest = [...this.#pages].toSorted((a, b) => a[1].used - b[1].used).slice(0, this.#pages.size - KEPT_PAGES);
    for (const [page] of oldest) this.#pages.delete(page);
  }

  #announce(): void {
    this.version += 1;
    for (const listener of this.#listeners) listener();
  }
}

function range(first: number, last: number): number[] {
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
}
