import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { pageRequests, version } from '../context/configure.js';
import type { Fetcher, RequestHeaders } from '../context/source-input.js';
import { takeData, type HostData, type TakenData } from '../context/taken-data.js';
import '../events/event-map.js';
import type { DataFormat, PresetName } from '../model/input.js';
import type { Paging, PagingMode } from '../model/paging.js';
import { isTableName, type TableName } from '../model/table-name.js';
import { InlineDataController } from './parts/inline-data.js';
import { ownInputs, type OwnInputs } from './parts/own-inputs.js';
import { register, type ElementClass } from './register.js';

/** Where rows come from: an address, objects, or text in the page. What widgets, `<sales-data>` and `<data-source>` share. */
export class SourceElement extends LitElement {
  static readonly version = version;
  static readonly tag: string = '';

  /** Registers the class, unless the tag is taken. */
  static define(this: ElementClass & { readonly tag: string }, tag: string = this.tag, registry?: CustomElementRegistry): void {
    register(tag, this, registry);
  }

  /** Address of the data (http or https), relative to the page. Secrets belong into `headers` or `fetcher`. */
  @property() src: string | null = null;
  /** How the data is written; default: told by type and content. */
  @property() format: DataFormat | null = null;
  /** Export of which product: header names and value words of that product are known. */
  @property() preset: PresetName | null = null;
  /**
   * How the answers of `src` go on in further pages: `cursor`, `link`, `offset` or `none`; as an object also the names of fields and
   * parameters, limits, and whether part of the pages is better than none. Default: as the preset's product does it.
   */
  @property() paging: PagingMode | Paging | null = null;
  /** Table that `src`, a list in `data`, or inline text holds. */
  @property() table: TableName | null = null;
  /** Where JSON says that it failed though the status is 200, dots between keys: what stands there is shown as the error. */
  @property({ attribute: 'error-path' }) errorPath: string | null = null;
  /** Whether cookies go along with requests. */
  @property() credentials: 'omit' | 'same-origin' | 'include' | null = null;
  /** Rows as objects, or tables by name. Wins over `src`. Taken over when it is set: change rows, then set them again. */
  @property({ attribute: false })
  get data(): HostData | null {
    return this.#data;
  }
  set data(data: HostData | null) {
    this.#data = data;
    this.#taken = data === null ? null : takeData(data);
    // Without a name, since a page that sets the same list again has changed rows in it.
    this.requestUpdate();
  }
  /** Canonical column → header in the data, where the header is not recognised. */
  @property({ attribute: false }) columns: Readonly<Record<string, string>> | null = null;
  /** Makes the requests instead of the kit: `(url, {signal}) => Promise<Response>`. For tokens and the like. */
  @property({ attribute: false }) fetcher: Fetcher | null = null;
  /**
   * Gives the headers of each request of the kit, such as a token: `({url, renew}) => ({ Authorization: … })`; `renew` = the server refused the last
   * ones. Redirects are refused then, since secrets would follow.
   */
  @property({ attribute: false }) headers: RequestHeaders | null = null;

  #data: HostData | null = null;
  #taken: TakenData | null = null;
  readonly #inline = new InlineDataController(this);
  #inputs: { readonly key: readonly unknown[]; readonly own: OwnInputs | null } | null = null;

  /** What this element brings; the same value until something about it changes. */
  protected ownInputs(): OwnInputs | null {
    const { src, format, preset, paging, errorPath, credentials, columns } = this;
    const fetcher = this.fetcher ?? pageRequests().fetcher ?? null;
    const headers = this.headers ?? pageRequests().headers ?? null;
    const data = this.#taken;
    const inline = this.#inline.data;
    const table = this.table !== null && isTableName(this.table) ? this.table : 'deals';
    const extra = this.sourceOptions();
    const key = [src, format, preset, paging, errorPath, credentials, data, columns, fetcher, headers, inline, table, JSON.stringify(extra)];
    if (this.#inputs !== null && key.every((part, i) => part === this.#inputs?.key[i])) return this.#inputs.own;
    const options = Object.fromEntries(Object.entries({ format, preset, paging, errorPath, credentials, columns, ...extra }).filter(([, value]) => value !== null));
    const own = ownInputs({ src, data, inline, table, fetcher, headers, options, baseUri: this.baseURI });
    this.#inputs = { key, own };
    return own;
  }

  /** Further options of the input that only some elements have. */
  protected sourceOptions(): Readonly<Record<string, unknown>> {
    return {};
  }
}
