import { IngestError, urlWithoutQuery } from '../ingest-error.js';
import { nextInLinkHeader } from './link-header.js';
import type { NextPlace, OffsetPlan, PagePlan } from './page-plan.js';

/** What the page just read tells about the next one. */
export interface PageRead {
  readonly address: URL;
  /** Values found beside the rows. */
  readonly values: ReadonlyMap<string, string | null>;
  readonly linkHeader: string | null;
  readonly rows: number;
}

export interface NextPage {
  readonly address: URL;
  /** What led there, for messages: cursor, address or count. */
  readonly by: string;
}

/** The same address with a parameter set; the others keep their writing as far as the address standard lets them. */
const withParam = (address: URL, name: string, value: string): URL => {
  const next = new URL(address);
  next.searchParams.set(name, value);
  return next;
};

/**
 * An address out of an answer: relative ones count from the page they stand on. It must stay on the origin that was asked for, with or
 * without credentials: data must not decide where the page's requests go.
 */
const linked = (written: string, { address }: PageRead, first: URL): NextPage => {
  let next: URL | null = null;
  try {
    next = new URL(written, address);
  } catch {
    // No address at all: refused like a foreign one.
  }
  if (next?.origin !== first.origin) {
    throw new IngestError('PAGE_ORIGIN', { url: first.href, value: next === null ? written : urlWithoutQuery(next.href), params: { origin: first.origin } });
  }
  next.hash = '';
  return { address: next, by: written };
};

const isLast = ({ goesOn, ends }: NextPlace, values: PageRead['values']): boolean =>
  (goesOn !== undefined && values.get(goesOn) === 'false') || (ends !== undefined && values.get(ends) === 'true');

/**
 * Pages by counting. A page shorter than the one before it is the last. How many rows a full one has tells the first page, since servers
 * cut what is asked for; so a first page is followed by a second, unless it is empty.
 */
export class OffsetCount {
  private rows = 0;
  private pages = 0;
  private full: number | null = null;

  constructor(private readonly plan: OffsetPlan, private readonly first: URL) {}

  get start(): URL {
    return this.at(this.plan.start);
  }

  next(page: PageRead): NextPage | null {
    const isShort = page.rows === 0 || (this.full !== null && page.rows < this.full);
    this.full ??= page.rows;
    this.rows += page.rows;
    this.pages += 1;
    if (isShort) return null;
    const count = this.plan.start + (this.plan.by === 'rows' ? this.rows : this.pages);
    return { address: this.at(count), by: String(count) };
  }

  private at(count: number): URL {
    const { param, size, sizeParam } = this.plan;
    const address = withParam(this.first, param, String(count));
    return size === null ? address : withParam(address, sizeParam, String(size));
  }
}

/** The page behind the one just read; null = that was the last. Throws IngestError PAGE_ORIGIN. */
export const nextPage = (plan: PagePlan, page: PageRead, first: URL): NextPage | null => {
  const { values } = page;
  if (plan.places.some((place) => isLast(place, values))) return null;
  for (const { mode, at, param = 'cursor' } of plan.places) {
    const value = values.get(at);
    if (value === undefined || value === null || value === '' || value === 'false') continue;
    return mode === 'link' ? linked(value, page, first) : { address: withParam(first, param, value), by: value };
  }
  const link = plan.usesLinkHeader ? nextInLinkHeader(page.linkHeader) : null;
  return link === null ? null : linked(link, page, first);
};
