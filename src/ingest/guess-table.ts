import type { TableGuess } from '../model/inspection.js';
import { schema, type TableName } from '../model/schema.js';
import { fold } from './header-names.js';
import { mapColumns } from './map-columns.js';

const nameHints: readonly (readonly [RegExp, TableName])[] = [
  [/stage.?hist|phasen/, 'stage_history'], [/line.?item|deal.?line|position/, 'deal_lines'], [/deal|opportunit|pipeline|auftra|chance/, 'deals'],
  [/lead|contact|kontakt/, 'leads'], [/activit|engagement|task|aktivit/, 'activities'], [/subscri|contract|vertr/, 'subscriptions'],
  [/revenue|invoice|umsatz|rechnung/, 'revenue'], [/spend|cost|kosten|budget/, 'spend'], [/forecast|prognos/, 'forecasts'], [/target|quota|ziel/, 'targets'],
  [/milestone|meilenstein/, 'milestones'], [/fx|exchange|kurs/, 'fx'], [/product|produkt|artikel/, 'products'],
  [/owner|user|team|agent|verkaeufer/, 'owners'], [/customer|kunden/, 'customers'], [/account|compan|firm/, 'accounts'],
];

const none = (): readonly string[] => [];

/**
 * Which table a dropped file is, best first: by how many of its headers a table knows, if nothing the table needs is missing; the
 * file's name only tips the scale. Empty = none fits.
 */
export const guessTable = (headers: readonly string[], fileName = ''): readonly TableGuess[] => {
  const hinted = nameHints.find(([pattern]) => pattern.test(fold(fileName)))?.[1];
  const guesses: { table: TableName; confidence: number; known: number; columns: number }[] = [];
  for (const table of Object.keys(schema) as TableName[]) {
    const plan = mapColumns(table, headers, {}, none);
    const known = new Set(plan.mapped.map(({ index }) => index)).size;
    const isDeal = table !== 'deals' || plan.mapped.some(({ column }) => column === 'status' || column === 'stage' || column.startsWith('$is_'));
    if (plan.missing.length > 0 || known < 2 || !isDeal) continue;
    const confidence = Math.min(1, known / headers.length + (table === hinted ? 0.2 : 0));
    guesses.push({ table, confidence, known, columns: plan.mapped.length });
  }
  return guesses.sort((a, b) => b.confidence - a.confidence || b.known - a.known || b.columns - a.columns).map(({ table, confidence }) => ({ table, confidence }));
};
