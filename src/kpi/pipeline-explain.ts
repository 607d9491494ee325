import type { FlowEntry } from '../model/details.js';
import type { ToExplain } from './define-kpi.js';
import { createCut } from './create-cut.js';
import type { Explanation } from './explain.js';
import { pipelineCells, type PipelineCells } from './pipeline-cells.js';
import { finishPipeline } from './pipeline-finish.js';
import { pipelineTime } from './pipeline-time.js';
import { dealRows } from './deal-rows.js';
import { stockRows } from './stock-rows.js';

/** What came in (+) and went out (−) between the two stocks, in the order of a waterfall. */
const flows = [['created', 1], ['reopened', 1], ['won', -1], ['lost', -1], ['amountChange', 1], ['moved', 1]] as const;

/**
 * From the earlier stock to the later one by its flows. They are those between the two instants compared, which with
 * `compare: 'year'` or an open period is another time than the period's own. Counted in full: no intervals. null without
 * begin or closing dates.
 */
export const explainPipeline = ({ context, question, after, before }: ToExplain<'pipeline', PipelineCells>): Explanation | null => {
  if (before === null || before.finished.value === null || after.finished.value === null) return null;
  const [fromDay, toDay] = [pipelineTime(context, before.period).day, pipelineTime(context, after.period).day];
  if (fromDay >= toDay) return null;
  const between = {
    ...question, isSegment: true, period: context.calendar.between(fromDay, toDay, context.asOfMs),
    cut: createCut(question.cut.filter, [], [stockRows(context), dealRows(context)]),
  };
  const { flow } = finishPipeline(pipelineCells(context, between)[0] as PipelineCells, context, between).details;
  if (flow === null) return null;
  const valueOf = ({ value }: FlowEntry): number => value ?? 0;
  const [start, end] = [valueOf(flow.start), valueOf(flow.end)];
  const parts = flows.map(([key, sign]) => ({ kind: 'flow' as const, key, value: sign * valueOf(flow[key]), ci: null, coversZero: false }));
  return {
    drivers: [{
      method: 'flows', figure: 'value', subject: null, by: null, unit: 'money', before: start, after: end, total: end - start,
      period: after.period, earlier: before.period, parts,
    }],
  };
};
