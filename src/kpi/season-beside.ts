import type { KpiId } from '../model/kpi-id.js';
import type { Period } from '../model/period.js';
import type { KpiQuery } from '../model/query.js';
import type { SeasonalChange, SeasonMonth } from '../model/season.js';
import { answer, wholeOf } from './answer-periods.js';
import type { Cells } from './cells.js';
import type { KpiContext } from './context.js';
import type { Compared, Finished, KpiDefinition, Question } from './define-kpi.js';
import { courseOf, seasonalChange } from './season-change.js';

/**
 * The months by themselves, and the change beside the season's; that is null without an earlier period. A value that is the
 * same whatever the period has neither.
 */
export const seasonOf = <K extends KpiId, C extends Cells>(
  definition: KpiDefinition<K, C>, context: KpiContext, question: Question, compare: NonNullable<KpiQuery['compare']>,
  after: Compared<K, C>, before: Compared<K, C> | null,
): { readonly season: SeasonalChange | null; readonly course: readonly SeasonMonth[] } => {
  if (definition.ignoresPeriod?.(question) === true) return { season: null, course: [] };
  const whole = wholeOf(definition, context, question);
  const valueOf = (period: Period): Finished<K> => answer(definition, context, { ...whole, period }).finished;
  const course = courseOf(context, definition.unit, (months) => definition.monthly?.(context, whole, months) ?? months.map(valueOf));
  const season = before === null ? null : seasonalChange(context, {
    course, isStock: definition.time === 'stock', compare, valueOf,
    after: { ...after.finished, period: after.period }, before: { ...before.finished, period: before.period },
  });
  return { season, course: course.months };
};
