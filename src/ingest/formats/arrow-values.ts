import { Type } from '@uwdata/flechette';

export type Values = ArrayLike<number> & ArrayBufferView;

/** The part of the library's types and batches that is used here; its own are unions over all types. */
export interface DataType {
  readonly typeId: number;
  readonly unit?: number;
  readonly timezone?: string | null;
  readonly bitWidth?: number;
  readonly precision?: number;
  readonly stride?: number;
  readonly mode?: number;
  readonly children?: readonly { readonly name: string }[];
}
export interface Batch {
  readonly type: DataType;
  readonly length: number;
  readonly nullCount: number;
  readonly values: Values;
  readonly offsets: Values;
  readonly sizes: Values;
  readonly validity: Uint8Array | undefined;
  readonly children: readonly Batch[] | undefined;
  readonly dictionary?: { readonly length: number; readonly data: readonly Batch[]; toArray(): ArrayLike<unknown> };
  at(row: number): unknown;
}

export const missingIn = ({ nullCount, validity }: Batch): ((row: number) => boolean) | null =>
  (nullCount === 0 || validity === undefined ? null : (row) => ((validity[row >> 3] as number) >> (row & 7) & 1) === 0);

/** 64-bit integers of at most 53 bits as doubles, from their halves: a BigInt each would cost ten times as much. */
export const longs = (values: ArrayBufferView, count: number): Float64Array => {
  const halves = new Int32Array(values.buffer, values.byteOffset, 2 * count);
  const out = new Float64Array(count);
  for (let i = 0; i < count; i++) out[i] = (halves[2 * i + 1] as number) * 4_294_967_296 + ((halves[2 * i] as number) >>> 0);
  return out;
};

const bytesOfRows = ({ typeId, bitWidth = 0, stride = 0, unit }: DataType, rows: number, bytesPerValue: number): number => {
  switch (typeId) {
    case Type.Bool: return Math.ceil(rows / 8);
    case Type.Decimal: return rows * bitWidth / 8;
    case Type.FixedSizeBinary: return rows * stride;
    case Type.Interval: return rows * ([4, 8, 16][unit ?? 2] as number);
    case Type.BinaryView: case Type.Utf8View: return rows * 16;
    default: return rows * bytesPerValue;
  }
};

/** Nothing has a validity where its type has none; a mask that is left out says that nothing is missing. */
const checkMask = ({ nullCount, validity, length }: Batch, fault: (what: string) => Error): void => {
  if (nullCount !== 0 && validity !== undefined && validity.length < Math.ceil(length / 8)) throw fault('does not say which of its values are missing');
};

const checkOffsets = (offsets: ArrayLike<number>, rows: number, end: number, fault: (what: string) => Error): void => {
  let last = 0;
  for (let row = 0; row <= rows; row++) {
    const offset = offsets[row] as number;
    if (!(offset >= last && offset <= end)) throw fault(`row ${row} lies at ${String(offset)}, the one before at ${String(last)}, of ${end}`);
    last = offset;
  }
};

const checkViews = ({ offsets, sizes, length }: Batch, end: number, isLarge: boolean, fault: (what: string) => Error): void => {
  const [starts, counts] = isLarge ? [longs(offsets, length), longs(sizes, length)] : [offsets, sizes];
  for (let row = 0; row < length; row++) {
    const [start, count] = [starts[row] as number, counts[row] as number];
    if (!(start >= 0 && count >= 0 && start + count <= end)) throw fault(`row ${row} lies at ${start} to ${start + count} of ${end}`);
  }
};

const checkCodes = (batch: Batch, fault: (what: string) => Error): void => {
  const { values, length } = batch;
  const size = batch.dictionary?.length ?? 0;
  const isMissing = missingIn(batch);
  for (let row = 0; row < length; row++) {
    const code = values[row] as number;
    if ((code < 0 || code >= size) && isMissing?.(row) !== true) throw fault(`row ${row} is word ${String(code)} of ${size}`);
  }
};

/**
 * Throws Error where a batch does not hold as many values as it says, or one of them lies outside: reading would make up values, or room for
 * billions. Words are shared by batches and looked at once: `checked`.
 */
export const checkValues = (batch: Batch, name: string, checked: WeakSet<Batch>): void => {
  if (checked.has(batch)) return;
  checked.add(batch);
  const { type, length, values, offsets, children } = batch;
  const fault = (what: string): Error => new Error(`column ${name}: ${what}`);
  const isLarge = type.typeId === Type.LargeUtf8 || type.typeId === Type.LargeBinary || type.typeId === Type.LargeList || type.typeId === Type.LargeListView;
  const tooShort = (what: string): Error => fault(`has ${length} values, and too few ${what} for them`);
  const shortest = Math.min(...(children ?? []).map((child) => child.length));
  checkMask(batch, fault);
  switch (type.typeId) {
    case Type.Null: case Type.RunEndEncoded: break;
    case Type.Utf8: case Type.LargeUtf8: case Type.Binary: case Type.LargeBinary: case Type.List: case Type.LargeList: case Type.Map: {
      if (length === 0) break;
      if (offsets.byteLength < (length + 1) * (isLarge ? 8 : 4)) throw tooShort('offsets');
      const end = children?.[0]?.length ?? values.byteLength;
      checkOffsets(isLarge ? longs(offsets, length + 1) : offsets, length, end, fault);
      break;
    }
    case Type.ListView: case Type.LargeListView:
      if (Math.min(offsets.byteLength, batch.sizes.byteLength) < length * (isLarge ? 8 : 4)) throw tooShort('offsets');
      checkViews(batch, shortest, isLarge, fault);
      break;
    case Type.FixedSizeList:
      if (shortest < length * (type.stride ?? 0)) throw tooShort('values within');
      break;
    case Type.Struct:
      if (shortest < length) throw tooShort('values within');
      break;
    case Type.Union:
      if (type.mode === 0 && shortest < length) throw tooShort('values within');
      break;
    default:
      if (values.byteLength < bytesOfRows(type, length, (values as unknown as Uint8Array).BYTES_PER_ELEMENT)) throw tooShort('bytes');
      if (type.typeId === Type.Dictionary) checkCodes(batch, fault);
  }
  children?.forEach((child, i) => checkValues(child, `${name}.${type.children?.[i]?.name ?? i}`, checked));
  batch.dictionary?.data.forEach((words) => checkValues(words, name, checked));
};
