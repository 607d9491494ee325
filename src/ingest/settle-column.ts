import type { Column } from '../model/table.js';
import type { BuiltColumn } from './column-builder.js';
import { isLoadRule } from './load-rules.js';
import type { TableLog } from './report.js';
import { standInsOf } from './stand-ins.js';
import { withoutTold } from './told-missing.js';

export interface SettleSettings {
  readonly timeZone: string;
  /** Texts that the host says stand for "no value" in this column, in lower case. */
  readonly told: ReadonlySet<string>;
  /** Row number in the source of a row index. */
  readonly numberOf: (row: number) => number;
}

/**
 * Tells what a finished column's builder found, takes out what the host says is no value, and offers what may be none: the host answers
 * with `missing`, nothing is taken for missing by itself.
 */
export const settleColumn = (name: string, { column, findings }: BuiltColumn, { timeZone, told, numberOf }: SettleSettings, log: TableLog): Column => {
  for (const { code, row, ...finding } of findings) {
    log.find(code, { column: name, ...finding, ...(row === undefined ? {} : { row: numberOf(row) }) });
    if (isLoadRule(code)) log.rule(code, finding.count);
  }
  const cleared = told.size === 0 ? { column, count: 0, firstRow: -1 } : withoutTold(column, told, timeZone);
  if (cleared.count > 0) {
    log.find('MISSING_AS_TOLD', { column: name, row: numberOf(cleared.firstRow), count: cleared.count });
    log.rule('MISSING_AS_TOLD', cleared.count);
  }
  for (const { value, count, firstRow } of standInsOf(cleared.column, timeZone)) {
    log.find('SENTINEL', { column: name, value, row: numberOf(firstRow), count });
    log.offers.push({ code: 'MISSING_VALUE', column: name, value, count });
  }
  return cleared.column;
};
