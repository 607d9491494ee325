import type { PresetName } from '../../model/input.js';
import type { TableName } from '../../model/schema.js';

/** What a vendor's export needs beyond the common synonyms. */
export interface Preset {
  /** canonical column → header, per table */
  readonly columns: Partial<Record<TableName, Readonly<Record<string, string>>>>;
}

/** One vendor a file; none is written yet, the common synonyms carry the first exports. */
export const presets: Partial<Record<PresetName, Preset>> = {};
