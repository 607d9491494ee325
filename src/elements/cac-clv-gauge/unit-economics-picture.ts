import { paybackCurve } from '../../charts/payback-curve.js';
import { unitEconomics } from '../../charts/unit-economics.js';
import { formatNumber } from '../../format/number.js';
import { formatPeriod } from '../../format/period.js';
import { say } from '../../i18n/messages.js';
import type { KpiResult } from '../../model/result.js';
import type { Figure } from '../parts/figure.js';
import type { Head } from '../parts/head.js';
import { footOf } from '../parts/notes.js';
import type { Picture } from '../parts/picture.js';
import { reasonOf } from '../parts/reason.js';
import { headOf, type HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';
import { targetLine } from '../parts/target-line.js';
import { saasBenchmark } from './saas-benchmark.js';
import { watchedRatio } from './watched-ratio.js';

export interface GaugeParts {
  /** Of the ratio. */
  readonly target: number | null;
  /** Whose industry figures are shown beside it. */
  readonly benchmark: 'saas' | null;
  readonly openSheet: () => void;
}

/** The ratio as the figure that leads, what it is made of, and when the cost is paid back. */
export const unitEconomicsPicture = (
  [cac, clv]: readonly [KpiResult<'cac'>, KpiResult<'clv'>], stage: Stage, context: HeadContext, { target, benchmark, openSheet }: GaugeParts,
): Picture => {
  const { messages, format, size } = stage;
  const counted = say(messages, 'footer.nPeriod', { count: formatNumber(cac.n, messages.locale), period: formatPeriod(cac.period, format) });
  return {
    head: ratioHead(cac, target, context, stage), reason: reasonOf(cac, messages),
    figures: size === 'xs' ? [] : figuresOf(cac, clv, benchmark, stage),
    foot: footOf(cac, counted, stage, openSheet),
  };
};

const figuresOf = (cac: KpiResult<'cac'>, clv: KpiResult<'clv'>, industry: GaugeParts['benchmark'], { frame, messages, size }: Stage): readonly Figure[] => {
  const benchmark = industry === 'saas' ? saasBenchmark(cac, messages) : null;
  const economics = unitEconomics(cac, frame, messages, { clv: clv.value === null ? null : clv, benchmark });
  const payback = size === 'sm' ? null : paybackCurve(cac, frame, messages);
  return [
    ...(economics === null ? [] : [{ id: 'economics', scene: economics, dimensions: [] }]),
    ...(payback === null ? [] : [{ id: 'payback', scene: payback, dimensions: [] }]),
  ];
};

/** How many times its cost a customer brings; without a lifetime value the cost itself leads. */
const ratioHead = (cac: KpiResult<'cac'>, target: number | null, context: HeadContext, stage: Stage): Head => {
  const own = headOf(cac, context, stage);
  const { clvToCac, clvToCacCi } = cac.details;
  if (clvToCac === null) return own;
  const { messages, line } = stage;
  const figure = (value: number): string => formatNumber(value, messages.locale, { digits: 1, fixed: true });
  const { lo, hi } = clvToCacCi ?? { lo: null, hi: null };
  const judged = { ...watchedRatio(cac, target), unit: 'index' } as const;
  const { status } = judged;
  return {
    ...own,
    value: { sign: clvToCac < 0 ? '\u2212' : '', value: figure(Math.abs(clvToCac)), glue: '\u00a0', unit: say(messages, 'unit.timesCac') },
    beside: lo === null || hi === null ? null : { icon: 'interval', text: `${figure(lo)}–${figure(hi)}` },
    change: own.change === null || own.change.icon === 'none' ? own.change : { ...own.change, runs: [{ text: 'CAC ', strong: false }, ...own.change.runs] },
    target: targetLine({ ...judged, targetText: `${formatNumber(target ?? 0, messages.locale, { digits: 1 })}×` }, line),
    status: target === null ? 'none' : line.isOld ? 'unknown' : status,
  };
};
