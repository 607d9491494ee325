import type { RowsAnswer, RowsOfTable } from '../../model/rows.js';

export interface PageAsk { readonly offset: number; readonly limit: number; readonly labels: boolean }

const pageRows = 200;
/** Pages of all tables that stay at hand. */
const keptPages = 50;

/**
 * Rows of a list as far as they were looked at. What is in sight is fetched first, one page at a time, then once more with
 * the names of its rows, which take longer.
 */
export class RowPages {
  readonly #ask: (ask: PageAsk, signal: AbortSignal) => Promise<RowsAnswer | null>;
  readonly #onChange: () => void;
  readonly #pages = new Map<number, { readonly answer: RowsAnswer; readonly hasNames: boolean }>();
  readonly #ended = new AbortController();
  #wanted: readonly number[] = [];
  #isAsking = false;
  #first: RowsAnswer | null = null;
  #error: unknown = null;
  #isUnknown = false;
  /** Ends with the order that the rows are wanted in: an answer in an older one is of no use. */
  #order = new AbortController();

  constructor(ask: (ask: PageAsk, signal: AbortSignal) => Promise<RowsAnswer | null>, onChange: () => void) {
    this.#ask = ask;
    this.#onChange = onChange;
    this.want(0, 0);
  }

  /** The first answer: which tables there are, with how many rows; null until it came. */
  get head(): RowsAnswer | null {
    return this.#first;
  }

  /** Ends with the list. */
  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  /** Whoever holds the rows tells sums only. */
  get isUnknown(): boolean {
    return this.#isUnknown;
  }

  /** What kept a page from coming; a look elsewhere tries again. */
  get error(): unknown {
    return this.#error;
  }

  /** A row of a table and the columns of its page; null: it is on its way. */
  row(table: number, index: number): { readonly of: RowsOfTable; readonly row: RowsOfTable['rows'][number] } | null {
    const of = this.#pages.get(Math.floor(index / pageRows))?.answer.tables[table];
    const row = of?.rows[index % pageRows];
    return of === undefined || row === undefined ? null : { of, row };
  }

  /** These rows are in sight now. */
  want(first: number, last: number): void {
    const [from, to] = [Math.floor(first / pageRows), Math.floor(last / pageRows)];
    const isSame = this.#wanted[0] === from && this.#wanted.at(-1) === to;
    // A page that failed is not asked for again until something else was looked at: every failure draws, and every draw looks.
    if (isSame && this.#error !== null) return;
    this.#wanted = Array.from({ length: to - from + 1 }, (_, i) => from + i);
    void this.#run();
  }

  /** The same rows are wanted in another order: what is known of their places is not so any more. */
  reorder(): void {
    this.#order.abort(new DOMException('Another order is wanted.', 'AbortError'));
    this.#order = new AbortController();
    this.#pages.clear();
    this.#error = null;
    void this.#run();
  }

  close(): void {
    this.#ended.abort(new DOMException('The list was closed.', 'AbortError'));
  }

  /** What is missing most: a page in sight, then the names of one. */
  #next(): PageAsk | null {
    const without = this.#wanted.find((page) => !this.#pages.has(page));
    if (without !== undefined) return { offset: without * pageRows, limit: pageRows, labels: false };
    const nameless = this.#wanted.find((page) => this.#pages.get(page)?.hasNames === false);
    return nameless === undefined ? null : { offset: nameless * pageRows, limit: pageRows, labels: true };
  }

  async #run(): Promise<void> {
    if (this.#isAsking) return;
    this.#isAsking = true;
    this.#error = null;
    try {
      for (let ask = this.#next(); ask !== null && !this.#ended.signal.aborted; ask = this.#next()) {
        const order = this.#order.signal;
        const answer = await this.#ask(ask, AbortSignal.any([this.#ended.signal, order])).catch((thrown: unknown) => {
          if (order.aborted) return null;
          throw thrown;
        });
        if (this.#ended.signal.aborted) return;
        if (order.aborted) continue;
        this.#isUnknown = answer === null;
        if (answer === null) this.#wanted = [];
        else this.#keep(ask.offset / pageRows, answer, ask.labels);
        this.#onChange();
      }
    } catch (thrown) {
      if (!this.#ended.signal.aborted) {
        this.#error = thrown;
        this.#onChange();
      }
    } finally {
      this.#isAsking = false;
    }
  }

  #keep(page: number, answer: RowsAnswer, hasNames: boolean): void {
    this.#first ??= answer;
    this.#pages.delete(page);
    this.#pages.set(page, { answer, hasNames });
    for (const known of this.#pages.keys()) {
      if (this.#pages.size <= keptPages) break;
      if (!this.#wanted.includes(known)) this.#pages.delete(known);
    }
  }
}
