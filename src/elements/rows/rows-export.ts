import { errorInfo } from '../../context/error-info.js';
import { formatPercent } from '../../format/percent.js';
import { issueText } from '../../i18n/issue-text.js';
import { say, type Messages } from '../../i18n/messages.js';
import type { LoadReport } from '../../model/issue.js';
import { saveCsv } from '../parts/csv-export.js';
import { rowsCsv, type RowsCsv } from './rows-csv.js';

/** Takes all rows of a table out as a file, and tells how far that has come. */
export class RowsExport {
  readonly #page: Document;
  readonly #messages: Messages;
  readonly #onChange: () => void;
  readonly #ended = new AbortController();
  #text = '';
  #isRunning = false;

  constructor(page: Document, messages: Messages, onChange: () => void) {
    this.#page = page;
    this.#messages = messages;
    this.#onChange = onChange;
  }

  /** To be shown and spoken. */
  get text(): string {
    return this.#text;
  }

  get isRunning(): boolean {
    return this.#isRunning;
  }

  close(): void {
    this.#ended.abort();
  }

  /** A file whose text is there already. */
  save(csv: string, count: number, fileName: string): void {
    saveCsv(csv, fileName, this.#page);
    this.#tell(say(this.#messages, 'rows.exported', { n: count }));
  }

  /** All rows of one table of a list. */
  async saveRows(of: { readonly ask: RowsCsv['ask']; readonly table: number; readonly count: number; readonly report: LoadReport | null }, fileName: string): Promise<void> {
    const { locale } = this.#messages;
    const { signal } = this.#ended;
    this.#isRunning = true;
    try {
      const pieces = await rowsCsv({
        ...of, locale, signal, words: { row: say(this.#messages, 'rows.row'), input: say(this.#messages, 'rows.input') },
        onProgress: (share) => this.#tell(say(this.#messages, 'rows.exporting', { share: formatPercent(share, locale) })),
      });
      this.#isRunning = false;
      saveCsv(pieces, fileName, this.#page);
      this.#tell(say(this.#messages, 'rows.exported', { n: of.count }));
    } catch (thrown) {
      this.#isRunning = false;
      if (!signal.aborted) this.#tell(say(this.#messages, 'rows.failed', { reason: issueText(errorInfo(thrown, 'compute'), this.#messages).what }));
    }
  }

  #tell(text: string): void {
    this.#text = text;
    this.#onChange();
  }
}
