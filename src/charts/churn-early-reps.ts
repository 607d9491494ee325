import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { say, type Messages } from '../i18n/messages.js';
import { namingOf, segmentName } from '../i18n/words.js';
import type { ChurnOwner } from '../model/churn-details.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Scene, ScenePoint, SceneTable } from '../model/scene.js';
import { caption } from './caption.js';
import { chartContext, type ChartContext } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { funnelPlot, type FunnelItem } from './funnel-plot.js';
import type { Box } from './text-mark.js';

type Known = ChurnOwner & { readonly ratio: number };
const isKnown = (owner: ChurnOwner): owner is Known => owner.ratio !== null;

/**
 * Reps by how many of their customers were expected to leave within 90 days, and how many times as many did, within the limits of
 * chance. Null where the data does not tell who sold, or nobody was expected to leave.
 */
export const churnEarlyReps = (result: KpiResult<'churn'>, frame: Frame, messages: Messages): Scene | null => {
  const context = chartContext(frame, messages, namingOf(result, ['sold_by']));
  const owners = result.details.owners.filter(isKnown).sort(byExpected);
  if (owners.length === 0 || result.details.funnel.length === 0) return null;
  const head = caption(context, 0, say(messages, 'early.caption'), say(messages, 'early.rest'), say(messages, 'early.short'));
  const drawn = funnelPlot(context, owners.map((owner) => itemOf(context, owner)), {
    bands: result.details.funnel, middle: 1, highest: Infinity, isLoose: false, legend: [], middleText: say(messages, 'early.asExpected'),
    limitTexts: [say(messages, 'limits.998'), say(messages, 'limits.95')],
    valueText: (ratio, isTop) => (isTop ? timesOf(context, ratio) : formatNumber(ratio, frame.locale, { digits: 1 })),
    sizeText: (n, isLast) => (isLast ? say(messages, 'early.expected', { n: formatNumber(n, frame.locale) }) : formatNumber(n, frame.locale)),
  }, head.height + 4);
  return finishScene(context, {
    width: frame.width, height: drawn.bottom, plot: drawn.plot, marks: [...head.marks, ...drawn.marks],
    points: owners.map((owner, i) => pointOf(context, owner, drawn.boxes[i] as Box)),
    summary: summaryOf(context, result, owners),
    table: tableOf(context, owners),
  });
};

/** From left to right, as the keys walk. */
const byExpected = (a: ChurnOwner, b: ChurnOwner): number => a.expected - b.expected || (String(a.id) < String(b.id) ? -1 : 1);

const nameOf = ({ messages, naming }: ChartContext, { id }: ChurnOwner): string => segmentName(messages, [id], naming);

const timesOf = ({ format: { locale } }: ChartContext, ratio: number): string => `${formatNumber(ratio, locale, { digits: 1 })}\u00d7`;

const itemOf = (context: ChartContext, owner: Known): FunnelItem => {
  const { messages, format: { locale } } = context;
  const { id, n, observed, expected, ratio, isCompared, isFlagged } = owner;
  const name = nameOf(context, owner);
  return {
    id, size: expected, figure: ratio, from: null, isCompared, isNamed: isFlagged,
    label: !isCompared ? say(messages, 'limits.few', { name, n: formatNumber(n, locale) }) : isFlagged ? `${name}\u00a0${timesOf(context, ratio)}` : name,
    note: isFlagged ? say(messages, 'early.note', { observed: formatNumber(observed, locale), expected: formatNumber(expected, locale, { digits: 1 }) }) : null,
  };
};

/** A rep is only ever flagged above: nobody is praised for customers who happened to stay. */
const verdictOf = ({ messages }: ChartContext, { id, isCompared, isFlagged }: ChurnOwner): string => {
  if (!isCompared) return say(messages, id === null ? 'limits.nobody' : 'limits.tooFew');
  return say(messages, isFlagged ? 'early.flagged' : 'early.notFlagged');
};

const intervalOf = ({ messages, format: { locale } }: ChartContext, { lo, hi }: ChurnOwner): string =>
  (lo === null || hi === null ? say(messages, 'table.missing') : `${formatNumber(lo, locale, { digits: 2 })}–${formatNumber(hi, locale, { digits: 2 })}`);

const pointOf = (context: ChartContext, owner: Known, box: Box): ScenePoint => {
  const { messages, format: { locale } } = context;
  const { id, n, observed, expected, isCompared, ratio } = owner;
  const rep = nameOf(context, owner);
  const [range, verdict] = [intervalOf(context, owner), verdictOf(context, owner)];
  const often = formatNumber(expected, locale, { digits: 1 });
  return {
    x: box.x + box.width / 2, y: box.y + box.height / 2, box, title: rep, key: [id],
    rows: [
      { label: say(messages, 'early.row.observed'), value: say(messages, 'early.ofCustomers', { observed, n, share: formatPercent(n === 0 ? 0 : observed / n, locale) }) },
      { label: say(messages, 'early.row.expected'), value: often },
      ...(isCompared ? [{ label: say(messages, 'early.row.ratio'), value: timesOf(context, ratio) }, { label: say(messages, 'table.interval'), value: range }] : []),
      { label: say(messages, 'limits.verdict'), value: verdict },
    ],
    sentence: isCompared ? say(messages, 'early.say', { rep, observed, n, expected: often, ratio: timesOf(context, ratio), range, verdict })
      : say(messages, id === null ? 'early.sayNobody' : 'early.sayFew', { rep, observed, n }),
  };
};

const summaryOf = (context: ChartContext, { details: { early } }: KpiResult<'churn'>, owners: readonly ChurnOwner[]): string => {
  const { messages, format } = context;
  const flagged = owners.filter(({ isFlagged }) => isFlagged).map((owner) => nameOf(context, owner)).join(', ');
  const share = early.rate === null ? say(messages, 'table.missing') : formatPercent(early.rate, format.locale);
  return flagged === '' ? say(messages, 'early.summaryNone', { share }) : say(messages, 'early.summary', { reps: flagged, share });
};

const tableOf = (context: ChartContext, owners: readonly Known[]): SceneTable => {
  const { messages, format: { locale } } = context;
  const columns = ['rep', 'n', 'observed', 'expected', 'ratio', 'interval', 'verdict'] as const;
  const rawColumns = ['rep', 'n', 'observed', 'expected', 'ratio', 'lo', 'hi', 'lo95', 'hi95', 'lo998', 'hi998'] as const;
  return {
    caption: say(messages, 'early.table'),
    columns: columns.map((column) => ({ label: say(messages, `early.col.${column}`), numeric: column !== 'rep' && column !== 'verdict' })),
    rows: owners.map((owner) => [
      nameOf(context, owner), formatNumber(owner.n, locale), formatNumber(owner.observed, locale), formatNumber(owner.expected, locale, { digits: 1, fixed: true }),
      owner.isCompared ? formatNumber(owner.ratio, locale, { digits: 2, fixed: true }) : say(messages, 'table.missing'), owner.isCompared ? intervalOf(context, owner) : say(messages, 'table.missing'), verdictOf(context, owner),
    ]),
    rawColumns: rawColumns.map((column) => say(messages, `early.col.${column}`)),
    raw: owners.map(({ id, n, observed, expected, ratio, lo, hi, limits95, limits998 }) =>
      [id, n, observed, expected, ratio, lo, hi, limits95?.lo ?? null, limits95?.hi ?? null, limits998?.lo ?? null, limits998?.hi ?? null]),
  };
};
