import { describeResult } from '../../charts/describe-result.js';
import { responseCurves } from '../../charts/response-curves.js';
import { responseDropOff } from '../../charts/response-drop-off.js';
import { responseHours } from '../../charts/response-hours.js';
import { segmentIntervals } from '../../charts/segment-intervals.js';
import { waitMeasure } from '../../charts/segment-measure.js';
import { formatPercent } from '../../format/percent.js';
import { say, sayRuns } from '../../i18n/messages.js';
import type { KpiResult } from '../../model/result.js';
import { changeLine } from '../parts/change-line.js';
import type { Line } from '../parts/line.js';
import { footOf } from '../parts/notes.js';
import type { Picture } from '../parts/picture.js';
import { asBestRead, responseHead } from '../parts/response-head.js';
import { headOf, type HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';

/** Head, pictures and notes of a response-time chart. */
export const responsePicture = ([result]: readonly [KpiResult<'lead_response'>], stage: Stage, context: HeadContext, openSheet: () => void): Picture => {
  const { frame, messages, size } = stage;
  const shown = asBestRead(result);
  const head = responseHead(headOf(shown, context, stage), changeLine(result, stage.line), result, shown, stage);
  const segments = size === 'xs' ? null : segmentIntervals(result, frame, messages, waitMeasure);
  const isWide = size === 'md' || size === 'lg';
  const hours = isWide ? responseHours(result, frame, messages) : null;
  const dropOff = isWide ? responseDropOff(result, frame, messages) : null;
  return {
    head: { ...head, facts: inTime(result, stage) },
    figures: size === 'xs' ? [] : [
      ...(segments === null ? [] : [{ id: 'segments', scene: segments, dimensions: result.segmentBy }]),
      { id: 'reps', scene: responseCurves(result, frame, messages), dimensions: ['owner_id'] },
      ...(hours === null ? [] : [{ id: 'hours', scene: hours, dimensions: [] }]),
      ...(dropOff === null ? [] : [{ id: 'cost', scene: dropOff, dimensions: [] }]),
    ],
    foot: footOf(shown, say(messages, 'footer.nLeads', { n: result.details.n }), stage, openSheet),
    ...(shown === result ? {} : { spoken: describeResult(shown, messages, { name: say(messages, 'unit.ofMedian', { unit: context.heading }) }) }),
  };
};

/** Shares of the leads old enough to tell. */
const inTime = ({ details: { within5, within30, never } }: KpiResult<'lead_response'>, { messages }: Stage): readonly Line[] => {
  const share = (part: number): string => formatPercent(part, messages.locale);
  return [
    ...(within5 === null || within30 === null ? [] : [{ icon: null, runs: sayRuns(messages, 'response.factWithin', ['five', 'thirty'], { five: share(within5), thirty: share(within30) }) }]),
    ...(never === null ? [] : [{ icon: null, runs: sayRuns(messages, 'response.factNever', ['never'], { never: share(never) }) }]),
  ];
};
