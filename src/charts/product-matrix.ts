import { max } from 'd3-array';
import { fullScaleOf, scaledFigure, scaleUnit } from '../format/money.js';
import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { formatSpoken } from '../format/spoken.js';
import { say, type Messages } from '../i18n/messages.js';
import { namingOf } from '../i18n/words.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Mark, Scene, ScenePoint, SceneTable, TextMark } from '../model/scene.js';
import { caption } from './caption.js';
import { chartContext, widthOf, type ChartContext } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { legendRow } from './legend-row.js';
import { inside, placeLines } from './place-label.js';
import { isPlaced, levelText, matrixAxes, matrixPlot, radiusOf, worthCurves, type MatrixPlot, type Placed, type WorthCurve } from './product-plot.js';
import { amountText, productName, worthReading } from './product-words.js';
import { boxOfText, fittedText, overlap, round, textMark, type Box } from './text-mark.js';

const leastRadius = 4;
const halfPlus = 6;

interface Spot { readonly x: number; readonly y: number; readonly r: number }
/**
 * Products by how easily they sell (right) and how much a win brings (up, log scale); the area of a bubble is its wins. On each line
 * an opportunity earns the same, that through all products being 100. Null where no product earned anything.
 */
export const productMatrix = (result: KpiResult<'product_performance'>, frame: Frame, messages: Messages): Scene | null => {
  const context = chartContext(frame, messages, namingOf(result, ['product_id']));
  const { products, basis } = result.details;
  const placed = products.filter(isPlaced).sort((a, b) => a.winRate.rate - b.winRate.rate || (String(a.id) < String(b.id) ? -1 : 1));
  if (placed.length === 0 || basis === null) return null;
  const head = caption(context, 0, say(messages, `product.caption.${basis}`), say(messages, 'product.captionRest'), say(messages, 'product.captionShort'));
  const isLoose = placed.some(({ ranks }) => ranks === null);
  const iso = (['product.isoLong', 'product.iso', 'product.isoShort'] as const).map((key) => say(messages, key)).find((text) => widthOf(context, text) + 22 <= frame.width);
  const legend = legendRow(context, head.height + 4, [
    { swatch: 'line', ink: 'axis', text: iso ?? say(messages, 'product.isoShort') },
    ...(isLoose ? [{ swatch: 'hollow' as const, ink: 'neutral' as const, text: say(messages, 'product.few') }] : []),
  ]);
  const plot = matrixPlot(context, placed, result, head.height + 4 + legend.height + 8);
  const spots = spotsOf(placed, plot, radiusOf(frame.width));
  const all = portfolioSpot(result, plot);
  const undrawn = products.length - placed.length;
  const bottom = plot.box.y + plot.box.height + 22;
  const curves = worthCurves(result, plot);
  return finishScene(context, {
    width: frame.width, height: bottom + (undrawn > 0 ? 18 : 0), plot: plot.box,
    marks: [
      ...head.marks, ...legend.marks,
      ...matrixAxes(context, plot),
      ...curves.map(({ level, points }): Mark => ({ type: 'line', points, stroke: { ink: level === 100 ? 'ink-3' : 'axis', width: level === 100 ? 1.25 : 1 } })),
      ...bubbleMarks(placed, spots),
      ...(all === null ? [] : plusMarks(all)),
      ...labelMarks(context, placed, spots, all, plot, curves),
      ...(undrawn > 0 ? [fittedText(context, 0, bottom + 12, say(messages, 'product.undrawn', { n: undrawn }), frame.width)] : []),
    ],
    points: [
      ...placed.map((product, i): ScenePoint => {
        const { x, y, r } = spots[i] as Spot;
        return { x, y, box: { x: x - r, y: y - r, width: 2 * r, height: 2 * r }, key: [product.id], ...worthReading(context, product, result.details) };
      }),
      ...(all === null ? [] : [portfolioPoint(context, result, all)]),
    ],
    summary: summaryOf(context, placed),
    table: tableOf(context, result, placed),
  });
};

const spotsOf = (placed: readonly Placed[], { x, y }: MatrixPlot, largest: number): readonly Spot[] => {
  const most = max(placed, ({ won }) => won) ?? 1;
  return placed.map(({ winRate, amountPerWin, won }) => ({ x: round(x(winRate.rate)), y: round(y(amountPerWin)), r: round(Math.max(leastRadius, largest * Math.sqrt(won / most))) }));
};

/** Large ones lie below small ones. Only those whose places contradict each other are coloured. */
const bubbleMarks = (placed: readonly Placed[], spots: readonly Spot[]): readonly Mark[] => {
  const order = placed.map((_, i) => i).sort((a, b) => (spots[b] as Spot).r - (spots[a] as Spot).r || a - b);
  return order.map((i): Mark => {
    const { id, ranks } = placed[i] as Placed;
    const look = ranks === null ? { fill: 'surface' as const, stroke: { ink: 'neutral' as const, width: 1.25, dash: 'reference' as const } }
      : ranks.conflict ? { fill: 'accent-mid' as const, stroke: { ink: 'accent' as const, width: 1.5 } } : { fill: 'neutral-weak' as const, stroke: { ink: 'neutral' as const, width: 1.5 } };
    return { type: 'dot', ...(spots[i] as Spot), key: [id], point: i, ...look };
  });
};

const portfolioSpot = ({ details: { portfolio: { winRate, amountPerWin } } }: KpiResult<'product_performance'>, { x, y }: MatrixPlot): Spot | null =>
  (winRate === null || amountPerWin === null || amountPerWin <= 0 ? null : { x: round(x(winRate)), y: round(y(amountPerWin)), r: halfPlus });

const plusMarks = ({ x, y, r }: Spot): readonly Mark[] => (['surface', 'ink-1'] as const).flatMap((ink): readonly Mark[] => {
  const stroke = { ink, width: ink === 'surface' ? 4 : 1.75 };
  return [{ type: 'rule', x1: x - r, x2: x + r, y1: y, y2: y, stroke }, { type: 'rule', x1: x, x2: x, y1: y - r, y2: y + r, stroke }];
});

const sidesOf = ({ x, y, r }: Spot): Box => ({ x: x - r, y: y - r, width: 2 * r, height: 2 * r });

/** Names beside their bubbles: contradictions first, then by wins; what all products are; the level of each line at its right end, or where it leaves below. */
const labelMarks = (
  context: ChartContext, placed: readonly Placed[], spots: readonly Spot[], all: Spot | null, { box }: MatrixPlot, curves: readonly WorthCurve[],
): readonly TextMark[] => {
  const { messages, format: { locale } } = context;
  const taken: Box[] = [...spots.map(sidesOf), ...(all === null ? [] : [sidesOf(all)])];
  const found: TextMark[] = [];
  const put = (marks: readonly TextMark[] | null): boolean => {
    found.push(...(marks ?? []));
    taken.push(...(marks ?? []).map((mark) => boxOfText(context, mark)));
    return marks !== null;
  };
  const order = placed.map((_, i) => i).sort((a, b) => {
    const [one, other] = [placed[a] as Placed, placed[b] as Placed];
    return Number(other.ranks?.conflict ?? false) - Number(one.ranks?.conflict ?? false) || other.won - one.won;
  });
  for (const i of order) {
    const product = placed[i] as Placed;
    const spot = spots[i] as Spot;
    const { ranks, score, won } = product;
    const name = productName(context, product);
    const look = { halo: 'surface' as const, key: [product.id] };
    if (ranks === null) {
      put(placeLines(context, [textMark(0, 0, `${name}, ${say(messages, 'product.fewWins', { n: won })}`, look)], spot, taken, box, spot.r + 5));
      continue;
    }
    const title = textMark(0, 0, name, { ...look, ink: ranks.conflict ? 'accent' : 'ink-1', strong: true });
    const scored = say(messages, 'product.scoreOf', { score: formatNumber(score ?? 0, locale) });
    const notes = product.notes.includes('PP_EASY_NOT_VALUABLE') ? [`${scored}; ${say(messages, 'product.note.PP_EASY_NOT_VALUABLE')}`, scored] : [scored];
    const place = (lines: readonly TextMark[]): boolean => put(placeLines(context, lines, spot, taken, box, spot.r + 5));
    if (!notes.some((note) => place([title, textMark(0, 0, note, look)]))) place([title]);
  }
  if (all !== null) put(placeLines(context, [textMark(0, 0, say(messages, 'product.all'), { ink: 'ink-1', strong: true, halo: 'surface' })], all, taken, box, all.r + 4));
  for (const { level, points } of [...curves].sort((a, b) => Number(b.level === 100) - Number(a.level === 100))) {
    const [x, y] = points[points.length - 1] as readonly [number, number];
    const isRight = x >= box.x + box.width - 1;
    const look = { strong: level === 100, ink: level === 100 ? 'ink-2' as const : 'ink-3' as const, halo: 'surface' as const };
    const label = isRight ? textMark(box.x + box.width + 6, y + 4, levelText(context, level), look) : textMark(x - 4, box.y + box.height - 5, levelText(context, level), { ...look, anchor: 'end' });
    const room = boxOfText(context, label);
    if ((isRight || inside(room, box)) && !taken.some((other) => overlap(room, other, 2))) put([label]);
  }
  return found;
};

const portfolioPoint = (context: ChartContext, { details: { portfolio, basis } }: KpiResult<'product_performance'>, { x, y, r }: Spot): ScenePoint => {
  const { messages, format } = context;
  const { winRate, amountPerWin, offered, won } = portfolio;
  const share = formatPercent(winRate ?? 0, format.locale, 1);
  return {
    x, y, box: { x: x - r, y: y - r, width: 2 * r, height: 2 * r }, title: say(messages, 'product.all'),
    rows: [
      { label: say(messages, 'product.row.winRate'), value: say(messages, 'product.row.winRateOf', { share, won, n: offered }) },
      { label: say(messages, `product.row.amount.${basis ?? 'margin'}`), value: amountText(context, amountPerWin ?? 0) },
    ],
    sentence: say(messages, 'product.sayAll', { share, n: offered, amount: formatSpoken(amountPerWin ?? 0, 'money', format) }),
  };
};

const summaryOf = (context: ChartContext, placed: readonly Placed[]): string => {
  const { messages, format } = context;
  const compared = placed.filter(({ ranks }) => ranks !== null);
  const easy = compared[compared.length - 1];
  if (easy === undefined || compared.length < 2) return say(messages, 'product.summaryFew');
  const dear = compared.reduce((most, product) => (product.amountPerWin > most.amountPerWin ? product : most));
  return say(messages, 'product.summary', {
    easy: productName(context, easy), share: formatPercent(easy.winRate.rate, format.locale, 1), dear: productName(context, dear), amount: formatSpoken(dear.amountPerWin, 'money', format),
  });
};

const tableOf = (context: ChartContext, { details: { products, basis } }: KpiResult<'product_performance'>, placed: readonly Placed[]): SceneTable => {
  const { messages, format } = context;
  const { locale } = format;
  const missing = say(messages, 'table.missing');
  const scale = fullScaleOf(max(products, ({ amountPerWin }) => Math.abs(amountPerWin ?? 0)) ?? 0, format);
  const labels = [
    say(messages, 'product.col.product'), say(messages, 'product.col.offered'), say(messages, 'product.col.won'), say(messages, 'product.col.rate'),
    say(messages, `product.col.amount.${basis ?? 'margin'}`, { unit: scaleUnit(scale, format) }),
  ];
  return {
    caption: say(messages, 'product.table'),
    columns: labels.map((label, i) => ({ label, numeric: i > 0 })),
    rows: products.map((product) => [
      productName(context, product), formatNumber(product.offered, locale), formatNumber(product.won, locale),
      product.winRate.rate === null ? missing : formatNumber(product.winRate.rate * 100, locale, { digits: 1, fixed: true }),
      product.amountPerWin === null ? missing : scaledFigure(product.amountPerWin, scale, locale),
    ]),
    pointOfRow: products.map((product) => (isPlaced(product) ? placed.indexOf(product) : null)),
    rawColumns: [...labels.slice(0, 4), say(messages, 'table.lower'), say(messages, 'table.upper'), labels[4] as string, say(messages, 'product.row.adjusted')],
    raw: products.map(({ id, offered, won, winRate: { rate, ci }, amountPerWin, mixAdjustedWinRate }) => [id, offered, won, rate, ci?.lo ?? null, ci?.hi ?? null, amountPerWin, mixAdjustedWinRate]),
  };
};
