import { formatDay } from '../format/date.js';
import type { MoneyScale } from '../format/money.js';
import { say } from '../i18n/messages.js';
import type { CohortFunnel, PipelineDetails, PipelineStage } from '../model/details.js';
import type { KpiResult } from '../model/result.js';
import type { ChartContext } from './chart-context.js';
import type { FunnelLayout } from './funnel-layout.js';

/** One stage as the funnel shows it: what is open in it now, and how far the cohort got. */
export interface FunnelRow {
  readonly stage: string | null;
  readonly open: PipelineStage | null;
  readonly cohort: CohortFunnel['stages'][number] | null;
  /** Share that goes on from here: to the next stage, from the last one to won. */
  readonly onward: number | null;
}

/** The cohort, if a deal is in it: of none it cannot be told how far they got. */
export const followedCohort = ({ cohort }: PipelineDetails): CohortFunnel | null => (cohort === null || cohort.n === 0 ? null : cohort);

/** Stages in pipeline order; those that only the cohort knows stand after the stage they follow there. */
export const funnelRows = (details: PipelineDetails): readonly FunnelRow[] => {
  const followed = followedCohort(details);
  const cohort = followed?.stages ?? [];
  const names: (string | null)[] = details.stages.map((stage) => stage.stage);
  cohort.forEach((stage, i) => {
    if (!names.includes(stage.stage)) names.splice(i === 0 ? 0 : names.indexOf((cohort[i - 1] as { stage: string }).stage) + 1, 0, stage.stage);
  });
  return names.map((name) => {
    const at = cohort.findIndex((stage) => stage.stage === name);
    return {
      stage: name,
      open: details.stages.find((stage) => stage.stage === name) ?? null,
      cohort: cohort[at] ?? null,
      onward: at < 0 || followed === null ? null : onwardShare(followed, at),
    };
  });
};

const onwardShare = (cohort: CohortFunnel, at: number): number | null => {
  const next = cohort.stages[at + 1];
  if (next) return next.ofPrevious;
  const reached = cohort.stages[at]?.reached ?? 0;
  return reached > 0 ? cohort.won / reached : null;
};

/** Losses under this are too few to say where most fall. */
const fewestLosses = 10;

/** The stage of the followed deals where more were lost than at any other; null with few losses, or with two that are first. */
export const mostLost = (details: PipelineDetails): { readonly stage: string; readonly lost: number; readonly all: number } | null => {
  const stages = followedCohort(details)?.stages ?? [];
  const all = stages.reduce((sum, { lostHere }) => sum + lostHere, 0);
  const [first, second] = [...stages].sort((a, b) => b.lostHere - a.lostHere);
  if (all < fewestLosses || first === undefined || first.lostHere === second?.lostHere) return null;
  return { stage: first.stage, lost: first.lostHere, all };
};

/** Everything the parts of the funnel share. */
export interface Funnel {
  readonly context: ChartContext;
  readonly result: KpiResult<'pipeline'>;
  readonly rows: readonly FunnelRow[];
  readonly layout: FunnelLayout;
  readonly scale: MoneyScale;
  readonly moneyUnit: string;
  /** Height of the middle of row i; the row after the last is won. */
  readonly rowY: (i: number) => number;
}

export const stageName = (context: ChartContext, stage: string | null): string => stage ?? say(context.messages, 'funnel.noStage');

/** Day the stock is counted on, as people say it. */
export const stockDay = (context: ChartContext, result: KpiResult): string =>
  formatDay(result.period.end < result.asOf ? result.period.end : result.asOf, context.format.locale, 'long');
