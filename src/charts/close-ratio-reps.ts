import { formatChange } from '../format/change.js';
import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { say, type Messages } from '../i18n/messages.js';
import { namingOf, segmentName } from '../i18n/words.js';
import type { OwnerRate } from '../model/details.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Scene, ScenePoint, SceneTable } from '../model/scene.js';
import { caption } from './caption.js';
import { chartContext, type ChartContext } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { funnelPlot, type FunnelItem } from './funnel-plot.js';
import { isUnreliable } from './is-unreliable.js';
import type { Box } from './text-mark.js';

/** Less than this share of lead quality is not worth a word. */
const worthSaying = 0.01;

/**
 * Reps by matured deals: what they closed (hollow) and what they would have closed with everybody's mix of leads (filled), within
 * the limits of chance. Null where the data names no reps.
 */
export const closeRatioReps = (result: KpiResult<'close_ratio'>, frame: Frame, messages: Messages): Scene | null => {
  const context = chartContext(frame, messages, namingOf(result, ['owner_id']));
  const { overall, funnel } = result.details;
  const owners = result.details.owners.filter(({ raw }) => raw !== null).sort(byCases);
  if (owners.length === 0 || overall === null || funnel.length === 0) return null;
  const head = caption(context, 0, say(messages, 'close.repsCaption'), say(messages, 'close.repsRest'), say(messages, 'close.repsShort'));
  const drawn = funnelPlot(context, owners.map((owner) => itemOf(context, owner)), {
    bands: funnel, middle: overall, highest: 1, isLoose: isUnreliable(result),
    legend: [{ swatch: 'hollow', ink: 'ink-2', text: say(messages, 'close.raw') }, { swatch: 'dot', ink: 'ink-2', text: say(messages, 'close.adjusted') }],
    middleText: say(messages, 'close.all', { share: formatPercent(overall, frame.locale, 1) }),
    limitTexts: [say(messages, 'limits.998'), say(messages, 'limits.95')],
    valueText: (share, isTop) => (isTop ? formatPercent(share, frame.locale) : formatNumber(share * 100, frame.locale)),
    sizeText: (n, isLast) => (isLast ? say(messages, 'close.deals', { n }) : formatNumber(n, frame.locale)),
  }, head.height + 4);
  return finishScene(context, {
    width: frame.width, height: drawn.bottom, plot: drawn.plot, marks: [...head.marks, ...drawn.marks],
    points: owners.map((owner, i) => pointOf(context, owner, drawn.boxes[i] as Box)),
    summary: summaryOf(context, owners, overall),
    table: tableOf(context, owners),
  });
};

/** From left to right, as the keys walk. */
const byCases = (a: OwnerRate, b: OwnerRate): number => a.n - b.n || (String(a.id) < String(b.id) ? -1 : 1);

const nameOf = ({ messages, naming }: ChartContext, { id }: OwnerRate): string => segmentName(messages, [id], naming);

/** Whether the leads a rep was given are easier or harder to close than everybody's; null where that makes no odds. */
const leadsOf = ({ messages }: ChartContext, { quality }: OwnerRate): string | null =>
  (quality === null || Math.abs(quality) < worthSaying ? null : say(messages, quality < 0 ? 'close.harder' : 'close.easier'));

const itemOf = (context: ChartContext, owner: OwnerRate): FunnelItem => {
  const { messages, format: { locale } } = context;
  const { id, n, adjusted, isCompared, named } = owner;
  const raw = owner.raw as number;
  const name = nameOf(context, owner);
  const isNamed = named !== null;
  const share = formatPercent(raw, locale);
  const leads = leadsOf(context, owner);
  return {
    id, size: n, isCompared, isNamed, figure: isCompared ? adjusted ?? raw : raw, from: isCompared && adjusted !== null ? raw : null,
    label: !isCompared ? say(messages, 'limits.few', { name, n: formatNumber(n, locale) }) : isNamed ? `${name}\u00a0${formatPercent(adjusted ?? raw, locale)}` : name,
    note: !isNamed ? null : leads === null ? say(messages, 'close.rawNote', { share }) : say(messages, 'close.rawNoteLeads', { share, leads }),
  };
};

const verdictOf = ({ messages }: ChartContext, { id, named, isCompared }: OwnerRate): string => {
  if (!isCompared) return say(messages, id === null ? 'limits.nobody' : 'limits.tooFew');
  return say(messages, named === 'above' ? 'limits.above' : named === 'below' ? 'limits.below' : 'limits.within');
};

const pointOf = (context: ChartContext, owner: OwnerRate, box: Box): ScenePoint => {
  const { messages, format } = context;
  const { id, n, won, adjusted, quality, skill, lo, hi, isCompared } = owner;
  const share = (rate: number | null): string => (rate === null ? say(messages, 'table.missing') : formatPercent(rate, format.locale, 1));
  const points = (part: number | null): string => (part === null ? say(messages, 'table.missing') : formatChange(part, 'ratio', format, true));
  const rep = nameOf(context, owner);
  const verdict = verdictOf(context, owner);
  return {
    x: box.x + box.width / 2, y: box.y + box.height / 2, box, title: rep, key: [id],
    rows: [
      { label: say(messages, 'close.row.raw'), value: say(messages, 'close.ofDeals', { share: share(owner.raw), won, n }) },
      ...(isCompared ? [
        { label: say(messages, 'close.row.adjusted'), value: share(adjusted) },
        { label: say(messages, 'close.row.quality'), value: points(quality) },
        { label: say(messages, 'close.row.skill'), value: points(skill) },
        ...(lo === null || hi === null ? [] : [{ label: say(messages, 'close.row.limits'), value: rangeOf(context, lo, hi) }]),
      ] : []),
      { label: say(messages, 'limits.verdict'), value: verdict },
    ],
    sentence: !isCompared ? say(messages, id === null ? 'close.say.nobody' : 'close.say.few', { rep, n, share: share(owner.raw) })
      : say(messages, 'close.say.rep', { rep, n, raw: share(owner.raw), adjusted: share(adjusted), quality: points(quality), skill: points(skill), verdict }),
  };
};

/** Limits are those of a rate: nothing below 0 or above 1 is written. */
const rangeOf = ({ format: { locale } }: ChartContext, lo: number, hi: number): string =>
  `${formatNumber(Math.max(0, lo) * 100, locale)}–${formatPercent(Math.min(1, hi), locale)}`;

const summaryOf = (context: ChartContext, owners: readonly OwnerRate[], overall: number): string => {
  const { messages, format } = context;
  const listed = (side: OwnerRate['named']): string => owners.filter(({ named }) => named === side).map((owner) => nameOf(context, owner)).join(', ');
  const [above, below] = [listed('above'), listed('below')];
  const words = [
    ...(above === '' ? [] : [say(messages, 'close.summaryAbove', { reps: above })]), ...(below === '' ? [] : [say(messages, 'close.summaryBelow', { reps: below })]),
  ];
  return words.length > 0 ? words.join(' ') : say(messages, 'close.summaryNone', { share: formatPercent(overall, format.locale, 1) });
};

const tableOf = (context: ChartContext, owners: readonly OwnerRate[]): SceneTable => {
  const { messages, format: { locale } } = context;
  const missing = say(messages, 'table.missing');
  const figure = (share: number | null, isShown: boolean, signed = false): string =>
    (share === null || !isShown ? missing : formatNumber(share * 100, locale, { digits: 1, fixed: true, ...(signed ? { sign: 'always' as const } : {}) }));
  const columns = ['rep', 'n', 'won', 'raw', 'adjusted', 'quality', 'skill', 'limits', 'verdict'] as const;
  const rawColumns = ['rep', 'n', 'won', 'raw', 'expected', 'adjusted', 'quality', 'skill', 'lo', 'hi', 'lo998', 'hi998', 'verdict'] as const;
  return {
    caption: say(messages, 'close.table'),
    columns: columns.map((column) => ({ label: say(messages, `close.col.${column}`), numeric: column !== 'rep' && column !== 'verdict' })),
    rows: owners.map((owner) => [
      nameOf(context, owner), formatNumber(owner.n, locale), formatNumber(owner.won, locale), figure(owner.raw, true), figure(owner.adjusted, owner.isCompared),
      figure(owner.quality, owner.isCompared, true), figure(owner.skill, owner.isCompared, true),
      owner.lo === null || owner.hi === null ? missing : rangeOf(context, owner.lo, owner.hi), verdictOf(context, owner),
    ]),
    rawColumns: rawColumns.map((column) => say(messages, `close.col.${column}`)),
    raw: owners.map((owner) => [
      owner.id, owner.n, owner.won, owner.raw, owner.expected, owner.adjusted, owner.quality, owner.skill, owner.lo, owner.hi, owner.lo998, owner.hi998,
      owner.isCompared ? owner.named : null,
    ]),
  };
};
