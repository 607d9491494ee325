import type { Limits } from '../model/config.js';
import type { DataInputSource, InputOptions, LoadInputs } from '../model/input.js';
import type { DataIssue, KpiErrorInfo, LoadReport, TableReport } from '../model/issue.js';
import type { TableName } from '../model/schema.js';
import type { Table, Tables } from '../model/table.js';
import { isTimeZone } from '../model/zone.js';
import { listPrices, settleProbability, zeroIsNull } from './amounts.js';
import { asUtf8 } from './charset.js';
import { checkInputs } from './check-inputs.js';
import { clean } from './clean.js';
import type { DraftTable } from './draft-table.js';
import { firstPiece, withFirst } from './first-piece.js';
import { formats } from './formats/registry.js';
import { IngestError, urlWithoutQuery } from './ingest-error.js';
import { joinNames, lookUpDimensions } from './join-names.js';
import { mergeInputs } from './merge-inputs.js';
import { presets } from './presets/registry.js';
import { type InputName, type LoadRule, TableLog } from './report.js';
import { refuseWebPage, sniffFormat } from './sniff-format.js';
import type { OpenedBytes, SourceSettings } from './sources/opened.js';
import { sourceKinds, sources } from './sources/registry.js';
import { settleStatus, statusFromStage } from './status.js';
import { Tabulator } from './tabulate.js';
import { applyValues, applyVocabulary } from './words.js';

export interface IngestProgress { readonly table: TableName; readonly bytes: number; readonly totalBytes: number | null; readonly rows: number }

export interface IngestOptions {
  /** IANA zone in which times without offset are read. */
  readonly timeZone: string;
  /** Reads numbers and dates where a column alone does not tell; an input's own locale goes first. */
  readonly locale?: string;
  readonly limits?: Partial<Limits>;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: IngestProgress) => void;
  readonly fetch?: typeof fetch;
  /** Called between pieces of input; on the main thread it lets the page breathe. */
  readonly pause?: () => Promise<void>;
}

export interface Ingested {
  readonly tables: Tables;
  readonly report: LoadReport;
  /** Row rules that were applied, for caveats and provenance. */
  readonly rules: readonly LoadRule[];
  /** Inputs that could not be read at all, also told in `report.issues`; their tables are absent. */
  readonly failures: readonly KpiErrorInfo[];
}

export const defaultLimits: Limits = { maxRows: 5_000_000, maxBytes: 2_147_483_648, maxDepth: 64 };

/**
 * Reads inputs into clean columnar tables. A table whose input fails is absent and its failure reported; throws IngestError when the
 * inputs are not usable at all or every one of them failed, and the signal's reason when stopped. For every table
 * rowsUsed + rowsExcluded = rowsIn.
 */
export const ingest = async (inputs: LoadInputs, options: IngestOptions): Promise<Ingested> => {
  const checked = checkInputs(inputs);
  if (!isTimeZone(options.timeZone)) throw new IngestError('INPUT', { params: { reason: `there is no time zone ${JSON.stringify(options.timeZone)}` } });
  const logs = new Map<TableName, TableLog>();
  const drafts = new Map<TableName, DraftTable>();
  const failures: KpiErrorInfo[] = [];
  const stop = new AbortController();
  const signal = options.signal === undefined ? stop.signal : AbortSignal.any([options.signal, stop.signal]);
  signal.throwIfAborted();
  try {
    await Promise.all([...checked].map(async ([table, parts]) => {
      const log = new TableLog(table);
      try {
        drafts.set(table, await loadTable(table, parts, log, { ...options, signal }));
        logs.set(table, log);
      } catch (cause) {
        if (!(cause instanceof IngestError)) throw cause;
        failures.push(cause.inTable(table).info);
      }
    }));
  } finally {
    // Whatever is still running after an unexpected error or a stop ends its requests.
    stop.abort();
  }
  options.signal?.throwIfAborted();
  const [firstFailure] = failures;
  if (drafts.size === 0 && firstFailure !== undefined) throw IngestError.of(firstFailure);
  return finishTables(checked, drafts, logs, failures);
};

const finishTables = (
  checked: ReadonlyMap<TableName, readonly DataInputSource[]>, drafts: Map<TableName, DraftTable>,
  logs: ReadonlyMap<TableName, TableLog>, failures: readonly KpiErrorInfo[],
): Ingested => {
  const logOf = (table: TableName): TableLog => logs.get(table) as TableLog;
  joinNames(drafts, logOf);
  lookUpDimensions(drafts, logOf);
  if (drafts.has('deals')) listPrices(drafts, optionsOf(checked.get('deals') ?? []), logOf('deals'));
  const tables = new Map<TableName, Table>();
  const reports: Partial<Record<TableName, TableReport>> = {};
  const rules: LoadRule[] = [];
  for (const table of checked.keys()) {
    const draft = drafts.get(table);
    if (draft === undefined) continue;
    const log = logOf(table);
    log.rowsUsed = draft.rowCount;
    tables.set(table, { ...draft, rowsExcluded: log.rowsExcluded });
    reports[table] = log.toReport();
    rules.push(...log.toRules());
  }
  return { tables, report: { tables: reports, issues: failures.map(asIssue) }, rules, failures };
};

const asIssue = ({ phase: _phase, retryable: _retryable, ...issue }: KpiErrorInfo): DataIssue => issue;

const optionsOf = (parts: readonly DataInputSource[]): InputOptions => Object.assign({}, ...parts.map(({ options }) => options)) as InputOptions;

const loadTable = async (
  table: TableName, parts: readonly DataInputSource[], log: TableLog, options: IngestOptions & { readonly signal: AbortSignal },
): Promise<DraftTable> => {
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
  return settleProbability(settleStatus(applyVocabulary(merged, log), log), log);
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
  table: TableName, input: DataInputSource, log: TableLog, options: IngestOptions & { readonly signal: AbortSignal },
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
  if (opened.kind === 'rows') tabulator.rows(opened.rows);
  else {
    await decode(opened, input, tabulator, {
      label: opened.label, path: input.path, maxDepth: limits.maxDepth,
      onPiece: (bytes) => {
        signal.throwIfAborted();
        if (opened.totalBytes !== null && opened.totalBytes > 0) tabulator.readShare(Math.min(1, bytes / opened.totalBytes));
        onProgress?.({ table, bytes, totalBytes: opened.totalBytes, rows: tabulator.rowsRead });
        return pause?.();
      },
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
