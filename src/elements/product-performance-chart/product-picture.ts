import { productMatrix } from '../../charts/product-matrix.js';
import { productScores } from '../../charts/product-scores.js';
import { byScore, noteCodes, perEffort, rankWords } from '../../charts/product-words.js';
import { segmentIntervals } from '../../charts/segment-intervals.js';
import { winRateMeasure } from '../../charts/segment-measure.js';
import { formatNumber } from '../../format/number.js';
import { formatInterval } from '../../format/range.js';
import { valueParts } from '../../format/value-parts.js';
import { say } from '../../i18n/messages.js';
import { namingOf, segmentName } from '../../i18n/words.js';
import type { ProductFigures } from '../../model/product-details.js';
import type { KpiResult } from '../../model/result.js';
import type { Head } from '../parts/head.js';
import { plainLine, type Line } from '../parts/line.js';
import { footOf } from '../parts/notes.js';
import type { Picture } from '../parts/picture.js';
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
  const spoken = spokenOf(result, stage, context);
  return {
    head: headOfBest(result, context, stage),
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

/** The product that earns most per effort, of those that may be compared. */
const bestOf = ({ details: { products } }: Result): ProductFigures | null => {
  const [best] = products.filter(({ ranks }) => ranks !== null).sort(byScore);
  return best ?? null;
};

const nameOf = (result: Result, { id }: ProductFigures, { messages }: Stage): string => segmentName(messages, [id], namingOf(result, ['product_id']));

/** The best product leads: all together are 100 by definition. */
const headOfBest = (result: Result, context: HeadContext, stage: Stage): Head => {
  const own = { ...headOf(result, context, stage), change: null, target: null, status: 'none' } as const;
  const best = bestOf(result);
  if (best === null || best.score === null || best.ranks === null) return { ...own, facts: [] };
  const { messages, format, size } = stage;
  const interval = best.scoreCi === null ? '' : formatInterval(best.scoreCi, 'index', best.score, format);
  const product = nameOf(result, best, stage);
  const unit = size === 'xs' ? product : say(messages, 'product.bestOf', { product, count: best.ranks.of });
  return {
    ...own,
    value: { ...valueParts(best.score, 'index', format), glue: '\u00a0', unit },
    beside: interval === '' ? null : { icon: 'interval', text: interval, more: say(messages, 'interval.inBrackets', { level: 95 }) },
    facts: size === 'xs' ? [] : conflictOf(result, stage),
  };
};

/** Of the products whose places contradict each other, the one sold most. */
const conflictOf = (result: Result, stage: Stage): readonly Line[] => {
  const { messages } = stage;
  const [product] = result.details.products.filter(({ ranks }) => ranks?.conflict === true).sort((a, b) => b.won - a.won);
  const words = product === undefined ? null : rankWords(messages, product, result.details);
  return product === undefined || words === null ? [] : [plainLine(null, say(messages, 'product.fact', { product: nameOf(result, product, stage), words }))];
};

/** The head as a sentence; null where no product may be compared. */
const spokenOf = (result: Result, stage: Stage, { heading }: HeadContext): string | null => {
  const best = bestOf(result);
  if (best === null || best.score === null) return null;
  const { messages } = stage;
  const index = (value: number): string => formatNumber(value, messages.locale);
  const words = { name: heading, product: nameOf(result, best, stage), per: perEffort(messages, result.details), score: index(best.score) };
  const { lo, hi } = best.scoreCi ?? { lo: null, hi: null };
  const lead = lo === null || hi === null ? say(messages, 'product.spoken', words) : say(messages, 'product.spokenInterval', { ...words, lo: index(lo), hi: index(hi) });
  return [lead, ...conflictOf(result, stage).map(({ runs }) => `${runs.map(({ text }) => text).join('')}.`)].join(' ');
};
