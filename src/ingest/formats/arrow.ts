import { CompressionType, setCompressionCodec, tableFromIPC, Type } from '@uwdata/flechette';
import { decompressZstd } from 'hyparquet-compressors';
import { missingDay } from '../../model/table.js';
import type { ColumnCells, NamedCells } from '../column-batch.js';
import { checkMessages } from './arrow-messages.js';
import { checkValues, longs, missingIn, type Batch, type DataType } from './arrow-values.js';
import { collectBytes } from './collect-bytes.js';
import { undoLz4Frame } from './lz4-frame.js';
import type { ColumnDecoder } from './registry.js';

const rowsPerBatch = 65_536;
const dayMs = 86_400_000;

const noEncoder = (): never => {
  throw new Error('this only reads');
};
const undoZstd = (bytes: Uint8Array, length: number): Uint8Array => {
  const out = decompressZstd(bytes);
  if (out.length !== length) throw new Error('a compressed buffer is damaged');
  return out;
};
setCompressionCodec(CompressionType.ZSTD, { decode: undoZstd, encode: noEncoder });
setCompressionCodec(CompressionType.LZ4_FRAME, { decode: undoLz4Frame, encode: noEncoder });

const blankOut = (values: Float64Array, isMissing: ((row: number) => boolean) | null): Float64Array => {
  if (isMissing !== null) for (let row = 0; row < values.length; row++) if (isMissing(row)) values[row] = Number.NaN;
  return values;
};

/** Units of a timestamp: seconds, milliseconds, microseconds, nanoseconds. */
const perMs = [1e-3, 1, 1e3, 1e6];

const instants = (batch: Batch, { unit = 1, timezone }: DataType): ColumnCells => {
  const ms = longs(batch.values, batch.length);
  const scale = perMs[unit] as number;
  // Cut, not rounded: an event never moves past its own second.
  if (scale !== 1) for (let row = 0; row < ms.length; row++) ms[row] = Math.floor((ms[row] as number) / scale);
  return { kind: 'instants', ms: blankOut(ms, missingIn(batch)), isLocal: timezone === null || timezone === undefined || timezone === '' };
};

const days = (batch: Batch, { unit }: DataType): ColumnCells => {
  const isMissing = missingIn(batch);
  const source = unit === 0 ? batch.values : longs(batch.values, batch.length);
  const out = new Int32Array(batch.length);
  for (let row = 0; row < out.length; row++) {
    out[row] = isMissing?.(row) === true ? missingDay : unit === 0 ? (source[row] as number) : Math.floor((source[row] as number) / dayMs);
  }
  return { kind: 'days', days: out };
};

const numbers = (batch: Batch): ColumnCells => ({ kind: 'numbers', values: blankOut(Float64Array.from(batch.values), missingIn(batch)) });

const values = (batch: Batch, from: number, to: number): ColumnCells => ({ kind: 'values', values: Array.from({ length: to - from }, (_, i) => batch.at(from + i)) });

/** Columns that need no object a cell, whole; null: what is read value by value. */
const cellsOf = (batch: Batch): ColumnCells | null => {
  const { type } = batch;
  switch (type.typeId) {
    case Type.Utf8: return { kind: 'texts', bytes: batch.values as unknown as Uint8Array, offsets: batch.offsets as unknown as Int32Array, isMissing: missingIn(batch) };
    case Type.LargeUtf8:
      return { kind: 'texts', bytes: batch.values as unknown as Uint8Array, offsets: Int32Array.from(longs(batch.offsets, batch.length + 1)), isMissing: missingIn(batch) };
    case Type.Dictionary: {
      const dictionary = Array.from(batch.dictionary?.toArray() ?? [], (entry) => (typeof entry === 'string' ? entry : entry === null ? null : undefined));
      return dictionary.includes(undefined) ? null
        : { kind: 'codes', codes: batch.values, dictionary: dictionary as readonly (string | null)[], isMissing: missingIn(batch) };
    }
    // Long integers are more often names than amounts: all their digits are kept.
    case Type.Int: return type.bitWidth === 64 ? null : numbers(batch);
    case Type.Float: return type.precision === 0 ? null : numbers(batch);
    case Type.Date: return days(batch, type);
    case Type.Timestamp: return instants(batch, type);
    default: return null;
  }
};

const part = (cells: ColumnCells, from: number, to: number): ColumnCells => {
  const shifted = (isMissing: ((row: number) => boolean) | null): ((row: number) => boolean) | null => (isMissing === null ? null : (row) => isMissing(row + from));
  switch (cells.kind) {
    case 'texts': return { ...cells, offsets: cells.offsets.subarray(from, to + 1), isMissing: shifted(cells.isMissing) };
    case 'codes': return { ...cells, codes: (cells.codes as Int32Array).subarray(from, to), isMissing: shifted(cells.isMissing) };
    case 'numbers': return { kind: 'numbers', values: cells.values.subarray(from, to) };
    case 'days': return { kind: 'days', days: cells.days.subarray(from, to) };
    case 'instants': return { ...cells, ms: cells.ms.subarray(from, to) };
    case 'values': return { kind: 'values', values: cells.values.slice(from, to) };
  }
};

interface ColumnReader { readonly name: string; readonly between: (from: number, to: number) => ColumnCells }

/** A column, or those within it where it holds records. */
const columnsOf = (name: string, batch: Batch): readonly ColumnReader[] => {
  const { typeId, children = [] } = batch.type;
  if (typeId === Type.Struct) return (batch.children ?? []).flatMap((child, i) => columnsOf(`${name}.${children[i]?.name ?? i}`, child));
  const whole = cellsOf(batch);
  return [{ name, between: (from, to) => (whole === null ? values(batch, from, to) : part(whole, from, to)) }];
};

/** What the library says names no place; what it is given holds what its headers say, so that this is about a column. */
const placed = <T>(place: string, read: () => T): T => {
  try {
    return read();
  } catch (cause) {
    throw new Error(`${place}: ${cause instanceof Error ? cause.message : String(cause)}`);
  }
};

/** Arrow IPC, file or stream, plain or compressed. Throws Error with the place where it is not. */
export const decode: ColumnDecoder = async (chunks, sink, onPiece) => {
  const bytes = await collectBytes(chunks, onPiece);
  checkMessages(bytes);
  const table = placed('the columns', () => tableFromIPC(bytes, { useBigInt: true }));
  const names = table.names.map(String);
  if (names.length === 0) throw new Error('it has no schema');
  const batchCount = table.children[0]?.data.length ?? 0;
  let isEmpty = true;
  const checked = new WeakSet<Batch>();
  for (let index = 0; index < batchCount; index++) {
    const batches = table.children.map((column) => column.data[index] as unknown as Batch);
    const rowCount = batches[0]?.length ?? 0;
    if (rowCount === 0) continue;
    isEmpty = false;
    for (const [i, batch] of batches.entries()) {
      if (batch.length !== rowCount) throw new Error(`column ${names[i] as string}: has ${batch.length} values, the first column ${rowCount}`);
      checkValues(batch, names[i] as string, checked);
    }
    const columns = batches.flatMap((batch, i) => columnsOf(names[i] as string, batch));
    for (let from = 0; from < rowCount; from += rowsPerBatch) {
      const to = Math.min(rowCount, from + rowsPerBatch);
      sink.columns({ rowCount: to - from, columns: columns.map(({ name, between }): NamedCells => ({ name, cells: placed(`column ${name}`, () => between(from, to)) })) });
      await onPiece(bytes.length);
    }
  }
  if (isEmpty) sink.columns({ rowCount: 0, columns: names.map((name) => ({ name, cells: { kind: 'values', values: [] } })) });
};
