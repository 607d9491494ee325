import type { DataInputSource } from '../../model/input.js';
import { decodeInput, type DecodeInputSettings } from '../decode-input.js';
import { collectBytes } from '../formats/collect-bytes.js';
import type { RowSink } from '../formats/sink.js';
import { IngestError } from '../ingest-error.js';
import type { PartialInput } from '../report.js';
import type { OpenedBytes, SourceSettings } from '../sources/opened.js';
import { requireSize } from '../sources/size-limit.js';
import { openUrl } from '../sources/url.js';
import { nextPage, OffsetCount, type NextPage } from './next-page.js';
import { pagePlan, watchedPaths, type NextPlace, type PagePlan } from './page-plan.js';
import { PageSink } from './page-sink.js';

export interface PagesSettings extends Omit<DecodeInputSettings, 'onPiece' | 'watched'> {
  readonly source: SourceSettings;
  /** Told before each page: the number that its first row has. */
  readonly onPage: (firstRow: number) => void;
  /** After each piece: bytes of all pages so far, and which page is being read. */
  readonly onPiece: (bytes: number, page: number) => Promise<void> | undefined;
}

/** What is wrong with the pages as such, or is looked into once more from the first page on: then those before are no part of anything. */
const concernsAll = new Set(['PAGE_LOOP', 'PAGE_ORIGIN', 'PAGE_HEADER', 'ENCODING']);

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  if (bytes.length > 0) yield bytes;
}

/** Where reading in pages starts. */
export interface PagesStart { readonly first: URL; readonly plan: PagePlan; readonly offset: OffsetCount | null }

/** Null = the answer is the whole. */
export const startOfPages = (address: URL, given: DataInputSource['paging'], ofVendor: readonly NextPlace[]): PagesStart | null => {
  const plan = pagePlan(given, ofVendor);
  if (plan === null) return null;
  const offset = plan.offset === null ? null : new OffsetCount(plan.offset, address);
  return { first: offset?.start ?? address, plan, offset };
};

/**
 * Reads the first page, which is open, and all that follow it, as if they were one input. A later page is fetched as a whole before its
 * first row is taken, so that one that breaks off leaves none behind. Where it does not come, or a limit is met, what is there stays;
 * null = all is there. Throws what the first page throws, and IngestError PAGE_LOOP, PAGE_ORIGIN, PAGE_HEADER.
 */
export const readPages = async (
  opened: OpenedBytes, { first, plan, offset }: PagesStart, input: DataInputSource, sink: RowSink, settings: PagesSettings,
): Promise<PartialInput | null> => {
  const { source, label, takeOff, onPage, onPiece } = settings;
  const pages = new PageSink(sink, label);
  const asked = new Set<string>([first.href]);
  let bytes = 0;

  const decode = async (page: number, address: URL, answer: OpenedBytes): Promise<NextPage | null> => {
    onPage(pages.turn());
    const values = new Map<string, string | null>();
    const before = bytes;
    await decodeInput(answer, input, pages, {
      ...settings, takeOff: page === 1 ? takeOff : (start) => start,
      watched: { paths: watchedPaths(plan), found: (path, value) => values.set(path, value) },
      onPiece: (read) => {
        bytes = before + read;
        return onPiece(bytes, page);
      },
    });
    const read = { address, values, linkHeader: answer.link ?? null, rows: pages.rowsOfPage };
    return offset === null ? nextPage(plan, read, first) : offset.next(read);
  };
  const fetchPage = async (page: number, address: URL): Promise<NextPage | null> => {
    const answer = await openUrl({ ...input, url: address.href }, source);
    if (answer.kind === 'rows') return null;
    const whole = await collectBytes(answer.chunks, (read) => {
      requireSize(bytes + read, source.maxBytes, label);
      return onPiece(bytes + read, page);
    });
    return decode(page, address, { ...answer, chunks: once(whole) });
  };
  const without = (page: number, cause: IngestError): PartialInput => {
    if (plan.allOrNothing || cause.info.phase === 'tabulate' || concernsAll.has(cause.info.code)) throw cause;
    return { pages: page - 1, rows: pages.rowsInAll, cause: cause.info };
  };
  const limitMet = (unit: 'pages' | 'rows', limit: number): IngestError => new IngestError('TOO_LARGE', { url: first.href, params: { label, limit, unit, size: limit } });

  let page = 1;
  let next = await decode(page, first, opened);
  while (next !== null) {
    page += 1;
    if (page > plan.maxPages) return without(page, limitMet('pages', plan.maxPages));
    if (pages.rowsInAll >= plan.maxRows) return without(page, limitMet('rows', plan.maxRows));
    const { address, by } = next;
    if (asked.has(address.href)) throw new IngestError('PAGE_LOOP', { url: first.href, value: by, params: { page, label } });
    asked.add(address.href);
    try {
      next = await fetchPage(page, address);
    } catch (cause) {
      if (!(cause instanceof IngestError)) throw cause;
      return without(page, cause);
    }
  }
  return null;
};
