import { describe, expect, it } from 'vitest';
import { formatChange } from '../../src/format/change.js';
import type { FormatContext } from '../../src/format/format-context.js';
import { columnScaleOf, formatScaled, fullScaleOf, scaleOf, scaledFigure, scaleUnit } from '../../src/format/money.js';
import { formatNumber } from '../../src/format/number.js';
import { formatPercent } from '../../src/format/percent.js';
import { formatInterval } from '../../src/format/range.js';
import { formatSpoken } from '../../src/format/spoken.js';
import { formatValue, valueParts } from '../../src/format/value-parts.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import { wordsOf } from '../../src/i18n/words.js';
import type { Interval } from '../../src/model/interval.js';
import type { Unit } from '../../src/model/result.js';

const context = (locale: string, currency: string | null = 'EUR'): FormatContext =>
  ({ locale, currency, words: wordsOf(messagesFor(locale)) });
const en = context('en');
const de = context('de');
const nb = '\u00a0';
const narrow = '\u202f';
const interval = (lo: number | null, hi: number | null): Interval => ({ lo, hi, level: 0.95, method: 'test' });

describe('formatValue(value, unit) writes the figure and its unit as the language does', () => {
  it.each<[number, Unit, string, string]>([
    [284_000, 'money', '€284k', `284${nb}Tsd.${nb}€`],
    [-82_400, 'money', '−€82k', `−82${nb}Tsd.${nb}€`],
    [684, 'money', '€684', `684${nb}€`],
    [1_280, 'money', '€1,280', `1.280${nb}€`],
    [8.4, 'money', '€8.40', `8,40${nb}€`],
    [8, 'money', '€8', `8${nb}€`],
    [0, 'money', '€0', `0${nb}€`],
    [10_005_534, 'money', '€10M', `10${nb}Mio.${nb}€`],
    [1_234_567, 'money', '€1.23M', `1,23${nb}Mio.${nb}€`],
    [2_500_000_000, 'money', '€2.5bn', `2,5${nb}Mrd.${nb}€`],
    [0.243, 'ratio', '24.3%', `24,3${narrow}%`],
    [0.24, 'ratio', '24.0%', `24,0${narrow}%`],
    [47, 'days', `47${nb}days`, `47${nb}Tage`],
    [51.78, 'days', `52${nb}days`, `52${nb}Tage`],
    [8.24, 'days', `8.2${nb}days`, `8,2${nb}Tage`],
    [1, 'days', `1${nb}day`, `1${nb}Tag`],
    [38, 'minutes', `38${nb}min`, `38${nb}min`],
    [3.9, 'minutes', `3.9${nb}min`, `3,9${nb}min`],
    [150, 'minutes', `2.5${nb}h`, `2,5${nb}h`],
    [4_320, 'minutes', `3${nb}days`, `3${nb}Tage`],
    [3.5, 'touches', `3.5${nb}touches`, `3,5${nb}Kontakte`],
    [4_812, 'count', '4,812', '4.812'],
    [57.1, 'index', '57', '57'],
  ])('%s %s is %s and %s', (value, unit, english, german) => {
    expect(formatValue(value, unit, en)).toBe(english);
    expect(formatValue(value, unit, de)).toBe(german);
  });

  it('keeps short money true at the edges of its scales', () => {
    const texts = [9_999, 9_999.5, 999_499, 999_500, 999_499_999, 999_500_000].map((amount) => formatValue(amount, 'money', en));
    expect(texts).toEqual(['€9,999', '€10k', '€999k', '€1M', '€999M', '€1bn']);
  });

  it('keeps the tenths of a mean number of touches beside its interval', () => {
    expect([formatValue(5, 'touches', en, { halfWidth: 0.15 }), formatValue(5, 'touches', de, { halfWidth: 0.15 }), formatValue(5, 'touches', en)])
      .toEqual([`5.0${nb}touches`, `5,0${nb}Kontakte`, `5${nb}touches`]);
  });

  it('shows tenths of hours where the interval gives them a meaning', () => {
    expect(formatValue(648, 'minutes', en, { halfWidth: 11 })).toBe(`10.8${nb}h`);
    expect(formatValue(648, 'minutes', en, { halfWidth: 120 })).toBe(`11${nb}h`);
  });

  it('shows tenths of a duration only where the interval gives them a meaning', () => {
    expect(formatValue(51.78, 'days', en, { halfWidth: 1.2 })).toBe(`51.8${nb}days`);
    expect(formatValue(51.78, 'days', en, { halfWidth: 4 })).toBe(`52${nb}days`);
  });

  it('drops the zero of a target but not of a measured share', () => {
    expect(formatValue(0.22, 'ratio', en, { plain: true })).toBe('22%');
    expect(formatValue(0.225, 'ratio', de, { plain: true })).toBe(`22,5${narrow}%`);
  });

  it('has no sign before a value that rounds to nothing', () => {
    expect(formatValue(-0.0001, 'ratio', en)).toBe('0.0%');
    expect(formatValue(-0.2, 'index', en, { signed: true })).toBe('0');
  });

  it('takes the figure and the unit apart so that the unit can be set smaller', () => {
    expect(valueParts(284_000, 'money', en)).toEqual({ sign: '', value: '€284', glue: '', unit: 'k' });
    expect(valueParts(284_000, 'money', de)).toEqual({ sign: '', value: '284', glue: nb, unit: `Tsd.${nb}€` });
    expect(valueParts(-684, 'money', en)).toEqual({ sign: '−', value: '€684', glue: '', unit: '' });
    expect(valueParts(0.243, 'ratio', de)).toEqual({ sign: '', value: '24,3', glue: narrow, unit: '%' });
    expect(valueParts(47, 'days', en)).toEqual({ sign: '', value: '47', glue: nb, unit: 'days' });
  });

  it('writes money without a currency as a figure, and an unknown code as it is', () => {
    expect(formatValue(684, 'money', context('en', null))).toBe('684');
    expect(formatValue(684, 'money', context('de', 'Taler'))).toBe(`684${nb}Taler`);
    expect(formatValue(1_284, 'money', context('en', 'USD'))).toBe('$1,284');
    expect(formatValue(1_284, 'money', context('en', 'CHF'))).toBe(`CHF${nb}1,284`);
  });
});

describe('one scale for a column', () => {
  it('names the unit once and writes bare figures', () => {
    const scale = scaleOf(284_000, en);
    expect(scaleUnit(scale, en)).toBe('€k');
    expect(scaleUnit(scaleOf(284_000, de), de)).toBe(`Tsd.${nb}€`);
    expect([76_000, -4_000, 0].map((amount) => scaledFigure(amount, scale, 'en', 'always'))).toEqual(['+76', '−4', '0']);
  });
  it('stays so fine that small figures beside a large one still say something', () => {
    const scale = columnScaleOf(1_410_000, en);
    expect([1_410_000, 730_000, 60_200].map((amount) => scaledFigure(amount, scale, 'en'))).toEqual(['1,410', '730', '60']);
    expect([9_999, 10_000, 9_999_400, 9_999_500].map((amount) => scaleUnit(columnScaleOf(amount, en), en))).toEqual(['€', '€k', '€k', '€M']);
    expect(formatScaled(-1_410_000, scale, en)).toBe('−€1,410k');
    expect(formatScaled(-10, scale, en)).toBe('€0k');
  });
  it('writes amounts per customer to the unit', () => {
    const scale = fullScaleOf(22_150, de);
    expect([formatScaled(22_150, scale, de), scaledFigure(455, scale, 'de')]).toEqual([`22.150${nb}€`, '455']);
  });
  it('keeps the decimals of millions equal', () => {
    const scale = scaleOf(4_120_500, de);
    expect([4_120_500, 1_003_000].map((amount) => scaledFigure(amount, scale, 'de'))).toEqual(['4,12', '1,00']);
  });
});

describe('formatInterval(interval) gives the ends in the scale of the value', () => {
  it.each<[Interval, Unit, number, string, string]>([
    [interval(43, 51), 'days', 47, '43–51', '43–51'],
    [interval(0.204, 0.286), 'ratio', 0.243, '20.4–28.6', '20,4–28,6'],
    [interval(89_000, 117_000), 'money', 103_000, '89–117', '89–117'],
    [interval(1_840, 2_290), 'money', 2_060, '1,840–2,290', '1.840–2.290'],
    [interval(9, 210), 'minutes', 38, '9–210', '9–210'],
    [interval(10.8, 11.2), 'minutes', 11, '10.8–11.2', '10,8–11,2'],
    [interval(-3_000, 5_000), 'money', 1_000, `−3,000${nb}–${nb}5,000`, `−3.000${nb}–${nb}5.000`],
    [interval(-87, 167), 'days', 40, '0–167', '0–167'],
    [interval(-12, -4), 'days', -8, `−12${nb}–${nb}−4`, `−12${nb}–${nb}−4`],
    [interval(637, 655), 'minutes', 646, '10.6–10.9', '10,6–10,9'],
    [interval(4.8, 5.1), 'touches', 5, '4.8–5.1', '4,8–5,1'],
    [interval(4.2, 5), 'touches', 4.6, '4.2–5.0', '4,2–5,0'],
    [interval(43, null), 'days', 47, `≥${nb}43`, `≥${nb}43`],
    [interval(null, 51), 'days', 47, `≤${nb}51`, `≤${nb}51`],
    [interval(null, null), 'days', 47, '', ''],
  ])('%o of %s at %s is %s', (ends, unit, value, english, german) => {
    expect(formatInterval(ends, unit, value, en)).toBe(english);
    expect(formatInterval(ends, unit, value, de)).toBe(german);
  });
});

describe('changes, speech, plain figures', () => {
  it('counts the change of a share in points', () => {
    expect(formatChange(0.011, 'ratio', en, true)).toBe(`+1.1${nb}pts`);
    expect(formatChange(-0.006, 'ratio', de, true)).toBe(`−0,6${nb}Pkt.`);
    expect([formatChange(-0.01, 'ratio', en, true), formatChange(0.03, 'ratio', de, false)]).toEqual([`−1.0${nb}pts`, `3,0${nb}Pkt.`]);
    expect(formatChange(-6, 'days', en, false)).toBe(`6${nb}days`);
    expect(formatChange(23_000, 'money', de, true)).toBe(`+23${nb}Tsd.${nb}€`);
  });
  it('says units as words', () => {
    expect(formatSpoken(0.243, 'ratio', en)).toBe('24.3 percent');
    expect(formatSpoken(0.243, 'ratio', de)).toBe(`24,3 Prozent`);
    expect(formatSpoken(284_000, 'money', en)).toBe('284,000 euros');
    expect(formatSpoken(284_000, 'money', de)).toBe('284.000 Euro');
  });
  it('uses a true minus and the locale’s separators', () => {
    expect(formatNumber(-1_284.5, 'en', { digits: 1 })).toBe('−1,284.5');
    expect(formatNumber(-1_284.5, 'de', { digits: 1 })).toBe('−1.284,5');
    expect(formatPercent(0.654, 'de')).toBe(`65${narrow}%`);
  });
  it('falls back to English for a locale that does not exist', () => {
    expect(formatNumber(1_284, 'not a locale')).toBe('1,284');
  });
});
