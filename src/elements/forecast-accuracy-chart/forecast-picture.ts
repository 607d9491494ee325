import { forecastDumbbells } from '../../charts/forecast-dumbbells.js';
import { forecastOwners } from '../../charts/forecast-owners.js';
import { forecastRolling } from '../../charts/forecast-rolling.js';
import { formatValue } from '../../format/value-parts.js';
import { say } from '../../i18n/messages.js';
import type { KpiResult } from '../../model/result.js';
import { plainLine, type Line } from '../parts/line.js';
import { footOf } from '../parts/notes.js';
import type { Picture } from '../parts/picture.js';
import { headOf, type HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';

/** Head, pictures and notes of a forecast-accuracy chart. */
export const forecastPicture = ([result]: readonly [KpiResult<'forecast_accuracy'>], stage: Stage, context: HeadContext, openSheet: () => void): Picture => {
  const { frame, messages, size } = stage;
  const rolling = size === 'sm' ? null : forecastRolling(result, frame, messages);
  const owners = size === 'sm' ? null : forecastOwners(result, frame, messages);
  return {
    head: { ...headOf(result, context, stage), facts: valueAdded(result, stage) },
    figures: size === 'xs' ? [] : [
      { id: 'periods', scene: forecastDumbbells(result, frame, messages), dimensions: [] },
      ...(rolling === null ? [] : [{ id: 'rolling', scene: rolling, dimensions: [] }]),
      ...(owners === null ? [] : [{ id: 'owners', scene: owners, dimensions: ['owner_id'] }]),
    ],
    foot: footOf(result, say(messages, 'footer.nPeriods', { n: result.n }), stage, openSheet),
  };
};

/** Whether forecasting was worth the hour: how much nearer it came than repeating the last comparable period. */
const valueAdded = ({ details: { fva }, reliability }: KpiResult<'forecast_accuracy'>, { messages, format }: Stage): readonly Line[] => {
  if (fva === null || fva === 0 || reliability === 'unreliable') return [];
  const value = formatValue(Math.abs(fva), 'money', format);
  return [plainLine(null, say(messages, fva > 0 ? 'forecast.factBetter' : 'forecast.factWorse', { value }))];
};
