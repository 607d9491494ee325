import { max, min } from 'd3-array';
import { formatNumber } from '../format/number.js';
import { say, type Messages } from '../i18n/messages.js';
import { namingOf } from '../i18n/words.js';
import type { ProductFigures } from '../model/product-details.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Ink, Mark, Scene } from '../model/scene.js';
import { baseAxis, lineHeight } from './axis.js';
import { caption } from './caption.js';
import { chartContext, widestOf, widthOf, type ChartContext } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { wrapText } from './fit-text.js';
import { legendRow, type LegendEntry } from './legend-row.js';
import { linearScale, type LinearScale } from './linear-scale.js';
import { scoreColumns, type ScoreColumn } from './product-columns.js';
import { scoresSummary, scoresTable } from './product-scores-words.js';
import { byScore, productName, scoreReading, scoreWords } from './product-words.js';
import { fittedText, nameMarks, round, textMark, type Box } from './text-mark.js';

const shownProducts = 12;
const barTop = 7;
const barHeight = 11;
const scoreLine = 28;
const figuresHeight = 40;
const wordsLine = 14;
const dotRadius = 4;
/** In narrower places a name stands above its bar. */
const besideFrom = 420;
const leastPlotWidth = 60;
const marksOfScore = [1, 2, 5, 10, 25, 50, 100, 200, 400, 1000, 2500, 10_000];

const parts = [['convert', 'accent'], ['margin', 'neutral'], ['speed', 'accent-mid']] as const satisfies readonly (readonly [string, Ink])[];

interface Row { readonly product: ProductFigures; readonly name: string; readonly words: readonly string[]; readonly top: number; readonly height: number }

/**
 * Per product what it earns per effort against all products, and what that comes from: on a log scale the parts right of 100 less those
 * left of it are the score. Beside it units and revenue with the place under each; below in words where the places contradict each other,
 * with the commission and what training makes of the win rate.
 */
export const productScores = (result: KpiResult<'product_performance'>, frame: Frame, messages: Messages): Scene => {
  const context = chartContext(frame, messages, namingOf(result, ['product_id']));
  const { details } = result;
  const head = caption(context, 0, say(messages, `product.scores.caption.${details.effort}`), say(messages, 'product.scores.rest'), say(messages, 'product.scores.short'));
  const ordered = [...details.products].sort(byScore);
  const shown = ordered.slice(0, shownProducts);
  if (shown.length === 0) return emptyScene(context, result, head.marks, head.height);
  const legend = legendRow(context, head.height + 4, legendOf(context, shown));
  const beside = frame.width >= besideFrom;
  const names = shown.map((product) => productName(context, product));
  const nameWidth = beside ? Math.min(widestOf(context, names, 'text', true) + 16, frame.width * 0.26) : 0;
  const columns = scoreColumns(context, shown);
  const columnsWidth = columns.reduce((sum, { width }) => sum + width, 0);
  const top = head.height + 4 + legend.height + 22;
  const rows = rowsOf(context, result, shown, names, { top, beside, wordsWidth: frame.width - nameWidth });
  const last = rows[rows.length - 1] as Row;
  const plot: Box = { x: nameWidth, y: top, width: Math.max(leastPlotWidth, frame.width - nameWidth - columnsWidth - 12), height: last.top + last.height - top };
  const [from, to] = domainOf(shown);
  const x = linearScale(from, to, plot.x + 6, plot.x + plot.width - 6);
  const more = ordered.length - shown.length;
  const base = plot.y + plot.height;
  return finishScene(context, {
    width: frame.width, height: base + 20 + (more > 0 ? lineHeight : 0), plot,
    marks: [
      ...head.marks, ...legend.marks,
      ...headings(context, columns, plot),
      ...gridMarks(x, from, to, rows, beside),
      ...rows.flatMap((row, i) => rowMarks(context, row, i, { x, from, to, columns, plot, beside })),
      ...baseAxis(context, plot, ticksOf(from, to), x, (tick) => formatNumber(Math.exp(tick) * 100, frame.locale)),
      ...(more > 0 ? [textMark(0, base + 32, say(messages, 'product.more', { n: more }))] : []),
    ],
    points: rows.map(({ product, top: y, height }) => ({
      x: frame.width / 2, y: y + height / 2, box: { x: 0, y: y + 2, width: frame.width, height: height - 4 }, key: [product.id], ...scoreReading(context, product, details),
    })),
    summary: scoresSummary(context, result),
    table: scoresTable(context, result, ordered, shown.length),
  });
};

const hasCampaign = ({ campaignsDropped, scoreExCampaign }: ProductFigures): boolean => campaignsDropped.length > 0 && scoreExCampaign !== null && scoreExCampaign > 0;

const legendOf = ({ messages }: ChartContext, shown: readonly ProductFigures[]): readonly LegendEntry[] => [
  ...parts.map(([part, ink]): LegendEntry => ({ swatch: 'rect', ink, text: say(messages, `product.scores.${part}`) })),
  { swatch: 'dot', ink: 'ink-1', text: say(messages, 'product.scores.score') },
  ...(shown.some((product) => product.ranks !== null && hasCampaign(product)) ? [{ swatch: 'hollow' as const, ink: 'ink-1' as const, text: say(messages, 'product.scores.without') }] : []),
  ...(shown.some(({ ranks }) => ranks === null) ? [{ swatch: 'hollow' as const, ink: 'neutral' as const, text: say(messages, 'product.few') }] : []),
];

/** Each product's words below its bar, on as many lines as they need. */
const rowsOf = (
  context: ChartContext, { details }: KpiResult<'product_performance'>, shown: readonly ProductFigures[], names: readonly string[],
  { top, beside, wordsWidth }: { readonly top: number; readonly beside: boolean; readonly wordsWidth: number },
): readonly Row[] => {
  let y = top;
  return shown.map((product, i) => {
    const words = product.ranks === null ? [] : wrapText(scoreWords(context, product, details).join('; '), wordsWidth, (text) => widthOf(context, text));
    const height = figuresHeight + (beside ? 0 : lineHeight) + words.length * wordsLine + (words.length > 0 ? 4 : 0);
    const row = { product, name: names[i] as string, words, top: y, height };
    y += height;
    return row;
  });
};

const logOf = (score: number): number => Math.log(score / 100);

/** How far the parts reach to both sides of 100; the whole score where they cannot be told. */
const reachOf = ({ split, score, ranks, scoreCi, scoreExCampaign, ...product }: ProductFigures): readonly number[] => {
  const scores = [score, ...(hasCampaign({ ...product, split, score, ranks, scoreCi, scoreExCampaign }) ? [scoreExCampaign] : []), ...(ranks === null ? [] : [scoreCi?.lo ?? null, scoreCi?.hi ?? null])];
  const logs = scores.flatMap((value) => (value !== null && value > 0 ? [logOf(value)] : []));
  if (split === null || ranks === null) return logs;
  const sides = [split.convert, split.margin, split.speed];
  return [...logs, sides.reduce((sum, part) => sum + Math.max(0, part), 0), sides.reduce((sum, part) => sum + Math.min(0, part), 0)];
};

/** 100 lies within, and no more than a hundredfold to either side. */
const domainOf = (shown: readonly ProductFigures[]): readonly [number, number] => {
  const reach = shown.flatMap(reachOf);
  const most = Math.log(100);
  return [Math.max(-most, Math.min(-0.1, min(reach) ?? 0)), Math.min(most, Math.max(0.1, max(reach) ?? 0))];
};

const ticksOf = (from: number, to: number): readonly number[] => {
  const logs = marksOfScore.map(logOf).filter((log) => log >= from - 1e-9 && log <= to + 1e-9);
  return logs.length <= 5 ? logs : logs.filter((log) => logs.indexOf(log) % 2 === logs.indexOf(0) % 2);
};

const headings = (context: ChartContext, columns: readonly ScoreColumn[], plot: Box): readonly Mark[] => {
  let right = context.frame.width;
  return [
    ...columns.toReversed().map(({ label, width }) => {
      const mark = textMark(right, plot.y - 9, label, { anchor: 'end' });
      right -= width;
      return mark;
    }),
    { type: 'rule', x1: 0, x2: context.frame.width, y1: plot.y - 4, y2: plot.y - 4, stroke: { ink: 'grid', width: 1 } },
  ];
};

/** Hairlines through the bars alone, so that they strike no words through. */
const gridMarks = (x: LinearScale, from: number, to: number, rows: readonly Row[], beside: boolean): readonly Mark[] =>
  rows.flatMap(({ top }) => ticksOf(from, to).map((tick): Mark => ({
    type: 'rule', x1: round(x(tick)), x2: round(x(tick)), y1: top + 2 + (beside ? 0 : lineHeight), y2: top + figuresHeight - 2 + (beside ? 0 : lineHeight), stroke: { ink: Math.abs(tick) < 1e-9 ? 'axis' : 'grid', width: 1 },
  })));

interface Drawing { readonly x: LinearScale; readonly from: number; readonly to: number; readonly columns: readonly ScoreColumn[]; readonly plot: Box; readonly beside: boolean }

const rowMarks = (context: ChartContext, { product, name, words, top, height }: Row, point: number, drawing: Drawing): readonly Mark[] => {
  const { columns, plot, beside } = drawing;
  const key = [product.id];
  const isFirm = product.ranks !== null;
  const look = { size: 'text' as const, ink: isFirm ? 'ink-1' as const : 'ink-3' as const, key, strong: isFirm && product.ranks.conflict };
  const bars = top + (beside ? 0 : lineHeight);
  let right = context.frame.width;
  return [
    ...(beside ? nameMarks(context, 0, bars + figuresHeight / 2 - 2, name, plot.x - 12, look) : [fittedText(context, 0, top + 12, name, context.frame.width, look)]),
    ...(isFirm ? [...partMarks(product, point, bars + barTop, drawing), ...scoreMarks(product, point, bars + scoreLine, drawing)] : looseMarks(product, point, bars + scoreLine, drawing)),
    ...columns.toReversed().flatMap(({ text, place, strong, width }) => {
      const rank = place(product);
      const figure = textMark(right, bars + (rank === null ? 22 : 16), text(product), { anchor: 'end', size: 'text', ink: !isFirm ? 'ink-3' : strong ? 'ink-1' : 'ink-2', strong: strong && isFirm, tabular: true, key });
      const marks = rank === null ? [figure] : [figure, textMark(right, bars + 31, rank, { anchor: 'end', key })];
      right -= width;
      return marks;
    }),
    ...words.map((text, i) => fittedText(context, plot.x, bars + figuresHeight + 8 + i * wordsLine, text, context.frame.width - plot.x, { ink: 'ink-2', key })),
    { type: 'rule', x1: 0, x2: context.frame.width, y1: top + height, y2: top + height, stroke: { ink: 'grid', width: 1 } },
  ];
};

/** Parts that lift stand right of 100, parts that lower left of it, each set against the one before. */
const partMarks = ({ id, split }: ProductFigures, point: number, y: number, { x, from, to }: Drawing): readonly Mark[] => {
  if (split === null) return [];
  let [lower, higher] = [0, 0];
  const at = (log: number): number => x(Math.min(to, Math.max(from, log)));
  return parts.flatMap(([part, fill]): readonly Mark[] => {
    const size = split[part];
    const [start, end] = size < 0 ? [lower + size, lower] : [higher, higher + size];
    if (size < 0) lower = start; else higher = end;
    const width = round(at(end) - at(start));
    return width === 0 ? [] : [{ type: 'rect', x: round(at(start)), y, width, height: barHeight, fill, point, key: [id] }];
  });
};

/** The score with its interval; where campaigns hold many of its wins, hollow, and filled without them. */
const scoreMarks = (product: ProductFigures, point: number, y: number, { x, from, to }: Drawing): readonly Mark[] => {
  const { id, score, scoreCi, scoreExCampaign } = product;
  if (score === null || score <= 0) return [];
  const key = [id];
  const at = (value: number): number => round(x(Math.min(to, Math.max(from, logOf(Math.max(value, 1e-9))))));
  const [lo, hi] = [scoreCi?.lo ?? null, scoreCi?.hi ?? null];
  const range: readonly Mark[] = lo === null || hi === null ? [] : [{ type: 'whisker', x1: at(lo), x2: at(hi), y1: y, y2: y, cap: 6, key, stroke: { ink: 'ink-3', width: 1.25 } }];
  const filled = (value: number): Mark => ({ type: 'dot', x: at(value), y, r: dotRadius, fill: 'ink-1', stroke: { ink: 'surface', width: 1 }, point, key });
  if (!hasCampaign(product)) return [...range, filled(score)];
  const [start, end] = [at(score), at(scoreExCampaign as number)];
  const direction = Math.sign(end - start);
  const hollow: Mark = { type: 'dot', x: start, y, r: dotRadius - 0.4, fill: 'surface', stroke: { ink: 'ink-1', width: 1.4 }, point, key };
  const arrow: readonly Mark[] = Math.abs(end - start) <= 2 * dotRadius + 5 ? []
    : [{ type: 'arrow', x1: round(start + direction * dotRadius), x2: round(end - direction * (dotRadius + 1)), y1: y, y2: y, stroke: { ink: 'ink-1', width: 1.25 }, key }];
  return [...range, hollow, ...arrow, filled(scoreExCampaign as number)];
};

const looseMarks = ({ id, score }: ProductFigures, point: number, y: number, { x, from, to }: Drawing): readonly Mark[] =>
  (score === null || score <= 0 ? [] : [{
    type: 'dot', x: round(x(Math.min(to, Math.max(from, logOf(score))))), y, r: dotRadius, fill: 'surface', stroke: { ink: 'neutral', width: 1.25, dash: 'reference' }, point, key: [id],
  }]);

const emptyScene = (context: ChartContext, result: KpiResult<'product_performance'>, marks: readonly Mark[], top: number): Scene => {
  const none = say(context.messages, 'product.none');
  return finishScene(context, {
    width: context.frame.width, height: top + 40, plot: { x: 0, y: top, width: context.frame.width, height: 40 },
    marks: [...marks, fittedText(context, 0, top + 22, none, context.frame.width, { size: 'text', ink: 'ink-2' })], points: [], summary: none, table: scoresTable(context, result, [], 0),
  });
};
