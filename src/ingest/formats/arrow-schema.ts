import { Type } from '@uwdata/flechette';
import type { FlatTable } from './flat-table.js';

const deepest = 64;
/** MetadataVersion of Arrow 0.8 and of 1.0: since the one, buffers have no page; since the other, unions have no validity. */
export const versionWithoutPages = 3;
const versionOfLeanUnions = 4;

/** What a batch has of a field and of all within it: runs of rows, buffers, and fields whose buffers are counted in the batch. */
export interface Parts { readonly nodes: number; readonly buffers: number; readonly views: number }

export interface Layout {
  readonly columns: Parts;
  /** What a batch of words has, by the number of the dictionary. */
  readonly dictionaries: ReadonlyMap<number, Parts>;
}

const sum = (parts: readonly Parts[]): Parts =>
  parts.reduce((all, one) => ({ nodes: all.nodes + one.nodes, buffers: all.buffers + one.buffers, views: all.views + one.views }), { nodes: 0, buffers: 0, views: 0 });

/** Buffers of a type by itself; what is not listed has validity and values. */
const buffersOf: Readonly<Record<number, number>> = {
  [Type.Null]: 0, [Type.Utf8]: 3, [Type.LargeUtf8]: 3, [Type.Binary]: 3, [Type.LargeBinary]: 3, [Type.ListView]: 3, [Type.LargeListView]: 3,
  [Type.FixedSizeList]: 1, [Type.Struct]: 1, [Type.RunEndEncoded]: 0,
};

const childrenOf: Readonly<Record<number, number>> = {
  [Type.List]: 1, [Type.LargeList]: 1, [Type.ListView]: 1, [Type.LargeListView]: 1, [Type.FixedSizeList]: 1, [Type.Map]: 1, [Type.RunEndEncoded]: 2,
};

const widths: Readonly<Record<number, readonly number[]>> = { [Type.Int]: [8, 16, 32, 64], [Type.Decimal]: [32, 64, 128, 256] };
const unitCount: Readonly<Record<number, number>> = { [Type.Float]: 3, [Type.Date]: 2, [Type.Time]: 4, [Type.Timestamp]: 4, [Type.Interval]: 3, [Type.Duration]: 4, [Type.Union]: 2 };
const known: ReadonlySet<number> = new Set(Object.values(Type).filter((typeId) => typeId > 0));

const checkType = (typeId: number, type: FlatTable): void => {
  const { bytes, start } = type;
  const bits = typeId === Type.Decimal ? type.int(8, 128) : type.int(4);
  if (widths[typeId]?.includes(bits) === false) throw bytes.fault(`has ${bits} bits`, start);
  const units = unitCount[typeId];
  const unit = units === undefined ? 0 : type.short(4);
  if (units !== undefined && (unit < 0 || unit >= units)) throw bytes.fault(`has an unknown unit (${unit})`, start);
  if ((typeId === Type.FixedSizeBinary || typeId === Type.FixedSizeList) && type.int(4) < 0) throw bytes.fault('has a negative width', start);
  if (typeId === Type.Timestamp) type.checkText(6);
  if (typeId === Type.Union) type.entries(6, 4);
};

/** Numbers of types, positions where they are dense, and validity in old ones. */
const unionBuffers = (type: FlatTable, version: number): number => 1 + (type.short(4) === 0 ? 0 : 1) + (version < versionOfLeanUnions ? 1 : 0);

export const checkMetadata = (of: FlatTable, slot: number): void => {
  for (const entry of of.tables(slot)) {
    entry.checkText(4);
    entry.checkText(6);
  }
};

/** Fields (Schema.fbs): 4 name, 8 type's number, 10 type, 12 dictionary, 14 children, 16 metadata. */
const partsOf = (field: FlatTable, version: number, dictionaries: Map<number, Parts>, depth: number): Parts => {
  const { bytes, start } = field;
  if (depth > deepest) throw bytes.fault(`nests deeper than ${deepest} levels`, start);
  field.checkText(4);
  checkMetadata(field, 16);
  const typeId = field.byte(8);
  if (!known.has(typeId)) throw bytes.fault(`has an unknown type (${typeId})`, start);
  const type = field.table(10);
  if (type === null) throw bytes.fault('has no type', start);
  checkType(typeId, type);
  const children = field.tables(14);
  if (children.length < (childrenOf[typeId] ?? 0)) throw bytes.fault('lacks a field within it', start);
  const within = sum(children.map((child) => partsOf(child, version, dictionaries, depth + 1)));
  const isView = typeId === Type.BinaryView || typeId === Type.Utf8View;
  const own: Parts = { nodes: 1, buffers: typeId === Type.Union ? unionBuffers(type, version) : buffersOf[typeId] ?? 2, views: isView ? 1 : 0 };
  const parts = sum([own, within]);
  const dictionary = field.table(12);
  if (dictionary === null) return parts;
  const codes = dictionary.table(6);
  if (codes !== null) checkType(Type.Int, codes);
  dictionaries.set(dictionary.long(4), parts);
  return { nodes: 1, buffers: 2, views: 0 };
};

/** A schema (Schema.fbs): 4 byte order, 6 fields, 8 metadata. Throws Error where it is none that can be read. */
export const checkSchema = (schema: FlatTable, version: number): Layout => {
  if (schema.short(4) !== 0) throw schema.bytes.fault('its numbers begin with their highest byte, which is not read here', schema.start);
  checkMetadata(schema, 8);
  const dictionaries = new Map<number, Parts>();
  return { columns: sum(schema.tables(6).map((field) => partsOf(field, version, dictionaries, 0))), dictionaries };
};
