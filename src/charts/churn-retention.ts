import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { formatInterval } from '../format/range.js';
import { formatValue } from '../format/value-parts.js';
import { say, type Messages } from '../i18n/messages.js';
import type { ChurnDetails } from '../model/churn-details.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Mark, Scene, ScenePoint, SceneTable, TextMark } from '../model/scene.js';
import { axisLine, baseAxis, valueAxis, valueAxisWidth } from './axis.js';
import { caption } from './caption.js';
import { chartContext, type ChartContext } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { linearScale, type LinearScale } from './linear-scale.js';
import { inside } from './place-label.js';
import { spacedSteps } from './step-curve.js';
import { boxOfText, overlap, round, textMark, type Box } from './text-mark.js';
import { dayTicks } from './ticks.js';

type Step = ChurnDetails['retention'][number];

/** After how many days people ask who is still there. */
const askedDays = [30, 90, 180, 365, 730, 1095, 1825, 3650];
/** Those of them named in the picture: sales answers for the first, the year is what everybody knows. */
const namedDays = new Set([90, 365, 730]);
const shares = [0, 0.25, 0.5, 0.75, 1];
/** Fewer customers give no curve to rely on. */
const fewestCustomers = 10;
const heightOf = (width: number): number => (width >= 520 ? 196 : width >= 360 ? 170 : 140);

interface Stop { readonly day: number; readonly step: Step }

/** Share of customers still there by the time since they came (Kaplan–Meier), as far as any was watched. Null without a customer. */
export const churnRetention = (result: KpiResult<'churn'>, frame: Frame, messages: Messages): Scene | null => {
  const context = chartContext(frame, messages);
  const { retention, retentionN, retentionDays } = result.details;
  if (retentionN === 0 || retentionDays === null || retentionDays <= 0) return null;
  const count = formatNumber(retentionN, frame.locale);
  const head = caption(context, 0, say(messages, 'churn.retention'), say(messages, 'churn.retentionRest', { n: retentionN }), say(messages, 'churn.retentionShort', { n: count }));
  const write = (share: number, isTop = false): string => (isTop ? formatPercent(share, frame.locale) : formatNumber(share * 100, frame.locale));
  const left = valueAxisWidth(context, [write(1, true)]);
  const plot: Box = { x: left, y: head.height + 10, width: Math.max(50, frame.width - left - 8), height: heightOf(frame.width) };
  const x = linearScale(0, retentionDays, plot.x, plot.x + plot.width);
  const y = linearScale(0, 1, plot.y + plot.height, plot.y);
  const stops = stopsOf(result.details, retentionDays);
  const isLoose = retentionN < fewestCustomers;
  return finishScene(context, {
    width: frame.width, height: plot.y + plot.height + 22, plot,
    marks: [
      ...head.marks,
      ...valueAxis(plot, shares, y, write),
      ...curveMarks(retention, retentionDays, x, y, plot, isLoose),
      axisLine(plot),
      ...stopMarks(context, stops, x, y, plot, isLoose),
      ...baseAxis(context, plot, dayTicks(retentionDays), x, (day) => (day === 0 ? say(messages, 'churn.begin') : formatValue(day, 'days', context.format))),
    ],
    points: stops.map((stop) => pointOf(context, stop, x(stop.day), y(stop.step.s))),
    summary: summaryOf(context, stops),
    table: tableOf(context, stops, retentionDays, result.details),
  });
};

const before: Step = { t: 0, s: 1, lo: null, hi: null };

const stopsOf = ({ retention }: ChurnDetails, lastDay: number): readonly Stop[] =>
  [...askedDays.filter((day) => day < lastDay), lastDay].map((day) => ({ day, step: retention.findLast(({ t }) => t <= day) ?? before }));

const curveMarks = (retention: readonly Step[], lastDay: number, x: LinearScale, y: LinearScale, plot: Box, isLoose: boolean): readonly Mark[] => {
  const steps = [before, ...spacedSteps(retention, plot.width / lastDay)];
  const last = steps[steps.length - 1] as Step;
  const all = [...steps, { ...last, t: lastDay }];
  return [
    {
      type: 'area', curve: 'step-after', fill: isLoose ? 'neutral-weak' : 'accent-weak',
      points: all.flatMap(({ t, lo, hi }) => (lo === null || hi === null ? [] : [[round(x(t)), round(y(lo)), round(y(hi))] as const])),
    },
    {
      type: 'line', curve: 'step-after', points: all.map(({ t, s }) => [round(x(t)), round(y(s))] as const),
      stroke: isLoose ? { ink: 'neutral', width: 1.75, dash: 'reference' } : { ink: 'accent', width: 2 },
    },
  ];
};

/** The named days: a dot on the curve with its share, wherever that stands clear. */
const stopMarks = (context: ChartContext, stops: readonly Stop[], x: LinearScale, y: LinearScale, plot: Box, isLoose: boolean): readonly Mark[] => {
  const { messages, format } = context;
  const taken: Box[] = [];
  return stops.flatMap(({ day, step: { s } }, point): readonly Mark[] => {
    if (!namedDays.has(day)) return [];
    const at = { x: round(x(day)), y: round(y(s)) };
    const label = textMark(at.x, at.y, say(messages, 'churn.stillAfter', { share: formatPercent(s, format.locale), n: day }), { ink: isLoose ? 'ink-3' : 'ink-1', strong: !isLoose, halo: 'surface' });
    // A falling curve leaves room above its right and below its left.
    const tries: readonly TextMark[] = [{ ...label, x: at.x + 5, y: at.y - 9 }, { ...label, x: at.x - 6, y: at.y + 17, anchor: 'end' }];
    const placed = tries.find((mark) => inside(boxOfText(context, mark), plot) && !taken.some((other) => overlap(boxOfText(context, mark), other, 2))) ?? null;
    if (placed !== null) taken.push(boxOfText(context, placed));
    return [
      { type: 'rule', x1: at.x, x2: at.x, y1: at.y, y2: plot.y + plot.height, stroke: { ink: 'axis', width: 1, dash: 'reference' } },
      { type: 'dot', ...at, r: 4, fill: isLoose ? 'neutral' : 'accent', stroke: { ink: 'surface', width: 1.25 }, point },
      ...(placed === null ? [] : [placed]),
    ];
  });
};

const rangeOf = ({ format }: ChartContext, { lo, hi, s }: Step): string =>
  (lo === null || hi === null ? '' : formatInterval({ lo, hi, level: 0.95, method: 'km-log-log' }, 'ratio', s, format));

const pointOf = (context: ChartContext, { day, step }: Stop, x: number, y: number): ScenePoint => {
  const { messages, format } = context;
  const [share, range] = [formatPercent(step.s, format.locale, 1), rangeOf(context, step)];
  return {
    x, y, title: say(messages, 'churn.after', { n: day }), crosshair: true,
    rows: [{ label: say(messages, 'churn.stillThere'), value: share }, ...(range === '' ? [] : [{ label: say(messages, 'table.interval'), value: range }])],
    sentence: range === '' ? say(messages, 'churn.say.stay', { n: day, share }) : say(messages, 'churn.say.stayRange', { n: day, share, range }),
  };
};

const summaryOf = ({ messages, format }: ChartContext, stops: readonly Stop[]): string => stops.filter(({ day }, i) => namedDays.has(day) || i === stops.length - 1)
  .map(({ day, step }) => say(messages, 'churn.say.stay', { n: day, share: formatPercent(step.s, format.locale) })).join(' ');

/** Formatted at the days that people ask for; raw every step of the curve. */
const tableOf = (context: ChartContext, stops: readonly Stop[], lastDay: number, { retention }: ChurnDetails): SceneTable => {
  const { messages, format } = context;
  const labels = [say(messages, 'churn.col.days'), say(messages, 'churn.col.stillThere')] as const;
  return {
    caption: say(messages, 'churn.retentionTable'),
    columns: [{ label: labels[0], numeric: true }, { label: labels[1], numeric: true }, { label: say(messages, 'table.interval'), numeric: true }],
    rows: stops.map(({ day, step }) => [formatNumber(day, format.locale), formatNumber(step.s * 100, format.locale, { digits: 1, fixed: true }), rangeOf(context, step) || say(messages, 'table.missing')]),
    rawColumns: [...labels, say(messages, 'table.lower'), say(messages, 'table.upper')],
    raw: [before, ...retention, { ...(retention[retention.length - 1] ?? before), t: lastDay }].map(({ t, s, lo, hi }) => [t, s, lo, hi]),
  };
};
