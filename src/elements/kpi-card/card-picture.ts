import { describeResult } from '../../charts/describe-result.js';
import { sparkline, type Milestone } from '../../charts/sparkline.js';
import { say } from '../../i18n/messages.js';
import type { KpiResult } from '../../model/result.js';
import { changeLine } from '../parts/change-line.js';
import { footOf } from '../parts/notes.js';
import type { Picture } from '../parts/picture.js';
import { reasonOf } from '../parts/reason.js';
import { asBestRead, notesOfOther, responseHead } from '../parts/response-head.js';
import { headOf, type HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';
import { stockHead } from '../parts/stock-head.js';

/** All products together are 100 at any time: the course of that says nothing. */
const isAlwaysBase = ({ unit, trend }: KpiResult): boolean => unit === 'index' && (trend ?? []).every(({ value }) => value === null || value === 100);

export interface CardParts {
  /** Drawn as a diamond. */
  readonly milestone: Milestone | null;
  readonly openSheet: () => void;
}

/** A figure estimated from deals that all still have time: none of those counted, which is not the same as none. */
const countedOf = ({ kpi, basis, n, value }: KpiResult, { messages }: Stage): string | null =>
  (kpi === 'close_ratio' && basis === 'cohort' && n === 0 && value !== null ? say(messages, 'footer.nMatured', { n }) : null);

/** Head, course and foot of a card. With all that draws them it is fetched while the figure is computed. */
export const cardPicture = (result: KpiResult, stage: Stage, context: HeadContext, { milestone, openSheet }: CardParts): Picture => {
  const shown = asBestRead(result);
  const head = responseHead(headOf(shown, context, stage), changeLine(result, stage.line), result, shown, stage);
  const scene = sparkline(shown, stage.frame, stage.messages, { form: stage.size === 'lg' ? 'axis' : 'bare', milestone });
  const reason = reasonOf(result, stage.messages);
  // Without a figure and without a course, the reason has their place.
  const isDrawn = stage.size !== 'xs' && (reason === null || scene.points.length > 0) && !isAlwaysBase(result);
  return {
    head: stockHead(head, result, stage), reason,
    figures: isDrawn ? [{ id: 'trend', scene, dimensions: [] }] : [],
    foot: footOf(shown, countedOf(shown, stage), stage, openSheet),
    ...(shown === result ? {} : {
      saidElsewhere: notesOfOther(result, shown),
      spoken: describeResult(shown, stage.messages, { name: say(stage.messages, 'unit.ofMedian', { unit: context.heading }) }),
    }),
  };
};
