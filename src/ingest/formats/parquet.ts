import { parquetMetadataAsync, parquetRead, type Compressors, type SchemaElement } from 'hyparquet';
import { decompressGzip, decompressLz4, decompressLz4Raw, decompressZstd } from 'hyparquet-compressors';
import { missingDay } from '../../model/table.js';
import type { ColumnCells, NamedCells } from '../column-batch.js';
import { collectBytes } from './collect-bytes.js';
import type { ColumnDecoder } from './registry.js';

/** Snappy is undone by hyparquet itself. Brotli is left out: its dictionary is larger than all the rest, and no tool writes it unless told to. */
const compressors: Compressors = { GZIP: decompressGzip, ZSTD: (bytes) => decompressZstd(bytes), LZ4: decompressLz4, LZ4_RAW: decompressLz4Raw };

/** Points in time as plain milliseconds, cut and not rounded; days as their numbers. */
const parsers = {
  timestampFromMilliseconds: (ms: bigint) => Number(ms),
  timestampFromMicroseconds: (us: bigint) => Math.floor(Number(us) / 1e3),
  timestampFromNanoseconds: (ns: bigint) => Math.floor(Number(ns / 1000n) / 1e3),
  dateFromDays: (days: number) => days,
};

const isTimestamp = ({ logical_type: logical, converted_type: converted, type }: SchemaElement): boolean =>
  logical?.type === 'TIMESTAMP' || converted === 'TIMESTAMP_MILLIS' || converted === 'TIMESTAMP_MICROS' || type === 'INT96';
const isDate = ({ logical_type: logical, converted_type: converted }: SchemaElement): boolean => logical?.type === 'DATE' || converted === 'DATE';
/** Only what says so is a wall clock; before there was a way to say it, times were UTC. */
const isWallClock = ({ logical_type: logical }: SchemaElement): boolean => logical?.type === 'TIMESTAMP' && !logical.isAdjustedToUTC;

const cellsOf = (values: ArrayLike<unknown>, element: SchemaElement | undefined): ColumnCells => {
  if (element !== undefined && isTimestamp(element)) {
    return { kind: 'instants', ms: Float64Array.from(values, (value) => (typeof value === 'number' ? value : Number.NaN)), isLocal: isWallClock(element) };
  }
  if (element !== undefined && isDate(element)) return { kind: 'days', days: Int32Array.from(values, (value) => (typeof value === 'number' ? value : missingDay)) };
  if (values instanceof Float64Array) return { kind: 'numbers', values };
  if (values instanceof Float32Array || values instanceof Int32Array) return { kind: 'numbers', values: Float64Array.from(values) };
  return { kind: 'values', values: Array.from(values, (value) => (value instanceof Uint8Array ? undefined : value)) };
};

/** Parquet, row group by row group. Throws Error where it is not. */
export const decode: ColumnDecoder = async (chunks, sink, onPiece) => {
  const bytes = await collectBytes(chunks, onPiece);
  const file = { byteLength: bytes.byteLength, slice: (start: number, end?: number) => bytes.slice(start, end).buffer };
  const metadata = await parquetMetadataAsync(file);
  const elements = new Map(metadata.schema.map((element) => [element.name, element]));
  const total = Number(metadata.num_rows);
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    const parts = new Map<string, { readonly from: number; readonly values: ArrayLike<unknown> }[]>();
    // One after the other: of columns read side by side, those that fail behind the first would fail unheard, in the page's own ear.
    for (const name of new Set(group.columns.map(({ meta_data: about }) => about?.path_in_schema[0] ?? ''))) {
      await parquetRead({
        file, metadata, rowStart, rowEnd, compressors, parsers, columns: [name],
        onChunk: ({ columnName, columnData, rowStart: from }) => {
          const known = parts.get(columnName);
          if (known === undefined) parts.set(columnName, [{ from, values: columnData }]); else known.push({ from, values: columnData });
        },
      });
    }
    const columns = [...parts].map(([name, chunksOfName]): NamedCells => ({ name, cells: cellsOf(joined(chunksOfName, rowEnd - rowStart, rowStart), elements.get(name)) }));
    sink.columns({ rowCount: rowEnd - rowStart, columns });
    rowStart = rowEnd;
    await onPiece(Math.floor((bytes.length * rowStart) / Math.max(1, total)));
  }
  if (metadata.row_groups.length === 0) {
    sink.columns({ rowCount: 0, columns: metadata.schema.slice(1).map(({ name }) => ({ name, cells: { kind: 'values', values: [] } })) });
  }
};

/** The pages of a column in a row group as one. */
const joined = (parts: readonly { readonly from: number; readonly values: ArrayLike<unknown> }[], count: number, groupStart: number): ArrayLike<unknown> => {
  const [first] = parts;
  if (first !== undefined && parts.length === 1 && first.values.length === count) return first.values;
  const all: unknown[] = new Array<unknown>(count);
  for (const { from, values } of parts) for (let i = 0; i < values.length; i++) all[from - groupStart + i] = values[i];
  return all;
};
