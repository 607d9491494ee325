import type { Filter } from '../model/query.js';
import type { CategoryColumn } from '../model/table.js';
import type { EntityRows } from './context.js';
import type { Cut, GroupIndex, GroupKey } from './define-kpi.js';

/** Segments shown; what lies beyond the largest of them is counted in the total and named as the rest. */
export const maxGroups = 200;

/** Cuts of the same rows that are kept, so that widgets asking with one filter share the work. */
const keptPerEntity = 4;

/** Combinations of two dimensions that are counted at all. */
const largestGrid = 1 << 24;

/** A grouping column with its place in the combined code of all grouping columns. */
interface Axis { readonly column: CategoryColumn | null; readonly size: number }

const axesOf = (rows: EntityRows, segmentBy: readonly string[]): readonly Axis[] =>
  segmentBy.map((name) => {
    const column = rows.dimension(name);
    return { column, size: column === null ? 1 : column.dictionary.length };
  });

/** 1 per row that passes every condition; null = all pass. A dimension the rows lack is null everywhere. */
const passing = (rows: EntityRows, filter: Filter): Uint8Array | null => {
  let mask: Uint8Array | null = null;
  for (const name of Object.keys(filter)) {
    const wanted = new Set(filter[name]);
    const column = rows.dimension(name);
    if (column === null) {
      if (!wanted.has(null)) return new Uint8Array(rows.length);
      continue;
    }
    const accepts = Uint8Array.from(column.dictionary, (value) => (wanted.has(value) ? 1 : 0));
    const { codes } = column;
    if (mask === null) {
      mask = new Uint8Array(rows.length);
      for (let row = 0; row < mask.length; row++) mask[row] = accepts[codes[row] as number] as number;
    } else {
      for (let row = 0; row < mask.length; row++) mask[row] = (mask[row] as number) & (accepts[codes[row] as number] as number);
    }
  }
  return mask;
};

/** Whether a filter leaves no row of any entity: then a figure of 0 is about nothing, and there is nothing to judge. */
export const passesNothing = (filter: Filter, entities: readonly EntityRows[]): boolean =>
  Object.keys(filter).length > 0 && entities.every((rows) => !somePasses(rows, filter));

const somePasses = (rows: EntityRows, filter: Filter): boolean => {
  const conditions = Object.entries(filter).map(([name, values]) => {
    const [column, wanted] = [rows.dimension(name), new Set(values)];
    return column === null ? { codes: null, accepts: [wanted.has(null)] } : { codes: column.codes, accepts: column.dictionary.map((value) => wanted.has(value)) };
  });
  for (let row = 0; row < rows.length; row++) {
    if (conditions.every(({ codes, accepts }) => accepts[codes === null ? 0 : (codes[row] as number)])) return true;
  }
  return false;
};

/** Row → combined code of the grouping columns; null = all rows have code 0. */
const combinedCodes = (rows: EntityRows, axes: readonly Axis[]): ArrayLike<number> | null => {
  const present = axes.filter(({ column }) => column !== null);
  if (present.length === 0) return null;
  if (present.length === 1) return present[0]?.column?.codes ?? null;
  const combined = new Uint32Array(rows.length);
  for (const { column, size } of present) {
    const { codes } = column as CategoryColumn;
    for (let row = 0; row < combined.length; row++) combined[row] = (combined[row] as number) * size + (codes[row] as number);
  }
  return combined;
};

const sizeOf = (axes: readonly Axis[]): number => axes.reduce((product, axis) => product * axis.size, 1);

/** Rows per combined code that pass the filter. */
const countCombined = (length: number, size: number, combined: ArrayLike<number> | null, mask: Uint8Array | null): Uint32Array => {
  const counts = new Uint32Array(size);
  for (let row = 0; row < length; row++) {
    if (mask !== null && mask[row] === 0) continue;
    const code = combined === null ? 0 : (combined[row] as number);
    counts[code] = (counts[code] as number) + 1;
  }
  return counts;
};

const keyOfCombined = (axes: readonly Axis[], combined: number): GroupKey => {
  const key: (string | null)[] = [];
  let rest = combined;
  for (let i = axes.length - 1; i >= 0; i--) {
    const { column, size } = axes[i] as Axis;
    key.unshift(column === null ? null : (column.dictionary[rest % size] ?? null));
    rest = Math.floor(rest / size);
  }
  return key;
};

/** Values in code-unit order, not set last. */
const compareKeys = (a: GroupKey, b: GroupKey): number => {
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] as string | null, b[i] as string | null];
    if (x !== y) return x === null ? 1 : y === null ? -1 : x < y ? -1 : 1;
  }
  return 0;
};

const textOfKey = (key: GroupKey): string => JSON.stringify(key);

const indexArray = (groupCount: number, length: number): GroupIndex =>
  groupCount < 255 ? new Uint8Array(length) : groupCount < 65_535 ? new Uint16Array(length) : new Uint32Array(length);

interface Prepared {
  readonly axes: readonly Axis[];
  readonly mask: Uint8Array | null;
  readonly combined: ArrayLike<number> | null;
  readonly counts: Uint32Array;
}

const groupsOf = (prepared: Iterable<Prepared>): { groups: readonly GroupKey[]; restIndex: number | null } => {
  const seen = new Map<string, { key: GroupKey; count: number }>();
  for (const { axes, counts } of prepared) {
    counts.forEach((count, code) => {
      if (count === 0) return;
      const key = keyOfCombined(axes, code);
      const entry = seen.get(textOfKey(key));
      if (entry === undefined) seen.set(textOfKey(key), { key, count }); else entry.count += count;
    });
  }
  const bySize = [...seen.values()].sort((a, b) => b.count - a.count || compareKeys(a.key, b.key));
  const shown = bySize.slice(0, maxGroups).map(({ key }) => key).sort(compareKeys);
  return bySize.length <= maxGroups ? { groups: shown, restIndex: null } : { groups: [...shown, []], restIndex: shown.length };
};

const prepare = (rows: EntityRows, filter: Filter, segmentBy: readonly string[]): Prepared => {
  const axes = axesOf(rows, segmentBy);
  if (sizeOf(axes) > largestGrid) throw new RangeError(`segments: ${segmentBy.join(' × ')} have too many values`);
  const mask = passing(rows, filter);
  const combined = combinedCodes(rows, axes);
  return { axes, mask, combined, counts: countCombined(rows.length, sizeOf(axes), combined, mask) };
};

/** Group per row: each combined code has one group; rows that fail the filter get the number after the last. */
const assign = ({ axes, mask, combined, counts }: Prepared, length: number, groups: readonly GroupKey[], restIndex: number | null): GroupIndex => {
  const position = new Map(groups.map((key, index) => [textOfKey(key), index] as const));
  const groupOfCode = new Uint32Array(counts.length);
  counts.forEach((count, code) => {
    if (count > 0) groupOfCode[code] = position.get(textOfKey(keyOfCombined(axes, code))) ?? restIndex ?? groups.length;
  });
  const index = indexArray(groups.length, length);
  for (let row = 0; row < length; row++) {
    const code = combined === null ? 0 : (combined[row] as number);
    index[row] = mask !== null && mask[row] === 0 ? groups.length : (groupOfCode[code] as number);
  }
  return index;
};

/** Looks the dimensions up, also those of a cut that is kept: whoever asks has met the rules that they were counted by. */
const meet = (rows: EntityRows, { filter, segmentBy }: Pick<Cut, 'filter' | 'segmentBy'>): void => {
  for (const name of [...Object.keys(filter), ...segmentBy]) rows.dimension(name);
};

const buildCut = (filter: Filter, segmentBy: readonly string[], entities: readonly EntityRows[], signature: string): Cut => {
  const isGrouped = segmentBy.length > 0;
  const prepared = new Map(isGrouped ? entities.map((rows) => [rows, prepare(rows, filter, segmentBy)] as const) : []);
  const { groups, restIndex } = isGrouped ? groupsOf(prepared.values()) : { groups: [[]] as readonly GroupKey[], restIndex: null };
  const build = (rows: EntityRows): GroupIndex | null => {
    if (isGrouped) {
      const own = prepared.get(rows) ?? prepare(rows, filter, segmentBy);
      // Its arrays are as long as the rows and not needed again while the index is kept.
      prepared.delete(rows);
      return assign(own, rows.length, groups, restIndex);
    }
    const mask = passing(rows, filter);
    if (mask !== null) for (let row = 0; row < mask.length; row++) mask[row] = 1 - (mask[row] as number);
    return mask;
  };
  // Groups depend on all entities, so an index is shared only between cuts with the same groups.
  const indexKey = isGrouped ? `${signature} ${JSON.stringify(groups)}` : signature;
  return { filter, segmentBy, groups, restIndex, groupOf: (rows) => {
    meet(rows, { filter, segmentBy });
    return remember(indices, rows, indexKey, () => build(rows));
  } };
};

/**
 * Cut of the given entity rows: a filter, and a grouping by up to two dimensions. A dimension that rows lack is null in
 * all of them. Groups are the values found after filtering, in any of the entities, sorted, not set last; without
 * `segmentBy` one group with the empty key. Beyond {@link maxGroups} the smaller ones share a last group, `restIndex`.
 * Throws RangeError when two dimensions span more combinations than can be counted.
 */
export const createCut = (filter: Filter, segmentBy: readonly string[], entities: readonly EntityRows[]): Cut => {
  const signature = JSON.stringify([segmentBy, Object.keys(filter).sort().map((name) => [name, filter[name]])]);
  const [first] = entities;
  if (first === undefined) return buildCut(filter, segmentBy, entities, signature);
  for (const rows of entities) meet(rows, { filter, segmentBy });
  const known = remember(cuts, first, signature, () => ({ entities, cut: buildCut(filter, segmentBy, entities, signature) }));
  const isSame = known.entities.length === entities.length && entities.every((rows, i) => rows === known.entities[i]);
  return isSame ? known.cut : buildCut(filter, segmentBy, entities, signature);
};

const cuts = new WeakMap<EntityRows, Map<string, { readonly entities: readonly EntityRows[]; readonly cut: Cut }>>();
const indices = new WeakMap<EntityRows, Map<string, GroupIndex | null>>();

/** The last few values per entity, built on first use; asking moves an entry to the young end. */
const remember = <T>(store: WeakMap<EntityRows, Map<string, T>>, rows: EntityRows, key: string, build: () => T): T => {
  const own = store.get(rows) ?? new Map<string, T>();
  store.set(rows, own);
  const value = own.has(key) ? (own.get(key) as T) : build();
  own.delete(key);
  own.set(key, value);
  if (own.size > keptPerEntity) own.delete(own.keys().next().value as string);
  return value;
};
