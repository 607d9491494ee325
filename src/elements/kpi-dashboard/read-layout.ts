import { mostRows } from './arrange.js';
import { boardColumns, type BoardLayout, type BoardTile } from './board-layout.js';
import { settle } from './settle.js';

/** What stands in a layout where something else must: both for people. */
export interface LayoutFault {
  /** Place in the JSON: `tiles[2].w`; empty = the whole. */
  readonly path: string;
  readonly expected: 'json' | 'object' | 'list' | 'fewTiles' | 'text' | 'textOrNull' | 'texts' | 'version' | 'whole' | 'unique';
  /** Bounds of a whole number. */
  readonly min?: number;
  readonly max?: number;
}

export type LayoutReading = { readonly layout: BoardLayout } | { readonly fault: LayoutFault };

/** More would be no board but a page without end. */
const mostTiles = 100;
const lastRow = 999;

type Fields = Readonly<Record<string, unknown>>;
/** null: as it must be. */
type Check = (value: unknown) => Omit<LayoutFault, 'path'> | null;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown): boolean => typeof value === 'string' && value.trim() !== '';

const object: Check = (value) => (isFields(value) ? null : { expected: 'object' });
const text: Check = (value) => (isText(value) ? null : { expected: 'text' });
const textOrNull: Check = (value) => (value === undefined || value === null || typeof value === 'string' ? null : { expected: 'textOrNull' });
const texts: Check = (value) => (value === undefined || (Array.isArray(value) && value.every(isText)) ? null : { expected: 'texts' });
const objectIfAny: Check = (value) => (value === undefined ? null : object(value));
const whole = (min: number, max: number): Check => (value) =>
  (Number.isInteger(value) && (value as number) >= min && (value as number) <= max ? null : { expected: 'whole', min, max });

const fieldFault = (fields: Fields, checks: Readonly<Record<string, Check>>, path: string): LayoutFault | null => {
  for (const [name, check] of Object.entries(checks)) {
    const fault = check(Object.hasOwn(fields, name) ? fields[name] : undefined);
    if (fault !== null) return { path: path === '' ? name : `${path}.${name}`, ...fault };
  }
  return null;
};

const tileFault = (tile: unknown, path: string, taken: Set<unknown>): LayoutFault | null => {
  if (!isFields(tile)) return { path, expected: 'object' };
  const x = whole(0, boardColumns - 1);
  const widest = Number.isInteger(tile['x']) ? boardColumns - (tile['x'] as number) : boardColumns;
  const fault = fieldFault(tile, {
    id: text, tag: text, x, y: whole(0, lastRow), w: whole(1, widest), h: whole(1, mostRows),
    settings: object, owner: textOrNull, goal: textOrNull, sharedWith: texts, state: objectIfAny,
  }, path);
  if (fault !== null) return fault;
  if (taken.has(tile['id'])) return { path: `${path}.id`, expected: 'unique' };
  taken.add(tile['id']);
  return null;
};

const layoutFault = (layout: unknown): LayoutFault | null => {
  if (!isFields(layout)) return { path: '', expected: 'object' };
  const fault = fieldFault(layout, {
    version: (value) => (value === 1 ? null : { expected: 'version' }),
    role: textOrNull,
    tiles: (value) => (Array.isArray(value) ? (value.length <= mostTiles ? null : { expected: 'fewTiles', max: mostTiles }) : { expected: 'list' }),
  }, '');
  if (fault !== null) return fault;
  const taken = new Set<unknown>();
  for (const [i, tile] of (layout['tiles'] as readonly unknown[]).entries()) {
    const found = tileFault(tile, `tiles[${i}]`, taken);
    if (found !== null) return found;
  }
  return null;
};

/** A copy that nobody else holds; null where it is no JSON, such as a value that contains itself. */
const copied = (value: unknown): unknown => {
  try {
    return JSON.parse(JSON.stringify(value));
  } catch {
    return null;
  }
};

/**
 * A layout from outside, taken over if it is one: tiles on one place are moved apart, fields this version does not know are
 * kept. Else the first fault with its place.
 */
export const readLayout = (given: unknown): LayoutReading => {
  const copy = copied(given);
  if (copy === null) return { fault: { path: '', expected: given === null ? 'object' : 'json' } };
  const fault = layoutFault(copy);
  if (fault !== null) return { fault };
  const layout = copy as Omit<BoardLayout, 'role'> & { readonly role?: string | null };
  return { layout: { ...layout, role: layout.role ?? null, tiles: settle<BoardTile>(layout.tiles) } };
};

/** The same from text, as a page keeps it. */
export const parseLayout = (given: string): LayoutReading => {
  try {
    return readLayout(JSON.parse(given));
  } catch {
    return { fault: { path: '', expected: 'json' } };
  }
};
