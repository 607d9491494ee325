import { columnScaleOf, scaledFigure, type MoneyScale } from '../format/money.js';
import { formatNumber } from '../format/number.js';
import { say } from '../i18n/messages.js';
import type { PipelineStage } from '../model/details.js';
import type { KpiResult, Segment } from '../model/result.js';
import type { ChartContext } from './chart-context.js';
import { followedCohort } from './funnel-rows.js';

export type PipelineSegment = Segment<'pipeline'> & { readonly details: NonNullable<Segment<'pipeline'>['details']> };

/** What the small funnels share: stages in one order, one scale of money, or of deals where no amount is known. */
export interface PipelineMultiples {
  readonly context: ChartContext;
  readonly result: KpiResult<'pipeline'>;
  readonly segments: readonly PipelineSegment[];
  readonly stages: readonly (string | null)[];
  /** Null: deals are counted. */
  readonly money: MoneyScale | null;
}

export const hasDeals = (details: PipelineSegment['details']): boolean => details.volume > 0 || followedCohort(details) !== null;

export const stageOf = ({ details }: PipelineSegment, stage: string | null): PipelineStage | null => details.stages.find((own) => own.stage === stage) ?? null;

/** What a bar measures. */
export const sizeOf = (stage: PipelineStage | null, money: MoneyScale | null): number => (stage === null ? 0 : Math.max(0, money === null ? stage.n : stage.value ?? 0));

export const segmentScale = (context: ChartContext, segments: readonly PipelineSegment[]): MoneyScale | null => {
  const values = segments.flatMap(({ details }) => details.stages.flatMap(({ value }) => value ?? []));
  return values.length === 0 ? null : columnScaleOf(values.reduce((most, value) => Math.max(most, value), 0), context.format);
};

export const figureIn = ({ context, money }: PipelineMultiples, stage: PipelineStage | null): string => {
  const { locale } = context.format;
  if (money === null) return formatNumber(stage?.n ?? 0, locale);
  return stage !== null && stage.value === null ? say(context.messages, 'table.missing') : scaledFigure(stage?.value ?? 0, money, locale);
};
