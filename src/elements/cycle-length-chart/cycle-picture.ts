import { cycleCurve } from '../../charts/cycle-curve.js';
import { cycleMultiples } from '../../charts/cycle-multiples.js';
import { stageTime } from '../../charts/stage-time.js';
import { formatNumber } from '../../format/number.js';
import { say } from '../../i18n/messages.js';
import type { KpiResult } from '../../model/result.js';
import type { Figure } from '../parts/figure.js';
import { footOf } from '../parts/notes.js';
import type { Picture } from '../parts/picture.js';
import { passesNothing, reasonOf } from '../parts/reason.js';
import { headOf, type HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';

/** Head, pictures and notes of a cycle-length chart. */
export const cyclePicture = ([result]: readonly [KpiResult<'sales_cycle'>], stage: Stage, context: HeadContext, openSheet: () => void): Picture => {
  const { messages, size } = stage;
  const head = headOf(result, context, stage);
  const counted = say(messages, 'footer.nWonFollowed', {
    won: formatNumber(result.n, messages.locale), followed: formatNumber(result.details.curveN, messages.locale),
  });
  const value = head.value === null || size === 'xs' ? head.value : { ...head.value, unit: say(messages, 'unit.daysMean', { n: Math.round((result.value ?? 0) * 10) / 10 }) };
  const reason = passesNothing(result) ? reasonOf(result, messages) : null;
  const figures = size === 'xs' || reason !== null ? [] : figuresOf(result, stage);
  return { head: { ...head, value }, reason, figures, foot: footOf(result, counted, stage, openSheet) };
};

const figuresOf = (result: KpiResult<'sales_cycle'>, { frame, messages, size }: Stage): readonly Figure[] => {
  const multiples = result.segmentBy.length === 0 ? null : cycleMultiples(result, frame, messages);
  const stages = size === 'sm' ? null : stageTime(result, frame, messages);
  return [
    multiples === null
      ? { id: 'curve', scene: cycleCurve(result, frame, messages), dimensions: [] }
      : { id: 'segments', scene: multiples, dimensions: result.segmentBy },
    ...(stages === null ? [] : [{ id: 'stages', scene: stages, dimensions: [] }]),
  ];
};
