import { formatDay, lastDayBefore } from '../format/date.js';
import { formatPeriod } from '../format/period.js';
import { say } from '../i18n/messages.js';
import type { DatedMark } from '../model/annotation.js';
import type { ScenePoint, SceneTable } from '../model/scene.js';
import type { ChartContext } from './chart-context.js';
import { oneLine } from './fit-text.js';

interface Dates { readonly start: string; readonly end: string }

/** As many are named in the sentence about a whole picture. */
const mostSpoken = 3;

export const touches = (mark: Dates, dates: Dates): boolean => mark.start < dates.end && dates.start < mark.end;

const timeOf = ({ format }: ChartContext, mark: DatedMark): string =>
  (lastDayBefore(mark.end) === mark.start ? formatDay(mark.start, format.locale, 'full') : formatPeriod(mark, format));

const kindOf = ({ messages }: ChartContext, { kind }: DatedMark): string => say(messages, `annotation.kind.${kind}`);

const labelsIn = (marks: readonly DatedMark[], dates: Dates): readonly string[] => marks.filter((mark) => touches(mark, dates)).map(({ label }) => oneLine(label));

/** The reading of one mark. */
export const markReading = (context: ChartContext, mark: DatedMark): Pick<ScenePoint, 'title' | 'rows' | 'sentence'> => {
  const { messages } = context;
  const [kind, label, time] = [kindOf(context, mark), oneLine(mark.label), timeOf(context, mark)];
  return { title: label, rows: [{ label: kind, value: time }], sentence: say(messages, 'annotation.say', { kind, label, time }) };
};

/** A period's own reading together with what was marked in it. */
export const withMarksRead = ({ messages }: ChartContext, marks: readonly DatedMark[], point: ScenePoint, dates: Dates): ScenePoint => {
  const labels = labelsIn(marks, dates);
  if (labels.length === 0) return point;
  const what = labels.join(', ');
  return {
    ...point, rows: [...point.rows, { label: say(messages, 'annotation.column'), value: what }],
    sentence: `${point.sentence} ${say(messages, 'annotation.during', { what })}`,
  };
};

export const withMarksSaid = (context: ChartContext, marks: readonly DatedMark[], summary: string): string => {
  const { messages } = context;
  const what = marks.slice(0, mostSpoken).map((mark) => say(messages, 'annotation.inTime', { label: oneLine(mark.label), time: timeOf(context, mark) })).join('; ');
  const more = marks.length - mostSpoken;
  return `${summary} ${more > 0 ? say(messages, 'annotation.summaryMore', { what, n: more }) : say(messages, 'annotation.during', { what })}`;
};

/** A column more: what was marked in the time of each row. As it was where nothing was. */
export const withMarkColumn = ({ messages }: ChartContext, marks: readonly DatedMark[], table: SceneTable, rows: readonly Dates[]): SceneTable => {
  const texts = rows.map((dates) => labelsIn(marks, dates).join(', '));
  if (texts.every((text) => text === '')) return table;
  const label = say(messages, 'annotation.column');
  return {
    ...table,
    columns: [...table.columns, { label, numeric: false }],
    rows: table.rows.map((cells, i) => [...cells, texts[i] === '' ? say(messages, 'table.missing') : texts[i] as string]),
    raw: table.raw.map((cells, i) => [...cells, texts[i] === '' ? null : texts[i] as string]),
    ...(table.rawColumns === undefined ? {} : { rawColumns: [...table.rawColumns, label] }),
  };
};
