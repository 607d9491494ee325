import { max } from 'd3-array';
import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { say } from '../i18n/messages.js';
import type { KpiResult } from '../model/result.js';
import type { Mark } from '../model/scene.js';
import type { TouchStep } from '../model/touches-details.js';
import { axisLine, valueAxis } from './axis.js';
import { caption } from './caption.js';
import type { ChartContext } from './chart-context.js';
import { isUnreliable } from './is-unreliable.js';
import { linearScale } from './linear-scale.js';
import { round } from './text-mark.js';
import { niceEnd } from './ticks.js';
import type { TouchPlot } from './touch-plot.js';

const height = 56;
/** Of fewer leads a share says nothing: drawn hollow, and without a say in the scale. */
const leastLeads = 10;

/** Of the leads that have come to so many touches, the share that meets then; on the x axis of the curve above. */
export const touchHazard = (context: ChartContext, result: KpiResult<'touches_to_meeting'>, { plot, x }: TouchPlot, top: number): { readonly marks: readonly Mark[]; readonly height: number } => {
  const { messages, format: { locale } } = context;
  const { curve } = result.details;
  const isFirm = ({ atRisk }: TouchStep): boolean => atRisk >= leastLeads;
  const firm = curve.filter(isFirm);
  const end = Math.min(1, niceEnd(max(firm.length > 0 ? firm : curve, ({ hazard }) => hazard) ?? 0, 2));
  const head = caption(context, top, say(messages, 'touches.hazard'), say(messages, 'touches.hazardRest'), say(messages, 'touches.hazardShort'));
  const box = { x: plot.x, y: top + head.height + 8, width: plot.width, height };
  const y = linearScale(0, end, box.y + height, box.y);
  return {
    height: head.height + 8 + height + 6,
    marks: [
      ...head.marks,
      ...valueAxis(box, [0, end], y, (share, isTop) => (isTop ? formatPercent(share, locale, 1) : formatNumber(share * 100, locale))),
      axisLine(box),
      ...curve.map((step, point): Mark => {
        const place = { type: 'dot' as const, x: round(x(step.k)), y: round(y(Math.min(end, step.hazard))), point };
        return isFirm(step) ? { ...place, r: 3.5, fill: isUnreliable(result) ? 'neutral' : 'accent' } : { ...place, r: 3, fill: 'surface', stroke: { ink: 'neutral', width: 1.25 } };
      }),
    ],
  };
};
