import type { LiveRows } from '../model/live.js';
import { joinSpecOf } from './join-spec.js';
import { mergeInputs } from './merge-inputs.js';
import type { DraftTable, InputRead, RawTable } from './draft-table.js';
import { keysOfRows, withoutKeys } from './replaced-rows.js';
import type { TableLog } from './report.js';

/** More inputs than this are one from there on: their number is kept in a byte. */
const mostInputs = 250;

const unique = <T>(list: T[]): void => {
  const seen = new Set<string>();
  list.splice(0, list.length, ...list.filter((entry) => {
    const key = JSON.stringify(entry);
    return !seen.has(key) && seen.add(key);
  }));
};

/**
 * The table with rows that came later, just read under `log`. Rows before that have a key of theirs are gone as if they had never been
 * there; what was found about them while they were read stays told.
 */
export const withLiveRows = ({ inputs }: RawTable, added: InputRead, { key }: LiveRows, log: TableLog, timeZone: string): RawTable => {
  const keys = key === null ? new Set<string>() : keysOfRows(added.draft, key);
  const before = inputs.map((input) => {
    if (key === null || joinSpecOf(input.part) !== null) return input;
    const draft = withoutKeys(input.draft, key, keys);
    log.rowsIn -= input.draft.rowCount - draft.rowCount;
    return { ...input, draft };
  });
  unique(log.mappings);
  unique(log.unmappedHeaders);
  const last = before.at(-1);
  if (last === undefined || before.length < mostInputs) return { inputs: [...before, added], log };
  const rowsBefore = last.draft.sourceRow.reduce((most, row) => Math.max(most, row), 0);
  const numbered: DraftTable = { ...added.draft, sourceRow: added.draft.sourceRow.map((row) => row + rowsBefore) };
  const merged: DraftTable = { ...mergeInputs([last.draft, numbered], timeZone), inputOf: null };
  return { inputs: [...before.slice(0, -1), { ...last, draft: merged }], log };
};
