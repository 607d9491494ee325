import { formatDayBeside } from '../format/date.js';
import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { formatValue } from '../format/value-parts.js';
import { caveatText } from '../i18n/caveat-text.js';
import { say } from '../i18n/messages.js';
import type { Milestone, MilestoneStanding } from '../model/milestone.js';
import type { KpiResult } from '../model/result.js';
import type { ScenePoint, SceneTable } from '../model/scene.js';
import type { ChartContext } from './chart-context.js';
import type { Box } from './text-mark.js';

/** A milestone and the answer that its figure comes from. */
export interface Rung { readonly result: KpiResult; readonly stone: Milestone }

/** All milestones, KPI by KPI, each by due date. */
export const rungsOf = (results: readonly KpiResult[]): readonly Rung[] => results.flatMap((result) => (result.milestones ?? []).map((stone) => ({ result, stone })));

export const isGood = (standing: MilestoneStanding): boolean => standing === 'on_track' || standing === 'reached' || standing === 'secured';
export const isLate = (standing: MilestoneStanding): boolean => standing === 'behind' || standing === 'missed';
export const isThere = (standing: MilestoneStanding): boolean => standing === 'reached' || standing === 'secured';

export const stateText = ({ messages }: ChartContext, standing: MilestoneStanding): string => say(messages, `stone.${standing}`);

export const valueText = ({ format }: ChartContext, { result }: Rung, value: number): string => formatValue(value, result.unit, format, { plain: true });

const dayText = (context: ChartContext, { result }: Rung, day: string): string => formatDayBeside(day, result.asOf.slice(0, 10), context.format.locale, 'short');

/** `38 days by 31 Dec`. */
export const targetText = (context: ChartContext, rung: Rung): string => {
  const { stone } = rung;
  const target = valueText(context, rung, stone.target);
  return stone.due === null ? say(context.messages, 'stone.targetOnly', { target }) : say(context.messages, 'stone.target', { target, day: dayText(context, rung, stone.due) });
};

/** Whose milestone, where it is not everybody's. */
export const whoseText = ({ stone }: Rung): string => [stone.segment, stone.owner].filter((part) => part !== null).join(' · ');

export const nowText = (context: ChartContext, rung: Rung): string =>
  (rung.stone.value === null ? say(context.messages, 'stone.noValue') : say(context.messages, 'stone.now', { value: valueText(context, rung, rung.stone.value) }));

/** What the data lacks for a figure, in the words of its first forbidding note. */
const lackText = ({ messages }: ChartContext, { caveats }: KpiResult): string => {
  const found = caveats.find(({ severity, code }) => severity === 'block' && code !== 'R_UNRELIABLE');
  return found === undefined ? say(messages, 'stone.why.noFigure') : caveatText(found, messages).replace(/[.。]$/u, '');
};

/** How far, against how far it should be; or why that cannot be told. */
export const paceText = (context: ChartContext, rung: Rung): string => {
  const { messages, format: { locale } } = context;
  const { standing, value, reliability, progress, pace, due } = rung.stone;
  if (value === null) return lackText(context, rung.result);
  if (standing === 'unknown') return reliability === 'unreliable' || reliability === 'none' ? say(messages, 'stone.why.few', { n: rung.result.n }) : say(messages, 'stone.why.noPace');
  if (standing === 'missed' && due !== null) return say(messages, 'stone.dueOn', { day: dayText(context, rung, due) });
  if (isThere(standing) && rung.stone.firstReached !== null) return say(messages, due !== null && rung.stone.firstReached > due ? 'stone.reachedLate' : 'stone.reachedOn', { day: dayText(context, rung, rung.stone.firstReached) });
  if (progress === null) return '';
  if (progress < 0) {
    const back = formatPercent(-progress, locale);
    return pace === null ? say(messages, 'stone.back', { back }) : say(messages, 'stone.backPace', { back, due: formatPercent(pace, locale) });
  }
  const done = formatPercent(progress, locale);
  return pace === null || isThere(standing) ? say(messages, 'stone.done', { done }) : say(messages, 'stone.pace', { done, due: formatPercent(pace, locale) });
};

/** When it is reached at the pace of the last periods, and how sure that is; '' where there is nothing to arrive at or from. */
export const arrivalText = (context: ChartContext, rung: Rung): string => {
  const { messages } = context;
  const { standing, eta, etaRange, progress } = rung.stone;
  if (isThere(standing) || progress === null || standing === 'unknown') return '';
  if (eta === null) return say(messages, 'stone.noArrival');
  const day = dayText(context, rung, eta);
  if (etaRange === null) return say(messages, 'stone.likely', { day });
  const from = dayText(context, rung, etaRange.from);
  return etaRange.to === null ? say(messages, 'stone.likelyOpen', { day, from }) : say(messages, 'stone.likelyRange', { day, from, to: dayText(context, rung, etaRange.to) });
};

export const kpiText = ({ messages }: ChartContext, { result, stone }: Rung): string =>
  [say(messages, `kpi.${result.kpi}`), ...(stone.segment === null ? [] : [stone.segment])].join(' · ');

export const rungPoint = (context: ChartContext, rung: Rung, box: Box): ScenePoint => {
  const { messages, format: { locale } } = context;
  const { stone } = rung;
  const missing = say(messages, 'table.missing');
  const share = (part: number | null): string => (part === null ? missing : formatPercent(part, locale));
  const [what, target, now, pace, state, arrival] = [kpiText(context, rung), targetText(context, rung), nowText(context, rung), paceText(context, rung), stateText(context, stone.standing), arrivalText(context, rung)];
  const sentence = pace === '' ? say(messages, 'stone.sayShort', { what, target, now, state }) : say(messages, 'stone.say', { what, target, now, pace, state });
  return {
    x: box.x + box.width / 2, y: box.y + box.height / 2, box, title: what,
    rows: [
      { label: say(messages, 'stone.row.target'), value: target },
      { label: say(messages, 'stone.row.now'), value: stone.value === null ? missing : valueText(context, rung, stone.value) },
      ...(stone.startValue === null || stone.start === null ? []
        : [{ label: say(messages, 'stone.row.start'), value: say(messages, 'stone.startAt', { value: valueText(context, rung, stone.startValue), day: dayText(context, rung, stone.start) }) }]),
      { label: say(messages, 'stone.row.done'), value: share(stone.progress) }, { label: say(messages, 'stone.row.due'), value: share(stone.pace) },
      ...(arrival === '' ? [] : [{ label: say(messages, 'stone.row.arrival'), value: arrival }]),
      ...(stone.owner === null ? [] : [{ label: say(messages, 'stone.row.owner'), value: stone.owner }]),
      { label: say(messages, 'stone.row.state'), value: state },
    ],
    sentence: arrival === '' ? sentence : say(messages, 'stone.sayMore', { sentence, more: arrival }),
  };
};

export const milestoneSummary = ({ messages }: ChartContext, rungs: readonly Rung[]): string => {
  const count = (fits: (standing: MilestoneStanding) => boolean): number => rungs.filter(({ stone }) => fits(stone.standing)).length;
  return say(messages, 'stone.summary', { good: count(isGood), all: rungs.length, late: count(isLate), unknown: count((standing) => standing === 'unknown') });
};

export const milestoneTable = (context: ChartContext, rungs: readonly Rung[]): SceneTable => {
  const { messages, format: { locale } } = context;
  const missing = say(messages, 'table.missing');
  const percent = (part: number | null): string => (part === null ? missing : formatNumber(part * 100, locale));
  const columns = ['kpi', 'target', 'due', 'now', 'done', 'pace', 'state', 'when'] as const;
  const raw = ['kpi', 'segment', 'owner', 'target', 'start', 'startValue', 'due', 'now', 'done', 'pace', 'state', 'reached', 'eta', 'etaFrom', 'etaTo'] as const;
  const orMissing = (text: string): string => (text === '' ? missing : text);
  return {
    caption: say(messages, 'stone.table'),
    columns: columns.map((column) => ({ label: say(messages, `stone.col.${column}`), numeric: ['target', 'now', 'done', 'pace'].includes(column) })),
    rows: rungs.map((rung) => [
      kpiText(context, rung), valueText(context, rung, rung.stone.target), rung.stone.due === null ? missing : dayText(context, rung, rung.stone.due),
      rung.stone.value === null ? missing : valueText(context, rung, rung.stone.value), percent(rung.stone.progress), percent(rung.stone.pace), stateText(context, rung.stone.standing),
      orMissing(isThere(rung.stone.standing) ? paceText(context, rung) : arrivalText(context, rung)),
    ]),
    rawColumns: raw.map((column) => say(messages, `stone.col.${column}`)),
    raw: rungs.map(({ result, stone }) => [
      result.kpi, stone.segment, stone.owner, stone.target, stone.start, stone.startValue, stone.due, stone.value, stone.progress, stone.pace, stone.standing, stone.firstReached, stone.eta,
      stone.etaRange?.from ?? null, stone.etaRange?.to ?? null,
    ]),
  };
};
