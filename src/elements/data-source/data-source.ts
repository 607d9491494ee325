import { ContextConsumer } from '@lit/context';
import { css, html, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { attachContextRoot } from '../../context/context-root.js';
import { createLinger } from '../../context/lingering.js';
import { salesDataContext, type SalesDataHub } from '../../context/sales-data-context.js';
import { SourceElement } from '../source-element.js';

/**
 * One table from one place, for the `<sales-data>` around it. Several of one table are versions of the same rows, or join their fields to them.
 *
 * @summary One table of a sales-data, from one place.
 * @status stable
 * @since 0.1.0
 * @slot data - Data in the page: a script of type application/json or text/csv.
 * @tag data-source
 */
export class DataSource extends SourceElement {
  static override readonly tag: string = 'data-source';
  static override styles = css`:host { display: none; }`;

  /** Where the rows lie in a JSON document, dots between keys. */
  @property() path: string | null = null;
  /** Locale in which numbers and dates are written, where a column alone does not tell. */
  @property() locale: string | null = null;
  /** `DMY`, `MDY` or `YMD`, where a column alone does not tell. */
  @property({ attribute: 'date-format' }) dateFormat: string | null = null;
  /** Column by which this source adds to the rows of those before it, such as `id`; as an object also who wins: `{on, wins}`. */
  @property() join: string | { readonly on: string; readonly wins?: 'earlier' | 'later' } | null = null;
  /** Canonical column → text in the data → canonical value, such as `{status: {'Closed Won': 'won'}}`. */
  @property({ attribute: false }) values: Readonly<Record<string, Readonly<Record<string, string>>>> | null = null;
  /** Canonical column → what it is in all rows, where the source lacks it: `{currency: 'EUR'}`. */
  @property({ attribute: false }) constants: Readonly<Record<string, string | number | boolean | null>> | null = null;
  /** What may be assumed of the data: `{listPriceForOpenDeals, zeroIsNull}`. */
  @property({ attribute: false }) options: { readonly listPriceForOpenDeals?: boolean; readonly zeroIsNull?: boolean } | null = null;

  #hub: SalesDataHub | null = null;
  readonly #linger = createLinger(() => this.#give(null));

  constructor() {
    super();
    new ContextConsumer(this, {
      context: salesDataContext, subscribe: true,
      callback: (hub) => {
        if (hub === this.#hub) return;
        this.#hub?.put(this, []);
        this.#give(hub);
      },
    });
  }

  override connectedCallback(): void {
    attachContextRoot(this.ownerDocument);
    this.#linger.back();
    super.connectedCallback();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#linger.leaving();
  }

  protected override sourceOptions(): Readonly<Record<string, unknown>> {
    const { path, locale, dateFormat, join, values, constants, options } = this;
    return { path, locale, dateFormat, join, values, constants, options };
  }

  protected override render(): TemplateResult {
    return html`<slot name="data"></slot>`;
  }

  protected override updated(): void {
    this.#put();
  }

  #give(hub: SalesDataHub | null): void {
    if (hub === null) this.#hub?.put(this, []);
    this.#hub = hub;
    this.#put();
  }

  #put(): void {
    const own = this.ownInputs();
    this.#hub?.put(this, own?.inputs ?? [], own?.error ?? null);
  }
}

declare global {
  interface HTMLElementTagNameMap { 'data-source': DataSource }
}
