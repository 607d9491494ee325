import type { Limits } from '../model/config.js';
import type { DataInputSource, InputOptions } from '../model/input.js';
import type { LiveRows } from '../model/live.js';
import type { TableName } from '../model/schema.js';
import { readInAnyCharset } from './assume-charset.js';
import type { CharsetSettings } from './charset.js';
import { decodeInput } from './decode-input.js';
import type { DraftTable, InputRead, RawTable, ReadTable } from './draft-table.js';
import { feedRows } from './formats/feed-rows.js';
import { IngestError, urlWithoutQuery } from './ingest-error.js';
import { type JoinSpec, joinSpecOf } from './join-spec.js';
import type * as MakeTable from './make-table.js';
import { loadPreset } from './presets/load-preset.js';
import type { PresetReading } from './presets/preset-reading.js';
import { readSoFar, type TakesRowsSoFar } from './read-so-far.js';
import { type InputName, type PartialInput, TableLog } from './report.js';
import { dateFormatOf } from './date-format.js';
import type { DataFetch, SourceSettings } from './sources/opened.js';
import { sourceKinds, sources } from './sources/registry.js';
import { dataAddress } from './sources/request.js';

export interface ReadProgress {
  readonly table: TableName;
  readonly bytes: number;
  readonly totalBytes: number | null;
  readonly rows: number;
  /** Which page is being read, from 1; absent where there is one only. */
  readonly page?: number;
}

export interface ReadOptions {
  /** IANA zone in which times without offset are read. */
  readonly timeZone: string;
  /** Reads numbers and dates where a column alone does not tell; an input's own locale goes first. */
  readonly locale?: string;
  /** Month 1–12; tells what `Q1 FY20` means. Default 1. */
  readonly fiscalYearStart?: number;
  readonly limits?: Partial<Limits>;
  /** What makes tables of rows, on its way while the first of them are. */
  readonly making: Promise<typeof MakeTable>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ReadProgress) => void;
  readonly fetch?: DataFetch;
  readonly soFar?: TakesRowsSoFar;
  /** Called between pieces of input; on the main thread it lets the page breathe. */
  readonly pause?: () => Promise<void>;
}

export const defaultLimits: Limits = { maxRows: 5_000_000, maxBytes: 2_147_483_648, maxDepth: 64 };

/** Tables up to here keep what they are made of, in case rows come later; larger ones are read once more then. */
const keptRows = 200_000;

export interface TableOptions extends ReadOptions {
  readonly signal: AbortSignal;
  /** Tables of the same load that are not whole yet. */
  readonly underWay?: ReadonlySet<TableName>;
}

/** Rows that came after the inputs, and, where that is here still, what those became. */
export interface LiveReading { readonly steps: readonly LiveRows[]; readonly raw: RawTable | null }

/** Reads all inputs of one table. Throws IngestError where one of them cannot be read, Unchanged where it need not be, and the signal's reason when stopped. */
export const readTable = async (
  table: TableName, parts: readonly DataInputSource[], options: TableOptions, live?: LiveReading,
): Promise<ReadTable> => {
  let raw = live?.raw ?? null;
  if (raw === null) {
    raw = { inputs: [], log: new TableLog(table) };
    for (const part of parts) {
      const { inputs, log: before } = raw;
      const { input, log } = await readPart(table, part, before, { ...options, whole: parts.every((one) => joinSpecOf(one) === null) ? inputs : null });
      raw = { inputs: [...raw.inputs, input], log };
    }
    if (parts.every((part) => joinSpecOf(part) !== null)) throw new IngestError('INPUT', { params: { reason: 'an input that joins needs one without `join` before it' } });
  }
  const { makeTable, withLiveRows } = await options.making;
  for (const step of live?.steps ?? []) {
    const { input, log } = await readPart(table, step.input, raw.log.copy(), { ...options, whole: null });
    raw = withLiveRows(raw, input, step, log, options.timeZone);
  }
  const isKept = live !== undefined || raw.inputs.reduce((sum, { draft }) => sum + draft.rowCount, 0) <= keptRows;
  const log = isKept ? raw.log.copy() : raw.log;
  const draft = makeTable(raw.inputs, log, options.timeZone);
  return { draft, log, options: Object.assign({}, ...parts.map((part) => part.options)) as InputOptions, raw: isKept ? raw : null };
};

interface PartOptions extends TableOptions {
  /** Inputs before this one; null = of this table no rows are of use before all are there. */
  readonly whole: readonly InputRead[] | null;
}

const readPart = async (
  table: TableName, part: DataInputSource, before: TableLog, options: PartOptions,
): Promise<{ readonly input: InputRead; readonly log: TableLog }> => {
  const name = nameOf(part);
  before.input = name;
  const { value: draft, log } = await readInAnyCharset(part, before, (attempt, western) => readInput(table, part, western, attempt, options)).catch((cause: unknown) => {
    throw cause instanceof IngestError ? cause.inInput(name) : cause;
  });
  return { input: { draft, part, name }, log };
};

/** What inputs without a name go by in the console; no reader of a widget knows them by it. */
const unnamed = /^the given (?:rows|text|bytes|stream|file)$/;

/** What people call an input; rows, text and bytes without a label have no name. */
const nameOf = ({ url, label, file }: DataInputSource): InputName => {
  if (url !== undefined) return { url: urlWithoutQuery(url) };
  const name = label ?? file?.name;
  return name === undefined || unnamed.test(name) ? {} : { label: name };
};

const readInput = async (
  table: TableName, part: DataInputSource, western: CharsetSettings['western'], log: TableLog, options: PartOptions,
): Promise<DraftTable> => {
  const preset = await loadPreset(table, part);
  const input = preset?.input ?? part;
  const read = await loadInput(table, part, input, preset, western, log, options);
  const { settleInput } = await options.making;
  return settleInput(preset?.settle(read) ?? read, input, log);
};

const loadInput = async (
  table: TableName, part: DataInputSource, input: DataInputSource, preset: PresetReading | null, western: CharsetSettings['western'], log: TableLog,
  options: PartOptions,
): Promise<DraftTable> => {
  const { timeZone, signal, onProgress, pause } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const rowsBefore = log.rowsIn;
  const settings: SourceSettings = { maxBytes: limits.maxBytes, signal, fetch: options.fetch ?? ((url, init) => fetch(url, init)) };
  const kind = sourceKinds.find((name) => input[name] !== undefined) ?? 'rows';
  const mayHavePages = kind === 'url' && (input.paging !== undefined || (preset?.pages.length ?? 0) > 0);
  const paging = mayHavePages ? await import('./paging/read-pages.js') : null;
  const pages = paging?.startOfPages(dataAddress(input.url as string), input.paging, preset?.pages ?? []) ?? null;
  const opened = await sources[kind](pages === null ? input : { ...input, url: pages.first.href }, settings);
  const locale = input.locale ?? options.locale;
  const dateFormat = dateFormatOf(input.dateFormat);
  const made = await options.making;
  const { Tabulator } = made;
  const tabulator = new Tabulator(table, input, {
    timeZone, maxRows: limits.maxRows, label: opened.label,
    ...(locale === undefined ? {} : { locale }), ...(dateFormat === null ? {} : { dateFormat }),
    ...(input.join === undefined ? {} : { joinedOn: (joinSpecOf(input) as JoinSpec).on }),
    ...(preset === null ? {} : { preset: preset.names }),
  }, log);
  const opener = preset?.sink(tabulator, log, options.fiscalYearStart ?? 1) ?? null;
  const sink = opener ?? tabulator;
  const offerSoFar = (share: number | null): void => {
    const { soFar, whole, underWay = new Set<TableName>() } = options;
    // Records that are held back until all of them are there have no rows yet.
    if (soFar === undefined || whole === null || sink.rowsRead > tabulator.rowsRead || [...underWay].some((name) => made.listTables.has(name))) return;
    soFar.offer(table, sink.rowsRead, share, () => {
      const ownLog = log.copy();
      const draft = tabulator.soFar(ownLog);
      if (draft === null) return null;
      return readSoFar(whole, made.settleInput(preset?.settle(draft) ?? draft, input, ownLog), part, ownLog, made, timeZone);
    });
  };
  const onPiece = (bytes: number, totalBytes: number | null, page = 1): Promise<void> | undefined => {
    signal.throwIfAborted();
    const share = totalBytes !== null && totalBytes > 0 ? Math.min(1, bytes / totalBytes) : null;
    if (share !== null) tabulator.readShare(share);
    offerSoFar(share);
    onProgress?.({ table, bytes, totalBytes, rows: sink.rowsRead, ...(page === 1 ? {} : { page }) });
    return pause?.();
  };
  let partial: PartialInput | null = null;
  if (opened.kind === 'rows') await feedRows(opened.rows, sink, () => onPiece(0, null));
  else {
    if (input.keys !== undefined) sink.keys(input.keys);
    const decoding = {
      takeOff: (first: Uint8Array) => opener?.takeOff(first) ?? first, western,
      label: opened.label, path: input.path, maxDepth: limits.maxDepth,
      dialect: { delimiter: input.delimiter, headerRow: input.headerRow },
      mayBeCut: kind === 'url' && opened.totalBytes === null,
    };
    if (paging === null || pages === null) await decodeInput(opened, input, sink, { ...decoding, onPiece: (bytes) => onPiece(bytes, opened.totalBytes) });
    else {
      const starts: number[] = [];
      partial = await paging.readPages(opened, pages, input, sink, {
        ...decoding, source: settings,
        onPage: (firstRow) => {
          if (starts.push(firstRow) === 2) log.input = { ...log.input, pageStarts: starts };
        },
        onPiece: (bytes, page) => onPiece(bytes, page === 1 ? opened.totalBytes : null, page),
      });
    }
  }
  opener?.finish();
  const draft = tabulator.finish();
  if (partial !== null) {
    log.breakOff(partial);
    return draft;
  }
  const got = log.rowsIn - rowsBefore;
  const { expectedRows: expected = got } = input;
  if (got !== expected) throw new IngestError('ROW_COUNT', { retryable: true, params: { label: opened.label, got, expected } });
  return draft;
};
