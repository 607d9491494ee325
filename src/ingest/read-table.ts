import type { Limits } from '../model/config.js';
import type { DataInputSource, InputOptions } from '../model/input.js';
import type { TableName } from '../model/schema.js';
import { settleProbability, zeroIsNull } from './amounts.js';
import { asUtf8 } from './charset.js';
import { clean } from './clean.js';
import type { DraftTable } from './draft-table.js';
import { firstPiece, withFirst } from './first-piece.js';
import { feedRows } from './formats/feed-rows.js';
import { formats } from './formats/registry.js';
import { IngestError, urlWithoutQuery } from './ingest-error.js';
import { mergeInputs } from './merge-inputs.js';
import { presets } from './presets/registry.js';
import { type InputName, TableLog } from './report.js';
import { refuseWebPage, sniffFormat } from './sniff-format.js';
import type { OpenedBytes, SourceSettings } from './sources/opened.js';
import { sourceKinds, sources } from './sources/registry.js';
import { settleStatus, statusFromStage } from './status.js';
import { Tabulator } from './tabulate.js';
import { applyValues, applyVocabulary } from './words.js';

export interface ReadProgress { readonly table: TableName; readonly bytes: number; readonly totalBytes: number | null; readonly rows: number }

export interface ReadOptions {
  /** IANA zone in which times without offset are read. */
  readonly timeZone: string;
  /** Reads numbers and dates where a column alone does not tell; an input's own locale goes first. */
  readonly locale?: string;
  readonly limits?: Partial<Limits>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: ReadProgress) => void;
  readonly fetch?: typeof fetch;
  /** Called between pieces of input; on the main thread it lets the page breathe. */
  readonly pause?: () => Promise<void>;
}

export const defaultLimits: Limits = { maxRows: 5_000_000, maxBytes: 2_147_483_648, maxDepth: 64 };

/** One table as its inputs say: typed and cleaned, not yet joined to other tables. Never changed afterwards: joins make new ones. */
export interface ReadTable {
  readonly draft: DraftTable;
  readonly log: TableLog;
  /** Of all its inputs together. */
  readonly options: InputOptions;
}

/** Reads all inputs of one table. Throws IngestError where one of them cannot be read, and the signal's reason when stopped. */
export const readTable = async (
  table: TableName, parts: readonly DataInputSource[], options: ReadOptions & { readonly signal: AbortSignal },
): Promise<ReadTable> => {
  const log = new TableLog(table);
  const drafts: DraftTable[] = [];
  for (const part of parts) {
    const input = withPreset(table, part);
    const name = nameOf(input);
    log.input = name;
    const draft = await loadInput(table, input, log, options).catch((cause: unknown) => {
      throw cause instanceof IngestError ? cause.inInput(name) : cause;
    });
    drafts.push(zeroIsNull(applyValues(statusFromStage(draft, input.values ?? {}), input.values ?? {}), input.options ?? {}, log));
  }
  if (parts.length > 1) log.input = {};
  const merged = clean(mergeInputs(drafts, options.timeZone), log);
  const draft = settleProbability(settleStatus(applyVocabulary(merged, log), log), log);
  return { draft, log, options: Object.assign({}, ...parts.map((part) => part.options)) as InputOptions };
};

/** What inputs without a name go by in the console; no reader of a widget knows them by it. */
const unnamed = /^the given (?:rows|text|bytes|stream|file)$/;

/** What people call an input; rows, text and bytes without a label have no name. */
const nameOf = ({ url, label, file }: DataInputSource): InputName => {
  if (url !== undefined) return { url: urlWithoutQuery(url) };
  const name = label ?? file?.name;
  return name === undefined || unnamed.test(name) ? {} : { label: name };
};

const withPreset = (table: TableName, input: DataInputSource): DataInputSource => {
  const preset = input.preset === undefined ? undefined : presets[input.preset]?.columns[table];
  return preset === undefined ? input : { ...input, columns: { ...preset, ...input.columns } };
};

const loadInput = async (
  table: TableName, input: DataInputSource, log: TableLog, options: ReadOptions & { readonly signal: AbortSignal },
): Promise<DraftTable> => {
  const { timeZone, signal, onProgress, pause } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const settings: SourceSettings = { maxBytes: limits.maxBytes, signal, fetch: options.fetch ?? ((...request) => fetch(...request)) };
  const kind = sourceKinds.find((name) => input[name] !== undefined) ?? 'rows';
  const opened = await sources[kind](input, settings);
  const locale = input.locale ?? options.locale;
  const dateFormat = dayOrder(input.dateFormat);
  const tabulator = new Tabulator(table, input, {
    timeZone, maxRows: limits.maxRows, label: opened.label,
    ...(locale === undefined ? {} : { locale }), ...(dateFormat === null ? {} : { dateFormat }),
  }, log);
  const onPiece = (bytes: number, totalBytes: number | null): Promise<void> | undefined => {
    signal.throwIfAborted();
    if (totalBytes !== null && totalBytes > 0) tabulator.readShare(Math.min(1, bytes / totalBytes));
    onProgress?.({ table, bytes, totalBytes, rows: tabulator.rowsRead });
    return pause?.();
  };
  if (opened.kind === 'rows') await feedRows(opened.rows, tabulator, () => onPiece(0, null));
  else {
    if (input.keys !== undefined) tabulator.keys(input.keys);
    await decode(opened, input, tabulator, {
      label: opened.label, path: input.path, maxDepth: limits.maxDepth,
      onPiece: (bytes) => onPiece(bytes, opened.totalBytes),
    });
  }
  return tabulator.finish();
};

const decode = async (
  { chunks, contentType, label }: OpenedBytes, input: DataInputSource, tabulator: Tabulator,
  settings: Parameters<(typeof formats)['csv']>[2],
): Promise<void> => {
  const iterator = asUtf8(chunks, contentType, label);
  try {
    const first = await firstPiece(iterator, sniffBytes);
    if (first.length === 0) throw new IngestError('EMPTY_BODY', { phase: 'decode', params: { label } });
    refuseWebPage(first, contentType, label);
    const format = input.format ?? sniffFormat(first, contentType, label);
    if (format === 'arrow') throw new IngestError('FORMAT', { phase: 'decode', params: { label, format } });
    await formats[format](withFirst(first, iterator), tabulator, settings);
  } finally {
    await iterator.return(undefined);
  }
};

/** Enough to see what the input is, however small the pieces it comes in. */
const sniffBytes = 1024;

/** `DD.MM.YYYY`, `dmy` and `DMY` say the same. */
const dayOrder = (dateFormat: string | undefined): 'DMY' | 'MDY' | 'YMD' | null => {
  const letters = [...new Set((dateFormat ?? '').toUpperCase().replace(/[^DMY]/g, ''))].join('');
  return letters === 'DMY' || letters === 'MDY' || letters === 'YMD' ? letters : null;
};
