import { formatScaled, fullScaleOf, scaledFigure } from '../format/money.js';
import { formatNumber } from '../format/number.js';
import { percentParts } from '../format/percent.js';
import { figureOf } from '../format/range.js';
import { formatValue } from '../format/value-parts.js';
import { caveatText } from '../i18n/caveat-text.js';
import { say } from '../i18n/messages.js';
import type { Interval } from '../model/interval.js';
import type { ScenePoint, SceneTable } from '../model/scene.js';
import type { WhatIfFigure } from '../model/what-if.js';
import type { ChartContext } from './chart-context.js';
import type { Box } from './text-mark.js';

export const figureName = ({ messages }: ChartContext, { id }: Pick<WhatIfFigure, 'id'>): string => say(messages, `assume.${id}`);

/** `€12,234` per customer, `€1.04M` of the pipeline, `3.0×`, `9 months`. */
export const figureText = ({ messages, format }: ChartContext, { id, unit }: Pick<WhatIfFigure, 'id' | 'unit'>, value: number | null): string => {
  if (value === null) return say(messages, 'table.missing');
  if (unit === 'money') return id === 'pipeline' ? formatValue(value, 'money', format) : formatScaled(value, fullScaleOf(value, format), format);
  return unit === 'months' ? say(messages, 'assume.months', { n: value }) : say(messages, 'assume.times', { n: formatNumber(value, format.locale, { digits: 1, fixed: true }) });
};

const rangeText = ({ format }: ChartContext, { id, unit }: WhatIfFigure, ci: Interval | null, value: number | null): string => {
  if (ci === null || ci.lo === null || ci.hi === null || value === null) return '';
  const figure = unit === 'money' ? (id === 'pipeline' ? figureOf('money', value, undefined, format) : (amount: number): string => scaledFigure(amount, fullScaleOf(value, format), format.locale)) : (amount: number): string => formatNumber(amount, format.locale, { digits: unit === 'times' ? 1 : 0 });
  return `${figure(ci.lo)}–${figure(ci.hi)}`;
};

const withRange = (context: ChartContext, figure: WhatIfFigure, value: number | null, ci: Interval | null): string => {
  const range = rangeText(context, figure, ci, value);
  const text = figureText(context, figure, value);
  return range === '' ? text : say(context.messages, 'assume.withRange', { value: text, range });
};

/** Change as a share of the figure now; null where there is none of the two, or nothing to compare with. */
export const shareOf = ({ before, after }: WhatIfFigure): number | null => (before === null || after === null || before === 0 ? null : (after - before) / Math.abs(before));

export const changeText = ({ messages, format: { locale } }: ChartContext, figure: WhatIfFigure): string => {
  const share = shareOf(figure);
  if (share === null) return '';
  return share === 0 ? say(messages, 'assume.unchanged') : percentParts(share, locale, Math.abs(share) < 0.1 ? 1 : 0, false, true).text;
};

export const lackText = ({ messages }: ChartContext, { lack }: Pick<WhatIfFigure, 'lack'>): string => (lack === null ? '' : caveatText(lack, messages));

export const figureSentence = (context: ChartContext, figure: WhatIfFigure): string => {
  const { messages } = context;
  const what = figureName(context, figure);
  const from = withRange(context, figure, figure.before, figure.beforeCi);
  if (figure.after === null) return say(messages, 'assume.sayLack', { what, why: lackText(context, figure) });
  if (figure.before === null || figure.after === figure.before) return say(messages, 'assume.saySame', { what, from });
  return say(messages, 'assume.say', { what, from, to: withRange(context, figure, figure.after, figure.afterCi), change: changeText(context, figure) });
};

export const figurePoint = (context: ChartContext, figure: WhatIfFigure, box: Box): ScenePoint => {
  const { messages, format } = context;
  const { before, after, beforeCi, afterCi, parts, lack } = figure;
  const amount = (value: number): string => (figure.unit === 'money' ? formatValue(value, 'money', format, { signed: true }) : formatNumber(value, format.locale, { digits: 2, sign: 'always' }));
  return {
    x: box.x + box.width / 2, y: box.y + box.height / 2, box, title: figureName(context, figure), sentence: figureSentence(context, figure),
    rows: [
      { label: say(messages, 'assume.row.now'), value: withRange(context, figure, before, beforeCi) },
      ...(lack === null ? [{ label: say(messages, 'assume.row.then'), value: withRange(context, figure, after, afterCi) }, { label: say(messages, 'assume.row.change'), value: changeText(context, figure) }]
        : [{ label: say(messages, 'assume.row.then'), value: lackText(context, figure) }]),
      ...(parts.length < 2 ? [] : parts.map(({ lever, value }) => ({ label: say(messages, 'assume.by', { lever: say(messages, `assume.${lever}`) }), value: amount(value) }))),
    ],
  };
};

/** What is said when an assumption has been moved, and what the picture says. */
export const whatIfSummary = (context: ChartContext, figures: readonly WhatIfFigure[]): string => {
  const known = figures.filter(({ after }) => after !== null);
  const moved = known.filter(({ before, after }) => before !== after);
  const list = (moved.length > 0 ? moved : known).map((figure) => {
    const change = moved.length > 0 ? ` (${changeText(context, figure)})` : '';
    return `${figureName(context, figure)} ${figureText(context, figure, figure.after)}${change}`;
  }).join(', ');
  return say(context.messages, moved.length > 0 ? 'assume.summary' : 'assume.summaryNone', { list });
};

export const whatIfTable = (context: ChartContext, figures: readonly WhatIfFigure[]): SceneTable => {
  const { messages, format: { locale } } = context;
  const raw = ['figure', 'now', 'lo', 'hi', 'then', 'thenLo', 'thenHi', 'change'] as const;
  return {
    caption: say(messages, 'assume.table'),
    columns: (['figure', 'now', 'then', 'change'] as const).map((column) => ({ label: say(messages, `assume.col.${column}`), numeric: column !== 'figure' })),
    rows: figures.map((figure) => {
      const share = shareOf(figure);
      return [
        figureName(context, figure), figureText(context, figure, figure.before), figureText(context, figure, figure.after),
        share === null ? say(messages, 'table.missing') : formatNumber(share * 100, locale, { digits: 1, sign: 'always' }),
      ];
    }),
    rawColumns: raw.map((column) => say(messages, `assume.col.${column}`)),
    raw: figures.map((figure) => [
      figure.id, figure.before, figure.beforeCi?.lo ?? null, figure.beforeCi?.hi ?? null, figure.after, figure.afterCi?.lo ?? null, figure.afterCi?.hi ?? null, shareOf(figure),
    ]),
  };
};
