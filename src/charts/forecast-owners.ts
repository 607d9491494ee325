import { max, min } from 'd3-array';
import { columnScaleOf, scaledFigure, scaleUnit } from '../format/money.js';
import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { formatSpoken } from '../format/spoken.js';
import { say, type Messages } from '../i18n/messages.js';
import { namingOf, segmentName } from '../i18n/words.js';
import type { ForecastOwner } from '../model/forecast-details.js';
import type { KpiResult } from '../model/result.js';
import type { Frame, Mark, Scene, ScenePoint, SceneTable } from '../model/scene.js';
import { caption } from './caption.js';
import { chartContext, widestOf, type ChartContext } from './chart-context.js';
import { finishScene } from './finish-scene.js';
import { isUnreliable } from './is-unreliable.js';
import { linearScale } from './linear-scale.js';
import { nameMarks, round, textMark, type Box } from './text-mark.js';

const rowPitch = 30;
const barHeight = 12;
const shownOwners = 12;
/** Beside narrower bars the words "promises too much" have no room: the ink says it, the reading and the table too. */
const wordsFrom = 460;

/** Per rep, how far the forecasts lay above (right) or below (left) what the rep won. Null where nobody forecasts for themselves. */
export const forecastOwners = (result: KpiResult<'forecast_accuracy'>, frame: Frame, messages: Messages): Scene | null => {
  const context = chartContext(frame, messages, namingOf(result, ['owner_id']));
  const owners = result.details.owners.filter(({ bias }) => bias !== null);
  if (owners.length < 2) return null;
  const shown = [...owners].sort(byBias).slice(0, shownOwners);
  const head = caption(context, 0, say(messages, 'forecast.ownersCaption'), say(messages, 'forecast.ownersRest'), say(messages, 'forecast.ownersShort'));
  const top = head.height + 8;
  const names = shown.map((owner) => segmentName(messages, [owner.id], context.naming));
  const nameWidth = Math.min(widestOf(context, names, 'text') + 10, frame.width * (frame.width < 200 ? 0.18 : 0.34));
  const figures = shown.map((owner) => formatNumber((owner.bias as number) * 100, frame.locale, { sign: 'always' }));
  const leans = shown.map((owner) => leanText(context, owner));
  const figureWidth = widestOf(context, figures, 'text', true) + 6;
  const leanWidth = frame.width >= wordsFrom ? widestOf(context, leans) + 8 : 0;
  // One period may be off by any share: those with too few do not set the scale, their bars end at the plot's.
  const firm = shown.filter((owner) => !isUnreliable(owner));
  const scaled = (firm.length === 0 ? shown : firm).map(({ bias }) => bias as number);
  const [low, high] = [Math.min(0, min(scaled) ?? 0), Math.max(0, max(scaled) ?? 0)];
  const isBelow = shown.some(({ bias }) => (bias as number) < 0);
  const plot = { x: nameWidth + (isBelow ? figureWidth : 0), y: top, width: 0, height: shown.length * rowPitch };
  plot.width = Math.max(41, frame.width - plot.x - figureWidth - leanWidth);
  const scale = linearScale(low, high === low ? low + 1 : high, plot.x, plot.x + plot.width);
  const x = (share: number): number => Math.max(plot.x, Math.min(plot.x + plot.width, scale(share)));
  const rows = shown.map((owner, i) => rowOf(owner, i, { top, x }));
  return finishScene(context, {
    width: frame.width, height: top + plot.height, plot,
    marks: [
      ...head.marks,
      ...rows.flatMap(({ bar, middle }, i): readonly Mark[] => {
        const owner = shown[i] as ForecastOwner;
        const share = owner.bias as number;
        const key = [owner.id];
        const isLoose = isUnreliable(owner);
        const look = { ink: isLoose ? 'ink-3' as const : 'ink-1' as const, size: 'text' as const, key };
        return [
          ...nameMarks(context, 0, middle, names[i] as string, nameWidth - 8, look),
          { type: 'rect', ...bar, radius: 1.5, fill: isLoose ? 'neutral-weak' : owner.lean === null ? 'neutral' : 'accent', point: i, key },
          textMark(share < 0 ? bar.x - 5 : bar.x + bar.width + 5, middle + 4, figures[i] as string, { ...look, anchor: share < 0 ? 'end' : 'start', strong: !isLoose, tabular: true }),
          ...(leanWidth > 0 ? [textMark(frame.width, middle + 4, leans[i] as string, { anchor: 'end', ink: owner.lean === null ? 'ink-3' : 'ink-1' })] : []),
        ];
      }),
      { type: 'rule', x1: round(x(0)), x2: round(x(0)), y1: top, y2: top + plot.height, stroke: { ink: 'axis', width: 1 } },
    ],
    points: shown.map((owner, i) => pointOf(context, owner, names[i] as string, (rows[i] as Row).bar, frame.width)),
    summary: summaryOf(context, shown, names),
    table: tableOf(context, owners),
  });
};

interface Row { readonly bar: Box; readonly middle: number }

/** Who is sure to be off comes first, then by how far the forecasts lay above. */
const byBias = (a: ForecastOwner, b: ForecastOwner): number =>
  Number(isUnreliable(a)) - Number(isUnreliable(b)) || (b.bias as number) - (a.bias as number) || (String(a.id) < String(b.id) ? -1 : 1);

const rowOf = (owner: ForecastOwner, i: number, { top, x }: { readonly top: number; readonly x: (share: number) => number }): Row => {
  const middle = top + i * rowPitch + rowPitch / 2;
  const [from, to] = [Math.min(x(0), x(owner.bias as number)), Math.max(x(0), x(owner.bias as number))];
  return { middle, bar: { x: round(from), y: middle - barHeight / 2, width: round(Math.max(1, to - from)), height: barHeight } };
};

const leanText = ({ messages, format }: ChartContext, owner: ForecastOwner): string => {
  if (isUnreliable(owner)) return `n = ${formatNumber(owner.n, format.locale)}`;
  return owner.lean === null ? '' : say(messages, owner.lean === 'over' ? 'forecast.owners.over' : 'forecast.owners.under');
};

const signedShare = (share: number, locale: string): string => (share > 0 ? `+${formatPercent(share, locale)}` : formatPercent(share, locale));

const pointOf = (context: ChartContext, owner: ForecastOwner, name: string, bar: Box, width: number): ScenePoint => {
  const { messages, format } = context;
  const money = (amount: number): string => formatSpoken(amount, 'money', format);
  const lean = leanText(context, owner);
  const bias = signedShare(owner.bias as number, format.locale);
  return {
    x: bar.x + bar.width / 2, y: bar.y + bar.height / 2, box: { x: 0, y: bar.y - 6, width, height: bar.height + 12 }, title: name, key: [owner.id],
    rows: [
      { label: say(messages, 'forecast.row.forecast'), value: money(owner.forecast) }, { label: say(messages, 'forecast.row.actual'), value: money(owner.actual) },
      { label: say(messages, 'forecast.biasCaption'), value: lean === '' ? bias : `${bias}, ${lean}` },
    ],
    sentence: isUnreliable(owner) ? say(messages, 'forecast.owners.sayFew', { rep: name, n: owner.n })
      : say(messages, 'forecast.owners.say', { rep: name, forecast: money(owner.forecast), actual: money(owner.actual), bias, n: owner.n }),
  };
};

const summaryOf = ({ messages, format }: ChartContext, owners: readonly ForecastOwner[], names: readonly string[]): string => {
  const worst = owners.findIndex((owner) => owner.lean === 'over' && !isUnreliable(owner));
  return worst < 0 ? say(messages, 'forecast.owners.summaryNone')
    : say(messages, 'forecast.owners.summary', { rep: names[worst] as string, bias: signedShare((owners[worst] as ForecastOwner).bias as number, format.locale) });
};

const tableOf = (context: ChartContext, owners: readonly ForecastOwner[]): SceneTable => {
  const { messages, format } = context;
  const scale = columnScaleOf(max(owners, ({ forecast, actual }) => Math.max(Math.abs(forecast), Math.abs(actual))) ?? 0, format);
  const percent = (share: number | null): string => (share === null ? '–' : formatNumber(share * 100, format.locale, { digits: 1, fixed: true }));
  const labels = [
    say(messages, 'forecast.owners.col.rep'), say(messages, 'forecast.col.forecast'), say(messages, 'forecast.col.actual'),
    say(messages, 'forecast.owners.col.bias'), say(messages, 'forecast.owners.col.accuracy'), say(messages, 'forecast.owners.col.n'),
  ];
  return {
    caption: say(messages, 'forecast.owners.table', { unit: scaleUnit(scale, format) }),
    columns: labels.map((label, i) => ({ label, numeric: i > 0 })),
    rows: [...owners].sort(byBias).map((owner) => [
      segmentName(messages, [owner.id], context.naming), scaledFigure(owner.forecast, scale, format.locale), scaledFigure(owner.actual, scale, format.locale),
      percent(owner.bias), percent(owner.accuracy), formatNumber(owner.n, format.locale),
    ]),
    raw: [...owners].sort(byBias).map((owner) => [owner.id, owner.forecast, owner.actual, owner.bias, owner.accuracy, owner.n]),
  };
};
