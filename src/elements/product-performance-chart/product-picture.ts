import { productMatrix } from '../../charts/product-matrix.js';
import { productScores } from '../../charts/product-scores.js';
import { noteCodes } from '../../charts/product-words.js';
import { segmentIntervals } from '../../charts/segment-intervals.js';
import { winRateMeasure } from '../../charts/segment-measure.js';
import { say } from '../../i18n/messages.js';
import type { KpiResult } from '../../model/result.js';
import { footOf } from '../parts/notes.js';
import type { Picture } from '../parts/picture.js';
import { headOfBest, spokenOfBest } from '../parts/product-head.js';
import { reasonOf } from '../parts/reason.js';
import { headOf, type HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';

/** The best product leads; all together are 100 by definition. */
export const productPicture = ([result]: readonly [Result], stage: Stage, context: HeadContext, openSheet: () => void): Picture => {
  const { frame, messages, size } = stage;
  const reason = reasonOf(result, messages);
  const isShown = size !== 'xs' && reason === null;
  const segments = isShown ? segmentIntervals(result, frame, messages, winRateMeasure) : null;
  const matrix = isShown && size !== 'sm' ? productMatrix(result, frame, messages) : null;
  const spoken = spokenOfBest(result, stage, context);
  return {
    head: headOfBest(result, headOf(result, context, stage), stage),
    reason,
    figures: !isShown ? [] : [
      ...(segments === null ? [] : [{ id: 'segments', scene: segments, dimensions: result.segmentBy }]),
      ...(matrix === null ? [] : [{ id: 'worth', scene: matrix, dimensions: ['product_id'] }]),
      { id: 'scores', scene: productScores(result, frame, messages), dimensions: ['product_id'] },
    ],
    foot: footOf(result, say(messages, 'footer.nWon', { n: result.n }), stage, openSheet),
    ...(isShown ? { saidElsewhere: noteCodes } : {}),
    ...(spoken === null ? {} : { spoken }),
  };
};

type Result = KpiResult<'product_performance'>;
