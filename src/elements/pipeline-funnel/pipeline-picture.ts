import { pipelineFunnel } from '../../charts/pipeline-funnel.js';
import { pipelineMultiples } from '../../charts/pipeline-multiples.js';
import { pipelineWaterfall } from '../../charts/pipeline-waterfall.js';
import { formatInterval } from '../../format/range.js';
import { formatValue } from '../../format/value-parts.js';
import { sayRuns } from '../../i18n/messages.js';
import type { KpiResult } from '../../model/result.js';
import type { Line } from '../parts/line.js';
import { footOf } from '../parts/notes.js';
import type { Picture } from '../parts/picture.js';
import { headOf, type HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';
import { stockHead } from '../parts/stock-head.js';

export interface PipelineParts {
  /** Only what is open, only how far deals got; null: both. */
  readonly mode: 'snapshot' | 'cohort' | null;
  readonly openSheet: () => void;
}

/** Head, pictures and notes of a pipeline funnel. */
export const pipelinePicture = ([result]: readonly [KpiResult<'pipeline'>], stage: Stage, context: HeadContext, { mode, openSheet }: PipelineParts): Picture => {
  const { frame, messages, size } = stage;
  const head = stockHead(headOf(result, context, stage), result, stage);
  const shown = inMode(result, mode);
  const multiples = result.segmentBy.length === 0 ? null : pipelineMultiples(result, frame, messages);
  const flow = size === 'md' || size === 'lg' ? pipelineWaterfall(shown, frame, messages) : null;
  return {
    head: { ...head, beside: size === 'lg' ? null : head.beside, facts: expectedLines(result, stage) },
    figures: size === 'xs' ? [] : [
      { id: 'stages', scene: pipelineFunnel(shown, frame, messages), dimensions: ['stage'] },
      ...(multiples === null ? [] : [{ id: 'segments', scene: multiples, dimensions: result.segmentBy }]),
      ...(flow === null ? [] : [{ id: 'flow', scene: flow, dimensions: [] }]),
    ],
    foot: footOf(result, null, stage, openSheet),
  };
};

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
const inMode = (result: KpiResult<'pipeline'>, mode: PipelineParts['mode']): KpiResult<'pipeline'> => {
  if (mode === 'snapshot') return { ...result, details: { ...result.details, cohort: null } };
  return mode === 'cohort' && result.details.cohort !== null ? { ...result, details: { ...result.details, stages: [], flow: null } } : result;
};
