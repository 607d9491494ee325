import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { say } from '../i18n/messages.js';
import type { KpiResult } from '../model/result.js';
import type { ScenePoint, SceneTable } from '../model/scene.js';
import type { ChartContext } from './chart-context.js';
import type { TouchPlot } from './touch-plot.js';

type Result = KpiResult<'touches_to_meeting'>;

/** A stop at every step of the curve. */
export const touchPoints = ({ messages, format: { locale } }: ChartContext, { details: { curve } }: Result, { x, y }: TouchPlot): readonly ScenePoint[] =>
  curve.map((step): ScenePoint => {
    const share = (part: number): string => formatPercent(part, locale, 1);
    const row = (cause: 'marketing' | 'sales' | 'direct'): ScenePoint['rows'] => {
      const part = step[cause];
      return part === null ? [] : [{ label: say(messages, `touches.row.${cause}`), value: share(part) }];
    };
    return {
      x: x(step.k), y: y(step.met), crosshair: true, title: say(messages, 'touches.point', { n: step.k }),
      rows: [
        { label: say(messages, 'touches.row.met'), value: share(step.met) },
        ...(step.lo === null || step.hi === null ? [] : [{ label: say(messages, 'table.interval'), value: `${formatNumber(step.lo * 100, locale, { digits: 1, fixed: true })}–${formatPercent(step.hi, locale, 1, true)}` }]),
        ...row('sales'), ...row('marketing'), ...row('direct'),
        { label: say(messages, 'touches.row.gone'), value: share(step.gone) },
        { label: say(messages, 'touches.row.hazard'), value: say(messages, 'touches.ofRisk', { share: share(step.hazard), booked: step.booked, n: step.atRisk }) },
      ],
      sentence: say(messages, 'touches.say', { n: step.k, met: share(step.met), risk: step.atRisk, hazard: share(step.hazard) }),
    };
  });

export const touchSummary = ({ messages, format: { locale } }: ChartContext, { details: { curve, touchesForHalf } }: Result): string =>
  (touchesForHalf === null ? say(messages, 'touches.summaryNever', { share: formatPercent(curve[curve.length - 1]?.met ?? 0, locale) }) : say(messages, 'touches.summary', { count: touchesForHalf }));

export const touchTable = ({ messages, format: { locale } }: ChartContext, { details: { curve } }: Result): SceneTable => {
  const percent = (share: number | null): string => (share === null ? say(messages, 'table.missing') : formatNumber(share * 100, locale, { digits: 1, fixed: true }));
  const columns = ['k', 'met', 'sales', 'marketing', 'direct', 'gone', 'atRisk', 'booked', 'hazard'] as const;
  const [k, met, ...others] = columns.map((column) => say(messages, `touches.col.${column}`));
  return {
    caption: say(messages, 'touches.table'),
    columns: columns.map((column) => ({ label: say(messages, `touches.col.${column}`), numeric: true })),
    rows: curve.map((step) => [
      formatNumber(step.k, locale), percent(step.met), percent(step.sales), percent(step.marketing), percent(step.direct), percent(step.gone),
      formatNumber(step.atRisk, locale), formatNumber(step.booked, locale), percent(step.hazard),
    ]),
    rawColumns: [k as string, met as string, say(messages, 'table.lower'), say(messages, 'table.upper'), ...others],
    raw: curve.map((step) => [step.k, step.met, step.lo, step.hi, step.sales, step.marketing, step.direct, step.gone, step.atRisk, step.booked, step.hazard]),
  };
};
