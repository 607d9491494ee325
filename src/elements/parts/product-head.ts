import { byScore, perEffort, rankWords } from '../../charts/product-words.js';
import { formatNumber } from '../../format/number.js';
import { formatInterval } from '../../format/range.js';
import { valueParts } from '../../format/value-parts.js';
import { say } from '../../i18n/messages.js';
import { namingOf, segmentName } from '../../i18n/words.js';
import type { ProductFigures } from '../../model/product-details.js';
import type { KpiResult } from '../../model/result.js';
import type { Head } from './head.js';
import { plainLine, type Line } from './line.js';
import type { HeadContext } from './result-head.js';
import type { Stage } from './stage.js';

type Result = KpiResult<'product_performance'>;

export const isOfProducts = (result: KpiResult): result is Result => result.kpi === 'product_performance';

/** The product that earns most per effort, of those that may be compared. */
const bestOf = ({ details: { products } }: Result): ProductFigures | null => {
  const [best] = products.filter(({ ranks }) => ranks !== null).sort(byScore);
  return best ?? null;
};

const nameOf = (result: Result, { id }: ProductFigures, { messages }: Stage): string => segmentName(messages, [id], namingOf(result, ['product_id']));

/** The best product leads, in the head that any result has: all together are 100 by definition, so a change or target of that says nothing. */
export const headOfBest = (result: Result, head: Head, stage: Stage): Head => {
  const own = { ...head, change: null, target: null, status: 'none' } as const;
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
export const spokenOfBest = (result: Result, stage: Stage, { heading }: HeadContext): string | null => {
  const best = bestOf(result);
  if (best === null || best.score === null) return null;
  const { messages } = stage;
  const index = (value: number): string => formatNumber(value, messages.locale);
  const words = { name: heading, product: nameOf(result, best, stage), per: perEffort(messages, result.details), score: index(best.score) };
  const { lo, hi } = best.scoreCi ?? { lo: null, hi: null };
  const lead = lo === null || hi === null ? say(messages, 'product.spoken', words) : say(messages, 'product.spokenInterval', { ...words, lo: index(lo), hi: index(hi) });
  return [lead, ...conflictOf(result, stage).map(({ runs }) => `${runs.map(({ text }) => text).join('')}.`)].join(' ');
};
