import type { ToExplain } from './define-kpi.js';
import { explainByRows, type Explanation } from './explain.js';
import { areApart, explainDimension, segmentCut, splitRate, valuesOf } from './explain-segments.js';
import { leadClockOf, leadLives } from './lead-life.js';
import { leadHashes } from './lead-rows.js';
import { leadHorizon, maturityOf, type LeadToOppCells } from './lead-to-opp-cells.js';

const dimensions = ['source', 'campaign', 'owner_id', 'region', 'score_band'] as const;

/** A changed ratio by segments of the leads: their own ratios and their shares among the matured ones. */
export const explainLeadToOpp = ({ context, question, by: asked, after, before }: ToExplain<'lead_to_opp', LeadToOppCells>): Explanation | null => {
  if (before === null) return null;
  const lives = leadLives(context, leadClockOf(question.options));
  const { rows, startMs } = lives;
  const { isMature, isQualified } = maturityOf(context, lives, leadHorizon(question.options));
  const by = explainDimension(asked, question, rows, dimensions);
  const cut = segmentCut(question, by, [rows]);
  const index = cut.groupOf(rows);
  const hashOf = leadHashes(context);
  const { weighed, base, split } = splitRate({
    head: { figure: 'value', subject: null, by, unit: 'ratio', period: after.period, earlier: before.period },
    values: valuesOf(cut), areApart: areApart([before.period, after.period]),
    fill: (add) => [before.period, after.period].forEach((period, at) => {
      for (let row = 0; row < rows.length; row++) {
        const start = startMs[row] as number;
        if (!(start >= period.startMs && start < period.endMs) || !isMature(row)) continue;
        add(at as 0 | 1, index === null ? 0 : (index[row] as number), hashOf(row), isQualified(row));
      }
    }),
  });
  return explainByRows(weighed, base, [split]);
};
