import { property } from 'lit/decorators.js';
import { pipelineFunnel } from '../../charts/pipeline-funnel.js';
import { pipelineMultiples } from '../../charts/pipeline-multiples.js';
import { pipelineWaterfall } from '../../charts/pipeline-waterfall.js';
import { formatInterval } from '../../format/range.js';
import { formatValue } from '../../format/value-parts.js';
import { say, sayRuns } from '../../i18n/messages.js';
import type { KpiQuery } from '../../model/query.js';
import type { KpiResult } from '../../model/result.js';
import { KpiWidget } from '../kpi-widget.js';
import type { Line } from '../parts/line.js';
import { footOf } from '../parts/notes.js';
import type { Picture } from '../parts/picture.js';
import { headOf, type HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';
import { stockHead } from '../parts/stock-head.js';
import { widgetStyles } from '../widget.styles.js';
import { funnelStyles } from './pipeline-funnel.styles.js';

/** What the open deals are expected to bring, with its range. */
const expectedLines = ({ details }: KpiResult<'pipeline'>, { messages, format }: Stage): readonly Line[] => {
  const { weighted, weightedCi, volume } = details;
  if (weighted === null || volume === 0) return [];
  const range = weightedCi === null ? '' : formatInterval(weightedCi, 'money', weighted, format);
  const level = weightedCi === null ? 0 : Math.round(weightedCi.level * 10);
  return [
    { icon: null, runs: sayRuns(messages, 'facts.expected', ['value'], { value: formatValue(weighted, 'money', format) }) },
    ...(range === '' ? [] : [{ icon: 'interval' as const, runs: sayRuns(messages, 'interval.cases', [], { range, k: level, of: 10 }) }]),
  ];
};

/** Only what is open, or only how far a cohort got. */
const inMode = (result: KpiResult<'pipeline'>, mode: PipelineFunnel['mode']): KpiResult<'pipeline'> => {
  if (mode === 'snapshot') return { ...result, details: { ...result.details, cohort: null } };
  return mode === 'cohort' && result.details.cohort !== null ? { ...result, details: { ...result.details, stages: [], flow: null } } : result;
};

/**
 * What is open now, stage by stage (count, value, expected part), how far a cohort of deals got (share of previous and
 * of all, with the denominator written out), and what moved the pipeline during the period.
 *
 * @summary The pipeline by stage: open now, how far deals get, what moved it.
 * @status stable
 * @since 0.1.0
 * @event {KpiReadyEvent} kpi-ready - The first picture is drawn.
 * @event {KpiDataEvent} kpi-data - Data of the element's own was loaded.
 * @event {KpiProgressEvent} kpi-progress - Data of the element's own is being loaded: rows, bytes, pages and share so far.
 * @event {KpiErrorEvent} kpi-error - Loading or computing failed.
 * @event {KpiSelectEvent} kpi-select - The user chose a stage.
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
 * @tag pipeline-funnel
 */
export class PipelineFunnel extends KpiWidget {
  static override readonly tag: string = 'pipeline-funnel';
  static override styles = [widgetStyles, funnelStyles];

  /** `snapshot`: only what is open now; `cohort`: only how far deals got; default: both, each under its name. */
  @property() mode: 'snapshot' | 'cohort' | null = null;

  protected override readonly form = 'chart';
  protected override readonly ownDimensions = ['stage'];

  protected override questions(): readonly KpiQuery[] {
    return [{ kpi: 'pipeline', options: { ...(this.basis === null ? {} : { basis: this.basis }), view: 'stages' } }];
  }

  protected override defaultHeading({ messages }: Stage): string {
    return say(messages, 'title.pipeline');
  }

  protected override picture([result]: readonly [KpiResult<'pipeline'>], stage: Stage, context: HeadContext): Picture {
    const { frame, messages, size } = stage;
    const head = stockHead(headOf(result, context, stage), result, stage);
    const shown = inMode(result, this.mode);
    const multiples = result.segmentBy.length === 0 ? null : pipelineMultiples(result, frame, messages);
    const flow = size === 'md' || size === 'lg' ? pipelineWaterfall(shown, frame, messages) : null;
    return {
      head: { ...head, beside: size === 'lg' ? null : head.beside, facts: expectedLines(result, stage) },
      figures: size === 'xs' ? [] : [
        { id: 'stages', scene: pipelineFunnel(shown, frame, messages), dimensions: ['stage'] },
        ...(multiples === null ? [] : [{ id: 'segments', scene: multiples, dimensions: result.segmentBy }]),
        ...(flow === null ? [] : [{ id: 'flow', scene: flow, dimensions: [] }]),
      ],
      foot: footOf(result, null, stage, this.openSheet),
    };
  }
}

declare global {
  interface HTMLElementTagNameMap { 'pipeline-funnel': PipelineFunnel }
}
