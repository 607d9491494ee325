import { CompressionType, setCompressionCodec, tableFromIPC, Type } from '@uwdata/flechette';
import { decompressZstd } from 'hyparquet-compressors';
import { missingDay } from '../../model/table.js';
import type { ColumnCells, NamedCells } from '../column-batch.js';
import { collectBytes } from './collect-bytes.js';
import { undoLz4Frame } from './lz4-frame.js';
import type { ColumnDecoder } from './registry.js';

const rowsPerBatch = 65_536;
const dayMs = 86_400_000;

const noEncoder = (): never => {
  throw new Error('this only reads');
};
setCompressionCodec(CompressionType.ZSTD, { decode: (bytes) => decompressZstd(bytes), encode: noEncoder });
setCompressionCodec(CompressionType.LZ4_FRAME, { decode: undoLz4Frame, encode: noEncoder });

type Values = ArrayLike<number> & ArrayBufferView;

/** The part of the library's types and batches that is used here; its own are unions over all types. */
interface DataType {
  readonly typeId: number;
  readonly unit?: number;
  readonly timezone?: string | null;
  readonly bitWidth?: number;
  readonly precision?: number;
  readonly children?: readonly { readonly name: string }[];
}
interface Batch {
  readonly type: DataType;
  readonly length: number;
  readonly nullCount: number;
  readonly values: Values;
  readonly offsets: Values;
  readonly validity: Uint8Array;
  readonly children: readonly Batch[];
  readonly dictionary?: { toArray(): ArrayLike<unknown> };
  at(row: number): unknown;
}

const missingIn = (batch: Batch): ((row: number) => boolean) | null =>
  (batch.nullCount === 0 ? null : (row) => ((batch.validity[row >> 3] as number) >> (row & 7) & 1) === 0);

/** 64-bit integers of at most 53 bits as doubles, from their halves: a BigInt each would cost ten times as much. */
const longs = (values: ArrayBufferView, count: number): Float64Array => {
  const halves = new Int32Array(values.buffer, values.byteOffset, 2 * count);
  const out = new Float64Array(count);
  for (let i = 0; i < count; i++) out[i] = (halves[2 * i + 1] as number) * 4_294_967_296 + ((halves[2 * i] as number) >>> 0);
  return out;
};

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

const values = (batch: Batch): ColumnCells => ({ kind: 'values', values: Array.from({ length: batch.length }, (_, row) => batch.at(row)) });

const cellsOf = (batch: Batch): ColumnCells => {
  const { type } = batch;
  switch (type.typeId) {
    case Type.Utf8: return { kind: 'texts', bytes: batch.values as unknown as Uint8Array, offsets: batch.offsets as unknown as Int32Array, isMissing: missingIn(batch) };
    case Type.LargeUtf8:
      return { kind: 'texts', bytes: batch.values as unknown as Uint8Array, offsets: Int32Array.from(longs(batch.offsets, batch.length + 1)), isMissing: missingIn(batch) };
    case Type.Dictionary: {
      const dictionary = Array.from(batch.dictionary?.toArray() ?? [], (entry) => (typeof entry === 'string' ? entry : entry === null ? null : undefined));
      return dictionary.includes(undefined) ? values(batch)
        : { kind: 'codes', codes: batch.values, dictionary: dictionary as readonly (string | null)[], isMissing: missingIn(batch) };
    }
    // Long integers are more often names than amounts: all their digits are kept.
    case Type.Int: return type.bitWidth === 64 ? values(batch) : numbers(batch);
    case Type.Float: return type.precision === 0 ? values(batch) : numbers(batch);
    case Type.Date: return days(batch, type);
    case Type.Timestamp: return instants(batch, type);
    default: return values(batch);
  }
};

/** A column, or those within it where it holds records. */
const columnsOf = (name: string, batch: Batch): readonly NamedCells[] => {
  const { typeId, children = [] } = batch.type;
  if (typeId !== Type.Struct) return [{ name, cells: cellsOf(batch) }];
  return batch.children.flatMap((child, i) => columnsOf(`${name}.${children[i]?.name ?? i}`, child));
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

/** Arrow IPC, file or stream, plain or compressed. Throws Error where it is not. */
export const decode: ColumnDecoder = async (chunks, sink, onPiece) => {
  const bytes = await collectBytes(chunks, onPiece);
  const table = tableFromIPC(bytes, { useBigInt: true });
  if (table.names.length === 0) throw new Error('it has no schema');
  const batches = table.children[0]?.data.length ?? 0;
  for (let index = 0; index < batches; index++) {
    const columns = table.children.flatMap((column, i) => columnsOf(String(table.names[i]), column.data[index] as unknown as Batch));
    const rowCount = table.children[0]?.data[index]?.length ?? 0;
    for (let from = 0; from < rowCount; from += rowsPerBatch) {
      const to = Math.min(rowCount, from + rowsPerBatch);
      sink.columns({ rowCount: to - from, columns: columns.map(({ name, cells }) => ({ name, cells: part(cells, from, to) })) });
      await onPiece(bytes.length);
    }
  }
  if (batches === 0) sink.columns({ rowCount: 0, columns: table.names.map((name) => ({ name: String(name), cells: { kind: 'values', values: [] } })) });
};
