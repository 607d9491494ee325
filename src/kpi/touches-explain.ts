import { missingDay } from '../model/table.js';
import type { Period } from '../model/period.js';
import type { KpiContext } from './context.js';
import type { Cut, ToExplain } from './define-kpi.js';
import { explainByRows, type Explanation, type PartName } from './explain.js';
import { phaseSplit } from './explain-phases.js';
import { explainDimension, segmentCut, splitMean, valuesOf } from './explain-segments.js';
import type { TouchCells } from './touches-cells.js';
import { touchLives } from './touches-lives.js';

const dimensions = ['source', 'segment', 'owner_id', 'campaign', 'cycle_class'] as const;

/** As in the KPI's own phases. */
const actors: readonly PartName[] = ['marketing_before_sales', 'sales', 'marketing_later'].map((key) => ({ kind: 'phase', key }));

/** Visits the leads that booked in one of the periods. */
const eachBooked = (context: KpiContext, cut: Cut, periods: readonly Period[], visit: (period: number, row: number, group: number) => void): void => {
  const lives = touchLives(context);
  const index = cut.groupOf(lives);
  periods.forEach((period, at) => {
    const { startDay, endDay } = context.calendar.daysOf(period);
    for (let row = 0; row < lives.length; row++) {
      const day = lives.bookedDay[row] as number;
      const group = index === null ? 0 : (index[row] as number);
      if (day !== missingDay && day >= startDay && day < endDay && group < cut.groups.length) visit(at, row, group);
    }
  });
};

/** A changed number of touches by segments of the leads that booked, and by whose touches they were where that is noted. */
export const explainTouches = ({ context, question, by: asked, after, before }: ToExplain<'touches_to_meeting', TouchCells>): Explanation | null => {
  if (before === null) return null;
  const lives = touchLives(context);
  const by = explainDimension(asked, question, lives, dimensions);
  const cut = segmentCut(question, by, [lives]);
  const periods = [before.period, after.period];
  const head = { figure: 'value', subject: null, unit: 'touches', period: after.period, earlier: before.period } as const;
  const worth = (touches: number): number => touches;
  const { weighed, base, split } = splitMean({
    head: { ...head, by }, values: valuesOf(cut), worth,
    fill: (add) => eachBooked(context, cut, periods, (period, row, group) => add(period as 0 | 1, group, lives.hashOf(row), lives.touches[row] as number)),
  });
  if (!lives.hasActor) return explainByRows(weighed, base, [split]);
  eachBooked(context, cut, periods, (period, row) => {
    const [all, marketing, warmUp] = [lives.touches[row] as number, lives.marketing[row] as number, lives.warmUp[row] as number];
    [warmUp, all - marketing, marketing - warmUp].forEach((touches, actor) => weighed.push(lives.hashOf(row), base + period * actors.length + actor, touches));
  });
  return explainByRows(weighed, base + 2 * actors.length, [split, phaseSplit({ head, base, names: actors, worth })]);
};
