import type { PresetName } from '../../model/input.js';
import type { PresetGuess } from '../../model/inspection.js';
import { requiredColumns, schema, type TableName } from '../../model/schema.js';
import type { Preset } from './preset.js';
import { type PresetName as ListedName, PresetNames } from './preset-names.js';
import { presets } from './registry.js';

/** Names that one vendor alone uses: with fewer, a file could be anybody's. */
const fewestOwnNames = 2;

interface Fit { readonly preset: PresetName; readonly table: TableName; readonly headerOf: ReadonlyMap<string, ListedName & { readonly header: string }>; readonly known: ReadonlySet<string> }

const fitOf = (preset: PresetName, table: TableName, { tables }: Preset, headers: readonly string[]): Fit | null => {
  const listed = tables[table];
  if (listed === undefined) return null;
  const names = new PresetNames(table, listed, {});
  const headerOf = new Map<string, ListedName & { readonly header: string }>();
  const known = new Set<string>();
  for (const header of headers) {
    const found = names.find(header);
    if (found === null) continue;
    known.add(header);
    if (found.rank < (headerOf.get(found.column)?.rank ?? Infinity)) headerOf.set(found.column, { ...found, header });
  }
  return requiredColumns[table].every((column) => headerOf.has(column)) ? { preset, table, headerOf, known } : null;
};

/**
 * Vendors whose names a header line or the keys of records are, best first, each with the table that most of them fit. Tables that a
 * preset makes of records (stages side by side, deals with recurring revenue) are not told from headers alone.
 */
export const guessPresets = async (headers: readonly string[]): Promise<readonly PresetGuess[]> => {
  const loaded = await Promise.all((Object.keys(presets) as PresetName[]).map(async (name) => [name, await presets[name]()] as const));
  const fits = loaded.flatMap(([name, preset]) => (Object.keys(schema) as TableName[]).flatMap((table) => fitOf(name, table, preset, headers) ?? []));
  const ownNames = ({ preset, known }: Fit): number => [...known].filter((header) => !fits.some((other) => other.preset !== preset && other.known.has(header))).length;
  const best = new Map<PresetName, { readonly fit: Fit; readonly own: number }>();
  for (const fit of fits) {
    const own = ownNames(fit);
    if (own >= fewestOwnNames && fit.known.size > (best.get(fit.preset)?.fit.known.size ?? 0)) best.set(fit.preset, { fit, own });
  }
  return [...best.values()].sort((a, b) => b.own - a.own || b.fit.known.size - a.fit.known.size)
    .map(({ fit: { preset, table, headerOf } }) => ({ preset, table, columns: Object.fromEntries([...headerOf].filter(([column]) => !column.startsWith('$')).map(([column, { header }]) => [column, header])) }));
};
