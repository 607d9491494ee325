import type { Gathered, Numbered, SkipCode } from './preset.js';

/** What one record of a log of changes says. */
export type Change =
  | { readonly kind: 'stage'; readonly deal: string; readonly at: string; readonly from: string | null; readonly to: string }
  | { readonly kind: 'creation'; readonly deal: string; readonly at: string }
  | { readonly kind: 'nothing'; readonly code: SkipCode };

/** How a deal begins: the record of its creation, and the first change of stage, which tells the stage before. */
interface Beginning { creation: (Numbered & { readonly at: string }) | null; first: { readonly at: string; readonly from: string | null } | null }

/**
 * Stage history of a log of changes: each change is the entry into the new stage; the creation of the deal is the entry into the stage
 * that its first change left. A creation without a later change tells no stage and is no row.
 */
export const stageChanges = (records: readonly Numbered[], changeIn: (record: Numbered['row']) => Change): Gathered => {
  const rows: Numbered[] = [];
  const skipped: (Numbered & { code: SkipCode })[] = [];
  const beginnings = new Map<string, Beginning>();
  const beginningOf = (deal: string): Beginning => {
    let beginning = beginnings.get(deal);
    if (beginning === undefined) beginnings.set(deal, (beginning = { creation: null, first: null }));
    return beginning;
  };
  for (const { row, number } of records) {
    const change = changeIn(row);
    if (change.kind === 'nothing') {
      skipped.push({ row, number, code: change.code });
      continue;
    }
    const beginning = beginningOf(change.deal);
    if (change.kind === 'creation') {
      if (beginning.creation !== null) skipped.push({ row, number, code: 'NOTHING_FOR_TABLE' });
      else beginning.creation = { row, number, at: change.at };
      continue;
    }
    if (beginning.first === null || change.at < beginning.first.at) beginning.first = change;
    rows.push({ row: { deal_id: change.deal, stage: change.to, entered_at: change.at }, number });
  }
  for (const [deal, { creation, first }] of beginnings) {
    if (creation === null) continue;
    const { row, number, at } = creation;
    if (first?.from == null) skipped.push({ row, number, code: 'NOTHING_FOR_TABLE' });
    else rows.push({ row: { deal_id: deal, stage: first.from, entered_at: at }, number });
  }
  return { rows, skipped };
};
