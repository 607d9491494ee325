import { describeResult } from '../../charts/describe-result.js';
import { productRanking } from '../../charts/product-ranking.js';
import { sparkline, type Milestone } from '../../charts/sparkline.js';
import { say } from '../../i18n/messages.js';
import type { KpiResult } from '../../model/result.js';
import { changeLine } from '../parts/change-line.js';
import { footOf } from '../parts/notes.js';
import type { Picture } from '../parts/picture.js';
import { headOfBest, isOfProducts, spokenOfBest } from '../parts/product-head.js';
import { reasonOf } from '../parts/reason.js';
import { asBestRead, notesOfOther, responseHead } from '../parts/response-head.js';
import { headOf, type HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';
import { stockHead } from '../parts/stock-head.js';

export interface CardParts {
  /** Drawn as a diamond. */
  readonly milestone: Milestone | null;
  readonly openSheet: () => void;
}

/** A figure estimated from deals that all still have time: none of those counted, which is not the same as none. */
const countedOf = ({ kpi, basis, n, value }: KpiResult, { messages }: Stage): string | null =>
  (kpi === 'close_ratio' && basis === 'cohort' && n === 0 && value !== null ? say(messages, 'footer.nMatured', { n }) : null);

/** The course of the figure; of products their scores, since all together are 100 at any time. */
const figuresOf = (shown: KpiResult, { frame, messages, size }: Stage, milestone: Milestone | null, hasReason: boolean): Picture['figures'] => {
  if (isOfProducts(shown)) {
    const ranking = hasReason ? null : productRanking(shown, frame, messages);
    return ranking === null ? [] : [{ id: 'scores', scene: ranking, dimensions: [] }];
  }
  const scene = sparkline(shown, frame, messages, { form: size === 'lg' ? 'axis' : 'bare', milestone });
  // Without a figure and without a course, the reason has their place.
  return hasReason && scene.points.length === 0 ? [] : [{ id: 'trend', scene, dimensions: [] }];
};

/** Head, course and foot of a card. With all that draws them it is fetched while the figure is computed. */
export const cardPicture = (result: KpiResult, stage: Stage, context: HeadContext, { milestone, openSheet }: CardParts): Picture => {
  const shown = asBestRead(result);
  const plain = responseHead(headOf(shown, context, stage), changeLine(result, stage.line), result, shown, stage);
  const head = isOfProducts(result) ? headOfBest(result, plain, stage) : plain;
  const spoken = isOfProducts(result) ? spokenOfBest(result, stage, context) : null;
  const reason = reasonOf(result, stage.messages);
  return {
    head: stockHead(head, result, stage), reason,
    figures: stage.size === 'xs' ? [] : figuresOf(shown, stage, milestone, reason !== null),
    foot: footOf(shown, countedOf(shown, stage), stage, openSheet),
    ...(spoken === null ? {} : { spoken }),
    ...(shown === result ? {} : {
      saidElsewhere: notesOfOther(result, shown),
      spoken: describeResult(shown, stage.messages, { name: say(stage.messages, 'unit.ofMedian', { unit: context.heading }) }),
    }),
  };
};
