import type { DataInputSource } from '../../model/input.js';
import { requiredColumns, type TableName } from '../../model/schema.js';
import type { DraftTable } from '../draft-table.js';
import type { NextPlace } from '../paging/page-plan.js';
import type { TableLog } from '../report.js';
import type { Preset, PresetTable } from './preset.js';
import { PresetNames } from './preset-names.js';
import { PresetSink, type PresetTarget } from './preset-sink.js';
import { withLongIds } from './short-ids.js';

/** How one input is read as records of a vendor. */
export interface PresetReading {
  /** The input with what the preset says where the input itself says nothing. */
  readonly input: DataInputSource;
  readonly names: PresetNames;
  readonly pages: readonly NextPlace[];
  /** What stands between decoder and table. `fiscalYearStart`: month 1–12. */
  sink(target: PresetTarget, log: TableLog, fiscalYearStart: number): PresetSink;
  /** What is left to do once the columns are whole. */
  settle(draft: DraftTable): DraftTable;
}

const withPreset = (input: DataInputSource, { options }: Preset, table: PresetTable): DataInputSource => {
  const values = new Map(Object.entries(table.values ?? {}));
  for (const [column, translation] of Object.entries(input.values ?? {})) values.set(column, { ...values.get(column), ...translation });
  return { ...input, options: { ...options, ...input.options }, values: Object.fromEntries(values) };
};

/** Null = the vendor has no such table: the input is read like any other. */
export const presetReading = (preset: Preset, tableName: TableName, input: DataInputSource): PresetReading | null => {
  const table = preset.tables[tableName];
  if (table === undefined) return null;
  const given = input.columns ?? {};
  const names = new PresetNames(tableName, table, given, preset.clockZone);
  const required = requiredColumns[tableName];
  return {
    input: withPreset(input, preset, table),
    names,
    pages: preset.pages ?? [],
    sink: (target, log, fiscalYearStart) => {
      const isOurs = required.length > 1 ? (record: object) => required.every((column) => Object.hasOwn(record, column)) : () => false;
      return new PresetSink({ preset, table, names, isOurs }, { fiscalYearStart, given }, target, log);
    },
    settle: (draft) => withLongIds(draft, preset.shortIds),
  };
};
