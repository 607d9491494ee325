import { labelColumns } from '../model/schema.js';
import type { ReadTable } from './draft-table.js';

/** The table without the columns that only its report needed: long texts, one a row, more than all that numbers are made of. */
export const withoutLabels = (read: ReadTable): ReadTable => {
  const labels: readonly string[] = labelColumns[read.draft.name] ?? [];
  if (!labels.some((name) => read.draft.columns.has(name))) return read;
  return { ...read, draft: { ...read.draft, columns: new Map([...read.draft.columns].filter(([name]) => !labels.includes(name))) } };
};
