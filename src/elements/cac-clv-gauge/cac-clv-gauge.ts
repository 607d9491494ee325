import { property } from 'lit/decorators.js';
import { paybackCurve } from '../../charts/payback-curve.js';
import { unitEconomics } from '../../charts/unit-economics.js';
import { formatNumber } from '../../format/number.js';
import { formatPeriod } from '../../format/period.js';
import { say } from '../../i18n/messages.js';
import type { KpiQuery } from '../../model/query.js';
import type { KpiResult } from '../../model/result.js';
import { KpiWidget } from '../kpi-widget.js';
import type { Watched } from '../parts/alert-watch.js';
import type { Figure } from '../parts/figure.js';
import type { Head } from '../parts/head.js';
import { judge } from '../parts/judge.js';
import { footOf } from '../parts/notes.js';
import type { Picture } from '../parts/picture.js';
import { reasonOf } from '../parts/reason.js';
import { headOf, type HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';
import { targetLine } from '../parts/target-line.js';
import { widgetStyles } from '../widget.styles.js';
import { gaugeStyles } from './cac-clv-gauge.styles.js';
import { saasBenchmark } from './saas-benchmark.js';

/** The ratio as a figure that is judged. */
const watchedRatio = ({ details: { clvToCac, clvToCacCi }, partial, reliability }: KpiResult<'cac'>, target: number | null): Watched => ({
  value: clvToCac, target, better: 'higher', reliability, partial,
  status: partial ? 'unknown' : judge(clvToCac, clvToCacCi, target, 'higher', reliability),
});

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

/**
 * What a customer costs, brings with the first order and over the whole relation, on one money scale, with break-even and
 * payback; above it how many times its cost a customer brings. `target` is a target for that ratio.
 *
 * @summary Acquisition cost, order value and lifetime value of a customer on one scale.
 * @status stable
 * @since 0.1.0
 * @event {KpiReadyEvent} kpi-ready - The first picture is drawn.
 * @event {KpiDataEvent} kpi-data - Data of the element's own was loaded.
 * @event {KpiProgressEvent} kpi-progress - Data of the element's own is being loaded: rows, bytes, pages and share so far.
 * @event {KpiErrorEvent} kpi-error - Loading or computing failed.
 * @event {KpiSelectEvent} kpi-select - The user chose a figure or a month.
 * @event {KpiDrillEvent} kpi-drill - The user asks where the figure comes from.
 * @event {KpiAlertEvent} kpi-alert - New data took the figure across its target.
 * @event {KpiStateChangeEvent} kpi-state-change - The user switched between picture and table.
 * @slot heading - Replaces the name above the figure.
 * @slot data - Data in the page: a script of type application/json or text/csv.
 * @csspart base - The frame.
 * @csspart heading - The name.
 * @csspart value - The figure.
 * @csspart delta - The change.
 * @csspart target - Target and verdict.
 * @csspart chart - A picture.
 * @csspart axis - The room of all pictures.
 * @csspart legend - What is selected.
 * @csspart tooltip - The reading of a point.
 * @csspart table - The table.
 * @csspart note - Notes and errors.
 * @csspart footer - Number of cases, rows left out.
 * @csspart toggle - Switches between picture and table.
 * @cssstate loading - No figure yet.
 * @cssstate ready - The figure is shown.
 * @cssstate empty - There are no rows.
 * @cssstate zero - The figure is a true zero.
 * @cssstate not-applicable - The data lacks what the figure needs.
 * @cssstate suppressed - Withheld: too few cases.
 * @cssstate stale - The figures are from an earlier load.
 * @cssstate partial - The period is not over.
 * @cssstate error - Something failed.
 * @cssproperty [--kpi-surface] - Background of the frame.
 * @cssproperty [--kpi-ink-1] - Value and names.
 * @cssproperty [--kpi-accent] - Measured values.
 * @tag cac-clv-gauge
 */
export class CacClvGauge extends KpiWidget {
  static override readonly tag: string = 'cac-clv-gauge';
  static override styles = [widgetStyles, gaugeStyles];

  /** `saas` shows the industry figures that the source article cites, with source and year. Off unless set. */
  @property() benchmark: 'saas' | null = null;

  protected override readonly form = 'chart';

  protected override get leadTarget(): null {
    return null;
  }

  protected override questions(): readonly KpiQuery[] {
    return [{ kpi: 'cac', ...(this.benchmark === null ? {} : { options: { industry: this.benchmark } }) }, { kpi: 'clv' }];
  }

  protected override watched([cac]: readonly KpiResult[]): Watched | null {
    return cac === undefined ? null : watchedRatio(cac as KpiResult<'cac'>, this.target);
  }

  protected override defaultHeading({ messages }: Stage): string {
    return say(messages, 'title.unitEconomics');
  }

  protected override picture([cac, clv]: readonly [KpiResult<'cac'>, KpiResult<'clv'>], stage: Stage, context: HeadContext): Picture {
    const { messages, format, size } = stage;
    const counted = say(messages, 'footer.nPeriod', { count: formatNumber(cac.n, messages.locale), period: formatPeriod(cac.period, format) });
    return {
      head: ratioHead(cac, this.target, context, stage), reason: reasonOf(cac, messages),
      figures: size === 'xs' ? [] : this.#figuresOf(cac, clv, stage),
      foot: footOf(cac, counted, stage, this.openSheet),
    };
  }

  #figuresOf(cac: KpiResult<'cac'>, clv: KpiResult<'clv'>, { frame, messages, size }: Stage): readonly Figure[] {
    const benchmark = this.benchmark === 'saas' ? saasBenchmark(cac, messages) : null;
    const economics = unitEconomics(cac, frame, messages, { clv: clv.value === null ? null : clv, benchmark });
    const payback = size === 'sm' ? null : paybackCurve(cac, frame, messages);
    return [
      ...(economics === null ? [] : [{ id: 'economics', scene: economics, dimensions: [] }]),
      ...(payback === null ? [] : [{ id: 'payback', scene: payback, dimensions: [] }]),
    ];
  }
}

declare global {
  interface HTMLElementTagNameMap { 'cac-clv-gauge': CacClvGauge }
}
