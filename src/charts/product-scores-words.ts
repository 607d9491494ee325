import { max } from 'd3-array';
import { columnScaleOf, scaledFigure, scaleUnit } from '../format/money.js';
import { formatNumber } from '../format/number.js';
import { say } from '../i18n/messages.js';
import type { ProductFigures } from '../model/product-details.js';
import type { KpiResult } from '../model/result.js';
import type { SceneTable } from '../model/scene.js';
import type { ChartContext } from './chart-context.js';
import { byScore, perEffort, productName, scoreWords } from './product-words.js';

/** Which product earns most per effort and which least, of those that may be compared. */
export const scoresSummary = (context: ChartContext, { details }: KpiResult<'product_performance'>): string => {
  const { messages, format: { locale } } = context;
  const compared = details.products.filter(({ ranks }) => ranks !== null).sort(byScore);
  const [best, least] = [compared[0], compared[compared.length - 1]];
  if (best === undefined || least === undefined || best === least) return say(messages, 'product.summaryFew');
  const index = ({ score }: ProductFigures): string => formatNumber(score ?? 0, locale);
  return say(messages, 'product.scores.summary', { best: productName(context, best), per: perEffort(messages, details), top: index(best), least: productName(context, least), low: index(least) });
};

/** Every measure with its place; `raw` has both ends of the score's interval and the parts as logarithms, whose sum is ln(score ÷ 100). */
export const scoresTable = (context: ChartContext, { details }: KpiResult<'product_performance'>, ordered: readonly ProductFigures[], shown: number): SceneTable => {
  const { messages, format } = context;
  const { locale } = format;
  const missing = say(messages, 'table.missing');
  const figure = (value: number | null): string => (value === null ? missing : formatNumber(value, locale));
  const factor = (part: number | undefined): string => (part === undefined ? missing : formatNumber(Math.exp(part), locale, { digits: 2, fixed: true }));
  const placed = (text: string, at: number | undefined): string => (at === undefined ? text : `${text} (${formatNumber(at, locale, { digits: 1 })})`);
  const scale = columnScaleOf(max(ordered, ({ revenue }) => Math.abs(revenue)) ?? 0, format);
  const word = (column: 'product' | 'score' | 'ease' | 'convert' | 'margin' | 'speed' | 'units' | 'without' | 'words' | 'won' | 'rankScore' | 'rankUnits' | 'rankRevenue'): string => say(messages, `product.col.${column}`);
  const revenue = say(messages, 'product.col.revenue', { unit: scaleUnit(scale, format) });
  const labels = [word('product'), word('won'), word('score'), word('convert'), word('margin'), word('speed'), word('ease'), word('units'), revenue, word('without'), word('words')];
  const textFrom = labels.length - 1;
  return {
    caption: say(messages, 'product.scores.table'),
    columns: labels.map((label, i) => ({ label, numeric: i > 0 && i < textFrom })),
    rows: ordered.map((product) => {
      const { won, score, split, easeIndex, units, ranks, campaignsDropped, scoreExCampaign } = product;
      return [
        productName(context, product), formatNumber(won, locale), ranks === null ? missing : placed(figure(score), ranks.score),
        ...(['convert', 'margin', 'speed'] as const).map((part) => factor(ranks === null ? undefined : split?.[part])), figure(ranks === null ? null : easeIndex),
        placed(figure(units), units === null ? undefined : ranks?.units), placed(scaledFigure(product.revenue, scale, locale), ranks?.revenue),
        campaignsDropped.length === 0 || ranks === null ? missing : figure(scoreExCampaign), scoreWords(context, product, details).join('; ') || missing,
      ];
    }),
    pointOfRow: ordered.map((_, i) => (i < shown ? i : null)),
    rawColumns: [
      ...labels.slice(0, 3), say(messages, 'table.lower'), say(messages, 'table.upper'), word('rankScore'), ...labels.slice(3, 8), word('rankUnits'), say(messages, 'product.row.revenue'), word('rankRevenue'), word('without'), word('words'),
    ],
    raw: ordered.map((product) => {
      const { id, won, score, scoreCi, ranks, split, easeIndex, units, scoreExCampaign } = product;
      return [
        id, won, score, scoreCi?.lo ?? null, scoreCi?.hi ?? null, ranks?.score ?? null, split?.convert ?? null, split?.margin ?? null, split?.speed ?? null, easeIndex,
        units, ranks?.units ?? null, product.revenue, ranks?.revenue ?? null, scoreExCampaign, scoreWords(context, product, details).join('; ') || missing,
      ];
    }),
  };
};
