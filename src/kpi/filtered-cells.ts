import { bytesOfCells, sumCells, type Cells } from './cells.js';
import type { EntityRows, KpiContext } from './context.js';
import { createCut } from './create-cut.js';
import { scopeOf, type Adding, type Cut, type Question, type Scope } from './define-kpi.js';
import { dictionarySize } from './dictionary-bytes.js';

/** Groups up to which the values of filtered dimensions are counted apart; a pass over more would cost more than it saves. */
const mostGroups = 48;
/** A cut groups by at most two dimensions. */
const mostDimensions = 2;
/** Sets of cells kept per dataset: the current and the compared period, the trend and the target of the KPIs on one page. */
const mostKept = 128;
/** What all of them together may hold. A set with a value per customer has megabytes, most have kilobytes. */
const mostKeptBytes = 64_000_000;

/** What is counted per group and added up: a KPI's own cells, or what its trend or its target is made of. */
export interface Countable<C extends Cells> {
  /** Tells its kept cells from all others. */
  readonly id: string;
  readonly isAdditive?: boolean;
  readonly adding?: Adding<C>;
  rows(context: KpiContext, scope: Scope): readonly EntityRows[];
  cells(context: KpiContext, question: Question): readonly C[];
}

interface Kept<C extends Cells> { readonly cut: Cut; readonly cells: readonly C[]; readonly bytes: number }

const keptOf = new WeakMap<KpiContext, Map<string, Kept<Cells>>>();

/** Adds groups that share no row; null without any. */
export const addAll = <C extends Cells>(groups: readonly C[]): C | null => (groups.length < 2 ? groups[0] ?? null : sumCells(groups));

/** Filtered dimensions to count apart, the smallest first; empty when they have too many values. */
const dimensionsToSplit = <C extends Cells>({ adding }: Countable<C>, entities: readonly EntityRows[], cut: Cut): readonly string[] => {
  const sizeOf = (name: string): number => entities.reduce((most, rows) => {
    const column = rows.dimension(name);
    return column === null ? most : Math.max(most, dictionarySize(column));
  }, 1);
  const filtered = Object.keys(cut.filter);
  const sized = (adding?.dimensions?.(filtered) ?? filtered).map((name) => ({ name, size: sizeOf(name) })).sort((a, b) => a.size - b.size || (a.name < b.name ? -1 : 1));
  const chosen: string[] = [];
  let groups = 1;
  for (const { name, size } of sized) {
    if (size === 1 || chosen.length === mostDimensions || groups * size > mostGroups) continue;
    chosen.push(name);
    groups *= size;
  }
  return chosen;
};

const remember = <C extends Cells>(context: KpiContext, key: string, build: () => Omit<Kept<C>, 'bytes'>): Kept<C> => {
  const known = keptOf.get(context) ?? new Map<string, Kept<Cells>>();
  keptOf.set(context, known);
  const measured = (): Kept<C> => {
    const made = build();
    return { ...made, bytes: made.cells.reduce((sum, cells) => sum + bytesOfCells(cells), 0) };
  };
  const kept = context.kept(known.get(key) as Kept<C> | undefined, measured);
  // Setting again moves the entry to the young end.
  known.delete(key);
  known.set(key, kept);
  let held = 0;
  for (const { bytes } of known.values()) held += bytes;
  for (const [oldest, { bytes }] of known) {
    if (known.size === 1 || (known.size <= mostKept && held <= mostKeptBytes)) break;
    known.delete(oldest);
    held -= bytes;
  }
  return kept;
};

/**
 * Cells of an ungrouped question. A filter is the sum of the cells of its values: those of up to two filtered dimensions
 * are counted once and kept, so that choosing other values adds cells instead of reading rows again.
 */
export const cellsOfWhole = <C extends Cells>(countable: Countable<C>, context: KpiContext, question: Question): C => {
  const { cut, period, options } = question;
  const direct = (): C => addAll(countable.cells(context, question)) as C;
  if (countable.isAdditive !== true || Object.keys(cut.filter).length === 0) return direct();
  const scope = scopeOf(question);
  const entities = countable.adding?.rows?.(context, scope) ?? countable.rows(context, scope);
  const split = dimensionsToSplit(countable, entities, cut);
  if (split.length === 0) return direct();
  const others = Object.fromEntries(Object.entries(cut.filter).filter(([name]) => !split.includes(name)).sort(([a], [b]) => (a < b ? -1 : 1)));
  const key = JSON.stringify([countable.id, split, others, period.startMs, period.endMs, options, question.isEarlier === true]);
  const { cut: apart, cells } = remember(context, key, () => {
    const groups = createCut(others, split, entities);
    return { cut: groups, cells: countable.cells(context, { ...question, cut: groups }) };
  });
  const wanted = split.map((name) => new Set(cut.filter[name]));
  const sum = addAll(cells.filter((_, i) => wanted.every((values, axis) => values.has(apart.groups[i]?.[axis] ?? null))));
  return sum === null ? direct() : countable.adding?.join?.(sum) ?? sum;
};
