import type { Scene } from '../../model/scene.js';

/** The tables behind pictures as text with tabs, which spreadsheets take. Refused in frames without the permission; then the CSV link still works. */
export const copyTables = async (scenes: readonly Scene[]): Promise<void> => {
  const text = scenes.map(({ table }) => [table.columns.map(({ label }) => label), ...table.rows].map((row) => row.join('\t')).join('\n')).join('\n\n');
  await navigator.clipboard?.writeText(text).catch(() => undefined);
};
