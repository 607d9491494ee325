/** Which of the two marks is the decimal one. */
export type NumberStyle = 'point' | 'comma';

/** What a cell says under each style; NaN = nothing. */
export interface NumberReading { readonly point: number; readonly comma: number }

const unreadable: NumberReading = { point: Number.NaN, comma: Number.NaN };
const blanks = /\s/g;
/**
 * Thousands, millions and billions as people abbreviate them. A small m is none of them, since it is a thousand here and a million there,
 * and a T is one only before euros: elsewhere it is a trillion.
 */
const factorWord = '[kK]|[Tt]sd\\.?|TSD|T(?=\\s?(?:€|EUR))|MM?|[Mm]io\\.?|MIO|[Mm]n|B|[Bb]n|[Mm]rd\\.?|MRD';
const factorOf = (word: string): number => (/^[kt]/i.test(word) ? 1e3 : /^(?:b|mrd)/i.test(word) ? 1e9 : 1e6);
/** Behind the digits: a minus as accounting writes it, a thousand or million, percent or currency, a minus at the very end. */
const trailing = new RegExp(`^([\\d.,'\\s\\u2019eE+-]*\\d)(-)?\\s*(${factorWord})?\\s*(%|\\p{Sc}|[A-Z]{3}|Fr\\.|kr\\.?|zł)?(-)?$`, 'u');
const enclosed = /^(?:\p{Sc}|[A-Z]{3})?\s*\((.+)\)\s*(?:\p{Sc}|[A-Z]{3}|(%))?$/u;
const groupedBy: ReadonlyMap<string, RegExp> = new Map([
  [',', /^[1-9]\d{0,2}(?:,\d{3})+$/],
  ['.', /^[1-9]\d{0,2}(?:\.\d{3})+$/],
  [' ', /^[1-9]\d{0,2}(?: \d{3})+$/],
  ["'", /^[1-9]\d{0,2}(?:'\d{3})+$/],
]);
/** Longer texts are not numbers anyone wrote; keeps every look at a cell short. */
const longest = 64;

const digitsOf = (whole: string): string | null => {
  if (/^\d+$/.test(whole)) return whole;
  for (const [mark, pattern] of groupedBy) if (pattern.test(whole)) return whole.split(mark).join('');
  return null;
};

const readAs = (body: string, decimal: '.' | ',', group: '.' | ','): number => {
  const [mantissa = '', exponent, ...rest] = body.split(/[eE]/);
  if (rest.length > 0 || (exponent !== undefined && !/^[+-]?\d{1,3}$/.test(exponent))) return Number.NaN;
  const parts = mantissa.split(decimal);
  if (parts.length > 2) return Number.NaN;
  const [whole = '', fraction] = parts;
  if (fraction !== undefined && !/^\d+$/.test(fraction)) return Number.NaN;
  const digits = whole === '' && fraction !== undefined ? '0' : digitsOf(whole);
  if (digits === null || whole.includes(decimal) || (whole.includes(group) && /[ ']/.test(whole))) return Number.NaN;
  const value = Number(`${digits}${fraction === undefined ? '' : `.${fraction}`}${exponent === undefined ? '' : `e${exponent}`}`);
  return Number.isFinite(value) ? value : Number.NaN;
};

/** `1,117.1` thousand is 1117100 and not 1117099.9999999998: fifteen digits are more than anyone abbreviates. */
const scaled = (value: number, factor: number): number => Number((value * factor).toPrecision(15));

/**
 * Reads one cell under both styles: signs (also U+2212 and behind the number), parentheses for negative, one currency sign or code,
 * percent, thousands and millions (`K`, `Mio.`), groups by the other mark, blank or apostrophe, exponent. Anything else is not a number;
 * never a part of the text.
 */
export const readNumber = (cell: string): NumberReading => {
  if (cell.length > longest) return unreadable;
  let text = cell.trim();
  let sign = 1;
  let scale = 1;
  let factor = 1;
  const [, inner, percent] = enclosed.exec(text) ?? [];
  if (inner !== undefined) {
    sign = -1;
    if (percent !== undefined) scale = 100;
    text = inner.trim();
  }
  // Sign and currency may come in either order: -€5, €-5.
  for (let round = 0; round < 2; round++) {
    const signed = /^([+\-\u2212])(.*)$/.exec(text);
    if (signed !== null) {
      if (inner !== undefined || round === 1 && sign === -1) return unreadable;
      if (signed[1] !== '+') sign = -1;
      text = (signed[2] as string).trim();
    }
    const money = /^(\p{Sc}|[A-Z]{3}(?=[\s\d+\-\u2212])|Fr\.)\s*(.+)$/u.exec(text);
    if (money === null) break;
    text = money[2] as string;
  }
  const parts = trailing.exec(text);
  if (parts !== null) {
    const [, digits = '', minus, word, unit, lastMinus] = parts;
    if (minus !== undefined || lastMinus !== undefined) {
      if (sign === -1 || minus === lastMinus) return unreadable;
      sign = -1;
    }
    if (unit === '%' && scale === 100) return unreadable;
    if (unit === '%') scale = 100;
    if (word !== undefined) factor = factorOf(word);
    text = digits;
  }
  const body = text.replace(blanks, ' ').replace(/\u2019/g, "'");
  const finish = (value: number): number => (value === 0 ? 0 : (sign * (factor === 1 ? value : scaled(value, factor))) / scale);
  return { point: finish(readAs(body, '.', ',')), comma: finish(readAs(body, ',', '.')) };
};

/** How a language writes decimals. */
export const styleOfLocale = (locale: string): NumberStyle | null => {
  try {
    const decimal = new Intl.NumberFormat(locale).formatToParts(1.5).find((part) => part.type === 'decimal')?.value;
    return decimal === '.' ? 'point' : decimal === ',' ? 'comma' : null;
  } catch {
    return null;
  }
};
