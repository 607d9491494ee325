import { productMatrix } from '../../charts/product-matrix.js';
import { productScores } from '../../charts/product-scores.js';
import { byScore, noteCodes, perEffort, rankWords } from '../../charts/product-words.js';
import { formatNumber } from '../../format/number.js';
import { formatInterval } from '../../format/range.js';
import { valueParts } from '../../format/value-parts.js';
import { say } from '../../i18n/messages.js';
import { namingOf, segmentName } from '../../i18n/words.js';
import type { ProductFigures } from '../../model/product-details.js';
import type { KpiQuery } from '../../model/query.js';
import type { KpiResult } from '../../model/result.js';
import { factsBelowStyles } from '../../styles/facts-below.styles.js';
import { KpiWidget } from '../kpi-widget.js';
import type { Watched } from '../parts/alert-watch.js';
import type { Head } from '../parts/head.js';
import { plainLine, type Line } from '../parts/line.js';
import { footOf } from '../parts/notes.js';
import type { Picture } from '../parts/picture.js';
import { reasonOf } from '../parts/reason.js';
import { headOf, type HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';
import { widgetStyles } from '../widget.styles.js';
import { productPerformanceChartStyles } from './product-performance-chart.styles.js';

type Result = KpiResult<'product_performance'>;

/**
 * Which products sell easily and which are worth it: win rate against margin per win, then per product the score (earnings per day of
 * selling, all products = 100), what it comes from, and units and revenue with their places. Where the places contradict each other,
 * or a campaign, a deal or a commission makes the product look better than it is, it says so.
 *
 * @summary Products by ease of selling and worth, with what makes their scores.
 * @status stable
 * @since 0.1.0
 * @event {KpiReadyEvent} kpi-ready - The first picture is drawn.
 * @event {KpiDataEvent} kpi-data - Data of the element's own was loaded.
 * @event {KpiProgressEvent} kpi-progress - Data of the element's own is being loaded: rows, bytes, pages and share so far.
 * @event {KpiErrorEvent} kpi-error - Loading or computing failed.
 * @event {KpiSelectEvent} kpi-select - The user chose a product.
 * @event {KpiDrillEvent} kpi-drill - The user asks where the figure comes from.
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
 * @tag product-performance-chart
 */
export class ProductPerformanceChart extends KpiWidget {
  static override readonly tag: string = 'product-performance-chart';
  static override styles = [widgetStyles, factsBelowStyles, productPerformanceChartStyles];

  protected override readonly form = 'chart';

  protected override readonly ownDimensions = ['product_id'];

  /** All products together are 100 whatever they earn: a target for them would say nothing. */
  protected override get leadTarget(): null {
    return null;
  }

  protected override questions(): readonly KpiQuery[] {
    return [{ kpi: 'product_performance', compare: 'none' }];
  }

  protected override watched(): Watched | null {
    return null;
  }

  protected override defaultHeading({ messages }: Stage): string {
    return say(messages, 'title.product');
  }

  protected override picture([result]: readonly [Result], stage: Stage, context: HeadContext): Picture {
    const { frame, messages, size } = stage;
    const reason = reasonOf(result, messages);
    const isShown = size !== 'xs' && reason === null;
    const matrix = isShown && size !== 'sm' ? productMatrix(result, frame, messages) : null;
    const spoken = spokenOf(result, stage, context);
    return {
      head: headOfBest(result, context, stage),
      reason,
      figures: !isShown ? [] : [
        ...(matrix === null ? [] : [{ id: 'worth', scene: matrix, dimensions: ['product_id'] }]),
        { id: 'scores', scene: productScores(result, frame, messages), dimensions: ['product_id'] },
      ],
      foot: footOf(result, say(messages, 'footer.nWon', { n: result.n }), stage, this.openSheet),
      ...(isShown ? { saidElsewhere: noteCodes } : {}),
      ...(spoken === null ? {} : { spoken }),
    };
  }
}

/** The product that earns most per effort, of those that may be compared. */
const bestOf = ({ details: { products } }: Result): ProductFigures | null => {
  const [best] = products.filter(({ ranks }) => ranks !== null).sort(byScore);
  return best ?? null;
};

const nameOf = (result: Result, { id }: ProductFigures, { messages }: Stage): string => segmentName(messages, [id], namingOf(result, ['product_id']));

/** The best product leads: all together are 100 by definition. */
const headOfBest = (result: Result, context: HeadContext, stage: Stage): Head => {
  const own = { ...headOf(result, context, stage), change: null, target: null, status: 'none' } as const;
  const best = bestOf(result);
  if (best === null || best.score === null || best.ranks === null) return { ...own, facts: [] };
  const { messages, format, size } = stage;
  const interval = best.scoreCi === null ? '' : formatInterval(best.scoreCi, 'index', best.score, format);
  const product = nameOf(result, best, stage);
  const unit = size === 'xs' ? product : say(messages, 'product.bestOf', { product, count: best.ranks.of });
  return {
    ...own,
    value: { ...valueParts(best.score, 'index', format), glue: '\u00a0', unit },
    beside: interval === '' ? null : { icon: 'interval', text: interval, more: say(messages, 'interval.inBrackets', { level: 95 }) },
    facts: size === 'xs' ? [] : conflictOf(result, stage),
  };
};

/** Of the products whose places contradict each other, the one sold most. */
const conflictOf = (result: Result, stage: Stage): readonly Line[] => {
  const { messages } = stage;
  const [product] = result.details.products.filter(({ ranks }) => ranks?.conflict === true).sort((a, b) => b.won - a.won);
  const words = product === undefined ? null : rankWords(messages, product, result.details);
  return product === undefined || words === null ? [] : [plainLine(null, say(messages, 'product.fact', { product: nameOf(result, product, stage), words }))];
};

/** The head as a sentence; null where no product may be compared. */
const spokenOf = (result: Result, stage: Stage, { heading }: HeadContext): string | null => {
  const best = bestOf(result);
  if (best === null || best.score === null) return null;
  const { messages } = stage;
  const index = (value: number): string => formatNumber(value, messages.locale);
  const words = { name: heading, product: nameOf(result, best, stage), per: perEffort(messages, result.details), score: index(best.score) };
  const { lo, hi } = best.scoreCi ?? { lo: null, hi: null };
  const lead = lo === null || hi === null ? say(messages, 'product.spoken', words) : say(messages, 'product.spokenInterval', { ...words, lo: index(lo), hi: index(hi) });
  return [lead, ...conflictOf(result, stage).map(({ runs }) => `${runs.map(({ text }) => text).join('')}.`)].join(' ');
};

declare global {
  interface HTMLElementTagNameMap { 'product-performance-chart': ProductPerformanceChart }
}
