import { scaledFigure, scaleUnit } from '../format/money.js';
import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { formatSpoken } from '../format/spoken.js';
import { formatValue } from '../format/value-parts.js';
import { say } from '../i18n/messages.js';
import { segmentName } from '../i18n/words.js';
import type { ScenePoint, SceneTable } from '../model/scene.js';
import { followedCohort, stageName } from './funnel-rows.js';
import { figureIn, stageOf, type PipelineMultiples, type PipelineSegment } from './pipeline-segments.js';
import { round, type Box } from './text-mark.js';

export const pipelineMultiplesPoint = (multiples: PipelineMultiples, segment: PipelineSegment, cell: Box): ScenePoint => {
  const { messages, format } = multiples.context;
  const { details, key, n, value } = segment;
  const cohort = followedCohort(details);
  const money = (amount: number): string => formatValue(amount, 'money', format);
  const name = segmentName(messages, key, multiples.context.naming);
  const share = cohort === null ? null : cohort.won / cohort.n;
  return {
    x: round(cell.x + cell.width / 2), y: round(cell.y + cell.height / 2), box: { ...cell, x: cell.x - 4, width: cell.width + 4 }, title: name, key,
    rows: [
      { label: say(messages, 'funnel.row.count'), value: formatNumber(n, format.locale) },
      ...(value === null ? [] : [{ label: say(messages, 'funnel.row.value'), value: money(value) }]),
      ...(details.weighted === null ? [] : [{ label: say(messages, 'funnel.row.weighted'), value: money(details.weighted) }]),
      ...(cohort === null || share === null ? [] : [{ label: say(messages, 'funnel.col.wonOf', { count: cohort.n }), value: formatPercent(share, format.locale, 1) }]),
    ],
    sentence: `${[
      say(messages, 'funnel.say.open', { stage: name, n }),
      ...(value === null ? [] : [say(messages, 'funnel.say.value', { value: formatSpoken(value, 'money', format) })]),
      ...(cohort === null || share === null ? [] : [say(messages, 'funnel.say.won', { won: cohort.won, of: cohort.n, share: formatSpoken(share, 'ratio', format) })]),
    ].join(', ')}.`,
  };
};

/** The segment with the most in the pipeline, and its part of the whole. */
export const pipelineMultiplesSummary = ({ context, segments, money }: PipelineMultiples): string => {
  const { messages, format } = context;
  const sizeOf = ({ n, value }: PipelineSegment): number => (money === null ? n : value ?? 0);
  const total = segments.reduce((sum, segment) => sum + sizeOf(segment), 0);
  const largest = segments.reduce((most, segment) => (sizeOf(segment) > sizeOf(most) ? segment : most));
  if (total <= 0) return say(messages, 'funnel.none');
  return say(messages, 'funnel.summaryMultiples', {
    segment: segmentName(messages, largest.key, context.naming), share: formatSpoken(Math.round((sizeOf(largest) / total) * 100) / 100, 'ratio', format),
  });
};

/** One row per segment: what is open in all, in each stage, and how far its cohort got. */
export const pipelineMultiplesTable = (multiples: PipelineMultiples, dimension: string): SceneTable => {
  const { context, segments, stages, money } = multiples;
  const { messages, format } = context;
  const missing = say(messages, 'table.missing');
  const unit = money === null ? '' : scaleUnit(money, format);
  const amount = (value: number | null): string => (value === null || money === null ? missing : scaledFigure(value, money, format.locale));
  const shareOf = ({ details }: PipelineSegment): number | null => {
    const cohort = followedCohort(details);
    return cohort === null ? null : cohort.won / cohort.n;
  };
  const labels = [
    say(messages, 'cycle.col.segment'), say(messages, 'funnel.col.count'),
    ...(money === null ? [] : [say(messages, 'funnel.col.value', { unit }), say(messages, 'funnel.col.weighted', { unit })]),
    ...stages.map((stage) => stageName(context, stage)), say(messages, 'funnel.col.won'),
  ];
  return {
    caption: say(messages, money === null ? 'funnel.multiplesCountTable' : 'funnel.multiplesTable', { dimension, unit }),
    columns: labels.map((label, i) => ({ label, numeric: i > 0 })),
    rows: segments.map((segment) => {
      const share = shareOf(segment);
      return [
        segmentName(messages, segment.key, context.naming), formatNumber(segment.n, format.locale),
        ...(money === null ? [] : [amount(segment.value), amount(segment.details.weighted)]),
        ...stages.map((stage) => figureIn(multiples, stageOf(segment, stage))),
        share === null ? missing : formatNumber(share * 100, format.locale, { digits: 1, fixed: true }),
      ];
    }),
    raw: segments.map((segment) => [
      segmentName(messages, segment.key, context.naming), segment.n, ...(money === null ? [] : [segment.value, segment.details.weighted]),
      ...stages.map((stage) => {
        const own = stageOf(segment, stage);
        return money === null ? own?.n ?? 0 : own === null ? 0 : own.value;
      }), shareOf(segment),
    ]),
  };
};
