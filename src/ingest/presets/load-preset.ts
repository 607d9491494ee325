import type { DataInputSource, PresetName } from '../../model/input.js';
import { requiredColumns, type TableName } from '../../model/schema.js';
import { IngestError } from '../ingest-error.js';
import type { PlainRow } from '../plain-row.js';
import type { Preset, PresetTable } from './preset.js';
import { PresetNames } from './preset-names.js';
import { presets } from './registry.js';

/** How a vendor's records become rows of one table. */
export interface TablePreset {
  readonly preset: Preset;
  readonly table: PresetTable;
  readonly names: PresetNames;
  /** Whether a record is a row under our own names already. */
  readonly isOurs: (record: PlainRow) => boolean;
}

const fetched = async (name: PresetName): Promise<Preset> => {
  try {
    return await presets[name]();
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new IngestError('PRESET_CODE', { retryable: true, params: { preset: name, reason: reason.slice(0, 200) } });
  }
};

/** The preset an input names, its code fetched with the first input that does; null = none, or the vendor has no such table. */
export const loadPreset = async (table: TableName, { preset: name, columns = {} }: DataInputSource): Promise<TablePreset | null> => {
  if (name === undefined) return null;
  const preset = await fetched(name);
  const found = preset.tables[table];
  return found === undefined ? null : { preset, table: found, names: new PresetNames(table, found, columns), isOurs: (record) => requiredColumns[table].length > 1 && requiredColumns[table].every((column) => Object.hasOwn(record, column)) };
};

/** The input with what the preset says where the input itself says nothing. */
export const withPreset = (input: DataInputSource, { preset, table }: TablePreset): DataInputSource => {
  const values = new Map(Object.entries(table.values ?? {}));
  for (const [column, translation] of Object.entries(input.values ?? {})) values.set(column, { ...values.get(column), ...translation });
  return { ...input, options: { ...preset.options, ...input.options }, values: Object.fromEntries(values) };
};
