import type { KpiId } from '../model/kpi-id.js';
import type { KpiQuery } from '../model/query.js';
import type { TrendPoint } from '../model/result.js';
import type { Cells } from './cells.js';
import type { KpiContext } from './context.js';
import { createCut } from './create-cut.js';
import { scopeOf, type Finished, type KpiDefinition, type Question } from './define-kpi.js';
import { cellsOfWhole } from './filtered-cells.js';

/** The answer for one group of cells together with the cells, for what compares two of them. */
export interface Answer<K extends KpiId, C extends Cells> { readonly cells: C; readonly finished: Finished<K> }

export const answer = <K extends KpiId, C extends Cells>(definition: KpiDefinition<K, C>, context: KpiContext, question: Question): Answer<K, C> => {
  const cells = cellsOfWhole(definition, context, question);
  return { cells, finished: definition.finish(cells, context, question) };
};

/** The question about all that passes its filter, whatever it is segmented by. */
export const wholeOf = <K extends KpiId, C extends Cells>(definition: KpiDefinition<K, C>, context: KpiContext, question: Question): Question =>
  ({ ...question, isSegment: true, cut: createCut(question.cut.filter, [], definition.rows(context, scopeOf(question))) });

/** The last complete units before the cut-off, as asked for; null = not asked. */
export const trendOf = <K extends KpiId, C extends Cells>(
  definition: KpiDefinition<K, C>, context: KpiContext, question: Question, trend: KpiQuery['trend'],
): readonly TrendPoint[] | null => {
  if (trend === undefined) return null;
  const periods = context.calendar.lastUnits(trend.unit, trend.count, context.asOfMs);
  const whole = wholeOf(definition, context, question);
  if (definition.trend !== undefined) return definition.trend(context, whole, periods);
  return periods.map((period) => {
    const { value, n, ci, reliability } = answer(definition, context, { ...whole, period }).finished;
    return { period, value, n, ci, reliability };
  });
};
