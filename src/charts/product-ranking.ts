import { formatNumber } from '../format/number.js';
import { say, type Messages } from '../i18n/messages.js';
import { namingOf } from '../i18n/words.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Mark, Scene } from '../model/scene.js';
import { caption } from './caption.js';
import { chartContext, widestOf } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { isUnreliable } from './is-unreliable.js';
import { linearScale } from './linear-scale.js';
import { scoresSummary, scoresTable } from './product-scores-words.js';
import { byScore, productName, scoreReading } from './product-words.js';
import { nameMarks, round, textMark, type Box } from './text-mark.js';

/** The fifth takes the line that would say that there is one more. */
const mostProducts = 5;
const rowPitch = 20;
const barHeight = 9;
const fewestProducts = 2;

/**
 * The products that may be compared by their scores, at most five from zero, with the 100 of all products as a line: what a card has
 * room for. Null with under two.
 */
export const productRanking = (result: KpiResult<'product_performance'>, frame: Frame, messages: Messages): Scene | null => {
  const context = chartContext(frame, messages, namingOf(result, ['product_id']));
  const { details } = result;
  const ordered = [...details.products].sort(byScore);
  const compared = ordered.flatMap((product) => (product.ranks === null || product.score === null ? [] : [{ product, name: productName(context, product), score: product.score }]));
  if (compared.length < fewestProducts) return null;
  const head = caption(context, 0, say(messages, `product.scores.caption.${details.effort}`), say(messages, 'product.scores.rest'), say(messages, 'product.scores.short'));
  const shown = compared.slice(0, compared.length > mostProducts ? mostProducts - 1 : mostProducts);
  const scores = shown.map(({ score }) => formatNumber(score, frame.locale));
  const nameWidth = Math.min(widestOf(context, shown.map(({ name }) => name), 'small') + 10, Math.round(frame.width * 0.4));
  const plot: Box = { x: nameWidth, y: head.height + 4, width: Math.max(30, frame.width - nameWidth - widestOf(context, scores, 'small', true, true) - 8), height: shown.length * rowPitch };
  const x = linearScale(0, Math.max(100, ...shown.map(({ score }) => score)), plot.x, plot.x + plot.width);
  const middleOf = (i: number): number => plot.y + (i + 0.5) * rowPitch;
  const isLoose = isUnreliable(result);
  const all = round(x(100));
  const more = compared.length - shown.length;
  return finishScene(context, {
    width: frame.width, height: plot.y + plot.height + (more > 0 ? 16 : 2), plot,
    marks: [
      ...head.marks,
      ...shown.flatMap(({ product, name, score }, i): readonly Mark[] => {
        const middle = middleOf(i);
        const ink = isLoose ? 'ink-3' : 'ink-2';
        return [
          ...nameMarks(context, 0, middle, name, nameWidth - 8, { ink, key: [product.id] }),
          { type: 'rect', x: plot.x, y: middle - barHeight / 2, width: round(Math.max(1, x(Math.max(0, score)) - plot.x)), height: barHeight, radius: 1.5, fill: isLoose || i > 0 ? 'neutral' : 'accent', point: i, key: [product.id] },
          textMark(frame.width, middle + 4, scores[i] as string, { anchor: 'end', tabular: true, strong: i === 0 && !isLoose, ink, key: [product.id] }),
        ];
      }),
      { type: 'rule', x1: all, x2: all, y1: plot.y, y2: plot.y + plot.height, stroke: { ink: 'ink-1', width: 1.25, dash: 'reference' } },
      ...(more > 0 ? [textMark(0, plot.y + plot.height + 12, say(messages, 'chart.andMore', { n: more }))] : []),
    ],
    points: shown.map(({ product }, i) => ({
      ...scoreReading(context, product, details), key: [product.id], x: plot.x + plot.width / 2, y: middleOf(i), box: { x: 0, y: plot.y + i * rowPitch, width: frame.width, height: rowPitch },
    })),
    summary: scoresSummary(context, result),
    table: scoresTable(context, result, ordered, shown.length),
  });
};
