import type { DataInputSource } from '../model/input.js';
import { settleProbability, zeroIsNull } from './amounts.js';
import { clean } from './clean.js';
import type { DraftTable, InputRead } from './draft-table.js';
import { joinInput } from './join-inputs.js';
import { joinSpecOf } from './join-spec.js';
import { mergeInputs } from './merge-inputs.js';
import type { TableLog } from './report.js';
import { settleStatus, statusFromStage } from './status.js';
import { applyValues, applyVocabulary } from './words.js';

export { isProbabilityOpen } from './amounts.js';
export { listTables } from './join-names.js';
export { joinTables } from './join-tables.js';
export { withLiveRows } from './read-live.js';
export { Tabulator } from './tabulate.js';
export { withGroups } from './with-groups.js';
export { withoutLabels } from './without-labels.js';

/** One input with what it says of its own values. */
export const settleInput = (draft: DraftTable, { values = {}, options = {} }: DataInputSource, log: TableLog): DraftTable =>
  zeroIsNull(applyValues(statusFromStage(draft, values), values), options, log);

/** All inputs of a table, at least one of which joins nothing, as one: versions and joins settled, words and shares read alike. */
export const makeTable = (inputs: readonly InputRead[], log: TableLog, timeZone: string): DraftTable => {
  const joined = inputs.flatMap((input) => {
    const spec = joinSpecOf(input.part);
    return spec === null ? [] : [{ ...input, spec }];
  });
  const drafts = inputs.flatMap(({ part, draft }) => (joinSpecOf(part) === null ? [draft] : []));
  if (inputs.length > 1) log.input = {};
  let merged = clean(mergeInputs(drafts, timeZone), log, timeZone);
  for (const { draft, spec, name } of joined) {
    log.input = name;
    merged = joinInput(merged, draft, spec, log, timeZone);
    log.input = {};
  }
  return settleProbability(settleStatus(applyVocabulary(merged, log), log), log);
};
