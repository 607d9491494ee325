import { max } from 'd3-array';
import { columnScaleOf, scaledFigure, scaleUnit } from '../format/money.js';
import { formatNumber } from '../format/number.js';
import { say } from '../i18n/messages.js';
import type { ProductFigures } from '../model/product-details.js';
import { widestOf, type ChartContext } from './chart-context.js';
import { placeText } from './product-words.js';

/** A column of figures beside the scores. */
export interface ScoreColumn {
  readonly label: string;
  readonly width: number;
  readonly strong: boolean;
  readonly text: (product: ProductFigures) => string;
  /** Which place the figure has among all products; null = it has none. */
  readonly place: (product: ProductFigures) => string | null;
}

const gap = 16;

/** As many columns of figures as leave the bars their room: first the score, then units, revenue, ease. */
export const scoreColumns = (context: ChartContext, products: readonly ProductFigures[]): readonly ScoreColumn[] => {
  const { messages, format, frame } = context;
  const figure = (value: number | null): string => (value === null ? say(messages, 'table.missing') : formatNumber(value, format.locale));
  const place = (at: number | undefined): string | null => (at === undefined ? null : say(messages, 'product.place', { place: placeText(at, format.locale) }));
  const scale = columnScaleOf(max(products, ({ revenue }) => Math.abs(revenue)) ?? 0, format);
  const all: readonly Omit<ScoreColumn, 'width'>[] = [
    { label: say(messages, 'product.scores.head.score'), strong: true, text: ({ score, ranks, won }) => (ranks === null ? say(messages, 'product.fewWins', { n: formatNumber(won, format.locale) }) : figure(score)), place: ({ ranks }) => place(ranks?.score) },
    { label: say(messages, 'product.scores.head.ease'), strong: false, text: ({ easeIndex, ranks }) => figure(ranks === null ? null : easeIndex), place: () => null },
    { label: say(messages, 'product.scores.head.units'), strong: false, text: ({ units }) => figure(units), place: ({ ranks, units }) => (units === null ? null : place(ranks?.units)) },
    { label: say(messages, 'product.scores.head.revenue', { unit: scaleUnit(scale, format) }), strong: false, text: ({ revenue }) => scaledFigure(revenue, scale, format.locale), place: ({ ranks }) => place(ranks?.revenue) },
  ];
  const kept = frame.width >= 560 ? all : frame.width >= 440 ? all.filter((_, i) => i !== 1) : frame.width >= 300 ? all.filter((_, i) => i === 0 || i === 2) : frame.width >= 150 ? all.slice(0, 1) : [];
  return kept.map((column) => ({
    ...column,
    width: Math.max(widestOf(context, [column.label]), widestOf(context, products.map(column.text), 'text', column.strong, true), widestOf(context, products.map((product) => column.place(product) ?? ''))) + gap,
  }));
};
