import type { Filter, KpiQuery } from '../../model/query.js';
import type { KpiResult } from '../../model/result.js';
import type { ScenePoint } from '../../model/scene.js';
import type { DrillDetail } from '../../events/kpi-drill.js';
import type { Key } from './selection.js';

/** Which part of a figure is asked about. */
export interface DrillPart {
  readonly dimensions: readonly string[];
  /** One key, or several that are chosen together; none: the figure as a whole, or the stretch of time. */
  readonly keys: readonly Key[];
  readonly period?: ScenePoint['period'];
  readonly title: string;
}

/** What a drill is about, and whether it is about just that: some marks have no rows that can be listed by themselves. */
export interface Drill extends Omit<DrillDetail, 'shows'> { readonly isWider: boolean }

const wholeFigure: DrillPart = { dimensions: [], keys: [], title: '' };

/** A mark of a picture: its segment, the column that it shows, or its stretch of time. */
export const partOf = ({ key, period, rowsWith, title }: ScenePoint, dimensions: readonly string[]): DrillPart => {
  const isSegment = key !== undefined && key.length === dimensions.length && key.length > 0;
  const columns = Object.keys(rowsWith ?? {});
  return {
    dimensions: isSegment ? dimensions : columns,
    keys: isSegment ? [key] : columns.length > 0 ? [Object.values(rowsWith ?? {})] : [],
    ...(period === undefined ? {} : { period }),
    title,
  };
};

/** Several keys at once are a filter: each dimension accepts the values that occur. */
const accepting = (filter: Filter, { dimensions, keys }: DrillPart): Filter =>
  ({ ...filter, ...Object.fromEntries(dimensions.map((name, i) => [name, [...new Set(keys.map((key) => key[i] ?? null))]])) });

/** The question for the rows behind a figure or a part of it; `asked` is the one that the figure answers. */
export const drillOf = (result: KpiResult, asked: KpiQuery, part: DrillPart = wholeFigure): Drill => {
  const { kpi } = result;
  const [key, ...others] = part.keys;
  const given = asked.filter ?? {};
  const filter = others.length > 0 ? accepting(given, part) : given;
  const period = part.period ?? asked.period;
  const isOne = key !== undefined && others.length === 0;
  return {
    kpi, result, filter, title: part.title,
    period: part.period ?? { start: result.period.start, end: result.period.end },
    dimensions: isOne ? part.dimensions : [],
    key: isOne ? key : [],
    isWider: part.title !== '' && part.keys.length === 0 && part.period === undefined,
    query: {
      kpi,
      ...(period === undefined ? {} : { period }),
      ...(Object.keys(filter).length === 0 ? {} : { filter }),
      ...(asked.options === undefined ? {} : { options: asked.options }),
      ...(isOne ? { segmentBy: part.dimensions, segment: key } : {}),
    },
  };
};
