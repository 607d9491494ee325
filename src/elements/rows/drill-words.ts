import { formatDay, isKnownDay, lastDayBefore } from '../../format/date.js';
import { halfWidthOf } from '../../format/range.js';
import { formatValue } from '../../format/value-parts.js';
import { say, type Messages } from '../../i18n/messages.js';
import { dimensionName, segmentName, wordsOf } from '../../i18n/words.js';
import type { KpiResult } from '../../model/result.js';
import type { RowsAnswer } from '../../model/rows.js';
import type { Drill } from '../parts/drill.js';

/** Which figure, which part of it, which time: `Close ratio · source: Web · 1 Apr 2025 – 30 Jun 2025`. */
export const partText = ({ kpi, dimensions, key, filter, period, result }: Drill, messages: Messages): string => {
  const named = (name: string, values: readonly (string | null)[]): string =>
    `${dimensionName(messages, name)}: ${values.map((value) => segmentName(messages, [value], { dimensions: [name], names: result.names })).join(', ')}`;
  const day = (date: string): string => formatDay(date, messages.locale, 'full');
  return [
    say(messages, `kpi.${kpi}`),
    ...dimensions.map((name, i) => named(name, [key[i] ?? null])),
    ...Object.entries(filter).filter(([name]) => !dimensions.includes(name)).map(([name, values]) => named(name, values)),
    ...(isKnownDay(result.asOf) ? [`${day(period.start)} – ${day(lastDayBefore(period.end))}`] : []),
  ].join(' · ');
};

/** What the rows give; null: their figure could not be computed. */
export const figureText = ({ kpi }: Drill, figure: KpiResult | null, messages: Messages): string => {
  const name = say(messages, `kpi.${kpi}`);
  if (figure === null || figure.value === null) return say(messages, 'rows.givesNone', { name });
  if (figure.unit === 'index') return say(messages, 'rows.givesIndex', { name, n: figure.n });
  const format = { locale: messages.locale, currency: figure.currency, words: wordsOf(messages) };
  return say(messages, 'rows.gives', { name, value: formatValue(figure.value, figure.unit, format, { halfWidth: halfWidthOf(figure.ci) }), n: figure.n });
};

/** What the figure takes from all data, whatever its rows. */
const heldText = ({ fixed }: RowsAnswer, messages: Messages): readonly string[] => {
  const held = Object.entries(fixed);
  const number = new Intl.NumberFormat(messages.locale, { maximumFractionDigits: 4 });
  return held.length === 0 ? [] : [say(messages, 'rows.fixed', { what: held.map(([name, value]) => `${name} = ${number.format(value)}`).join(', ') })];
};

/** What to know about the list: that it is a wider one, that it holds more than n counts, what was held. */
export const remarksOf = ({ isWider, title }: Drill, figure: KpiResult | null, answer: RowsAnswer | null, messages: Messages): readonly string[] => {
  const rows = answer?.tables.reduce((sum, { total }) => sum + total, 0);
  return [
    ...(isWider ? [say(messages, 'rows.wider', { title })] : []),
    ...(figure === null || rows === undefined || rows === figure.n ? [] : [say(messages, 'rows.cases')]),
    ...(answer === null ? [] : heldText(answer, messages)),
  ];
};
