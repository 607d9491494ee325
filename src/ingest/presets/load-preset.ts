import type { DataInputSource } from '../../model/input.js';
import type { TableName } from '../../model/schema.js';
import { IngestError } from '../ingest-error.js';
import type { PresetReading } from './preset-reading.js';
import { presets } from './registry.js';

/** The preset an input names, all its code fetched with the first input that does; null = none, or the vendor has no such table. */
export const loadPreset = async (table: TableName, input: DataInputSource): Promise<PresetReading | null> => {
  const { preset: name } = input;
  if (name === undefined) return null;
  try {
    const [{ presetReading }, preset] = await Promise.all([import('./preset-reading.js'), presets[name]()]);
    return presetReading(preset, table, input);
  } catch (thrown) {
    const reason = thrown instanceof Error ? thrown.message : String(thrown);
    throw new IngestError('PRESET_CODE', { retryable: true, params: { preset: name, reason: reason.slice(0, 200) } });
  }
};
