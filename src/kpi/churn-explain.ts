import type { ChurnCells } from './churn-cells.js';
import { churnRows, isCause } from './churn-rows.js';
import { stayAt } from './customer-stays.js';
import type { ToExplain } from './define-kpi.js';
import { explainByRows, type Explanation } from './explain.js';
import { explainDimension, segmentCut, splitMean, valuesOf } from './explain-segments.js';
import { compareValues } from './value-key.js';

const dimensions = ['product_id', 'segment', 'channel', 'sold_by', 'tenure'] as const;

/**
 * A changed churn rate by segments: their own rates and their shares among the customers at the start. null where customers
 * are told apart by why they left: whoever stayed has no reason, so no rate of its own belongs to one.
 */
export const explainChurn = ({ context, question, by: asked, after, before }: ToExplain<'churn', ChurnCells>): Explanation | null => {
  const filtered = Object.keys(question.cut.filter);
  if (before === null || filtered.some(isCause)) return null;
  const plain = churnRows(context, { period: after.period, options: question.options, dimensions: filtered });
  const by = explainDimension(asked, question, plain, dimensions);
  if (isCause(by)) return null;
  // What a customer is may depend on the period (its tenure), so each has rows and a cut of its own.
  const sides = [before.period, after.period].map((period) => {
    const rows = churnRows(context, { period, options: question.options, dimensions: [...filtered, by] });
    const cut = segmentCut(question, by, [rows]);
    return { period, rows, cut, index: cut.groupOf(rows), values: valuesOf(cut) };
  });
  const keys = [...new Set(sides.flatMap(({ values }) => values.keys.filter((_, i) => i !== values.restIndex)))].sort(compareValues);
  const placeOf = new Map(keys.map((key, place) => [key, place] as const));
  const { weighed, base, split } = splitMean({
    head: { figure: 'value', subject: null, by, unit: 'ratio', period: after.period, earlier: before.period },
    values: { keys: [...keys, null], restIndex: keys.length }, worth: (churned) => churned,
    fill: (add) => sides.forEach(({ period, rows, cut, index, values }, at) => {
      const hashes = rows.hashes();
      for (let row = 0; row < rows.length; row++) {
        const group = index === null ? 0 : (index[row] as number);
        const stay = group < cut.groups.length ? stayAt(rows.stays, row, period.startMs) : -1;
        if (stay === -1) continue;
        const place = group === values.restIndex ? keys.length : placeOf.get(values.keys[group] as string | null) ?? keys.length;
        add(at as 0 | 1, place, hashes[row] as number, (rows.stays.endMs[stay] as number) < period.endMs ? 1 : 0);
      }
    }),
  });
  return explainByRows(weighed, base, [split]);
};
