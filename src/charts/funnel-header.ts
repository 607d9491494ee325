import { isKnownDay } from '../format/date.js';
import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { formatPeriod } from '../format/period.js';
import { say } from '../i18n/messages.js';
import type { KpiResult } from '../model/result.js';
import type { Mark } from '../model/scene.js';
import { axisGap, lineHeight } from './axis.js';
import { widthOf, type ChartContext } from './chart-context.js';
import { wrapText } from './fit-text.js';
import type { FunnelLayout } from './funnel-layout.js';
import { mostLost, stockDay } from './funnel-rows.js';
import { isUnreliable } from './is-unreliable.js';
import { fittedText, textMark } from './text-mark.js';

export interface FunnelHeader {
  readonly marks: readonly Mark[];
  readonly height: number;
  /** What found no room in the header and has to be said in the footnote. */
  readonly named: { readonly denominator: boolean; readonly expected: boolean };
}

const swatch = 8;

/** Two facts side by side that are often confused, each named with what it counts. */
export const funnelHeader = (
  context: ChartContext, result: KpiResult<'pipeline'>, layout: FunnelLayout, moneyUnit: string, hasRows: boolean,
): FunnelHeader => {
  if (!hasRows) return { marks: [], height: 4, named: { denominator: true, expected: true } };
  const { messages } = context;
  const { width } = context.frame;
  const small = layout.form === 'narrow' || layout.form === 'tiny';
  const marks: Mark[] = [];
  const second = small ? 11 : 11 + axisGap;
  const openRight = small ? (layout.onward === null ? width : width - widthOf(context, say(messages, 'funnel.onward')) - 8) : (layout.cohort?.x ?? width) - 12;
  if (!small && layout.count) {
    const right = layout.cohort ? layout.cohort.x - 12 : width;
    marks.push(fittedText(context, layout.count.x, 11, isKnownDay(result.asOf) ? say(messages, 'funnel.openOn', { day: stockDay(context, result) }) : say(messages, 'funnel.open'), right - layout.count.x, { strong: true, ink: 'ink-1' }));
  }
  if (layout.count) {
    const numbersOnly = !small && layout.count.bar === 0;
    marks.push(textMark(numbersOnly ? layout.count.right : layout.count.x, second, say(messages, 'funnel.deals'), { anchor: numbersOnly ? 'end' : 'start' }));
  }
  let expected = true;
  if (layout.value) {
    const unit = small ? moneyUnit : say(messages, 'funnel.value', { unit: moneyUnit });
    const start = layout.form === 'tiny' ? 0 : layout.value.x;
    marks.push(textMark(start, second, unit));
    const key = result.details.weighted === null ? null : expectedKey(context, result, start + widthOf(context, unit) + 12, second, openRight);
    if (key) marks.push(...key);
    else expected = result.details.weighted === null;
  }
  if (small && layout.cohort) marks.push(fittedText(context, layout.cohort.x, second, say(messages, 'funnel.howFar'), openRight - layout.cohort.x));
  if (layout.onward !== null) marks.push(textMark(width, second, say(messages, 'funnel.onward'), { anchor: 'end' }));
  const cohort = cohortHeader(context, result, layout, second);
  return { marks: [...marks, ...cohort.marks], height: second + 8, named: { denominator: cohort.named, expected } };
};

const expectedKey = (context: ChartContext, result: KpiResult<'pipeline'>, x: number, baseline: number, right: number): readonly Mark[] | null => {
  const text = [say(context.messages, 'funnel.expected'), say(context.messages, 'funnel.expectedShort')]
    .find((words) => x + swatch + 5 + widthOf(context, words) <= right);
  return text === undefined ? null : [
    { type: 'rect', x, y: baseline - swatch, width: swatch, height: swatch, radius: 1.5, fill: isUnreliable(result) ? 'neutral' : 'accent' },
    textMark(x + swatch + 5, baseline, text),
  ];
};

export const denominator = (context: ChartContext, result: KpiResult<'pipeline'>, form: 'long' | 'short'): string => {
  const { messages, format } = context;
  const cohort = result.details.cohort;
  if (!cohort) return '';
  const params = { percent: formatPercent(1, format.locale), count: cohort.n };
  return form === 'short' ? say(messages, 'funnel.denominatorShort', params)
    : say(messages, 'funnel.denominator', { ...params, period: formatPeriod(cohort.period, format) });
};

const onwardNote = (context: ChartContext, result: KpiResult<'pipeline'>): string => {
  const cohort = result.details.cohort;
  return cohort === null ? '' : say(context.messages, 'funnel.onwardNote', {
    count: cohort.n, period: formatPeriod(cohort.period, context.format),
  });
};

/** The percent headings stand where the rest leaves room: beside the name, else beside the denominator. */
const cohortHeader = (
  context: ChartContext, result: KpiResult<'pipeline'>, layout: FunnelLayout, second: number,
): { readonly marks: readonly Mark[]; readonly named: boolean } => {
  const { messages } = context;
  const { width } = context.frame;
  if (!layout.cohort || !layout.previous) return { marks: [], named: layout.onward === null };
  const { x } = layout.cohort;
  const previousText = say(messages, 'funnel.ofPrevious');
  const previousLeft = layout.previous.right - widthOf(context, previousText) - 10;
  const name = say(messages, 'funnel.howFar');
  const onFirstLine = x + widthOf(context, name, 'small', true) <= previousLeft;
  const room = (onFirstLine ? width : previousLeft) - x;
  const text = (['long', 'short'] as const).map((form) => denominator(context, result, form)).find((words) => widthOf(context, words) <= room);
  const baseline = onFirstLine ? 11 : second;
  return {
    marks: [
      fittedText(context, x, 11, name, (onFirstLine ? previousLeft : width) - x, { strong: true, ink: 'ink-1' }),
      ...(text === undefined ? [] : [textMark(x, second, text)]),
      textMark(layout.previous.right, baseline, previousText, { anchor: 'end' }),
      textMark(width, baseline, say(messages, 'funnel.ofAll'), { anchor: 'end' }),
    ],
    named: text !== undefined,
  };
};

/** What the header had no room for, and how many stages are left to the table. */
export const funnelFootnote = (
  context: ChartContext, result: KpiResult<'pipeline'>, layout: FunnelLayout, top: number, more: number, named: FunnelHeader['named'],
): { readonly marks: readonly Mark[]; readonly height: number } => {
  const { messages } = context;
  const { width } = context.frame;
  const marks: Mark[] = [];
  let baseline = top + 14;
  if (!named.expected) {
    const key = expectedKey(context, result, 0, baseline, Infinity);
    if (key) marks.push(...key);
    baseline += lineHeight;
  }
  const worst = isUnreliable(result) ? null : mostLost(result.details);
  const notes = [
    ...(worst === null ? [] : [say(messages, 'funnel.mostLost', { stage: worst.stage, count: formatNumber(worst.lost, context.format.locale), all: formatNumber(worst.all, context.format.locale) })]),
    ...(more > 0 ? [say(messages, 'chart.andMore', { n: more })] : []),
    ...(named.denominator ? [] : [layout.onward === null ? denominator(context, result, 'long') : onwardNote(context, result)]),
  ];
  for (const note of notes) {
    for (const line of wrapText(note, width, (text) => widthOf(context, text))) {
      marks.push(fittedText(context, 0, baseline, line, width));
      baseline += lineHeight;
    }
  }
  return { marks, height: marks.length === 0 ? 0 : baseline - top - 8 };
};
