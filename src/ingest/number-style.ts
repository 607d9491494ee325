/** Which of the two marks is the decimal one. */
export type NumberStyle = 'point' | 'comma';

/** What a cell says under each style; NaN = nothing. */
export interface NumberReading { readonly point: number; readonly comma: number }

const unreadable: NumberReading = { point: Number.NaN, comma: Number.NaN };
const blanks = /[\s\u00a0\u202f\u2009]/;
const currencyCode = /^(?:[A-Z]{3}|Fr\.|kr\.?|zł)$/;
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

/**
 * Reads one cell under both styles: signs (also U+2212), parentheses for negative, one currency sign or code, percent,
 * groups by the other mark, blank or apostrophe, exponent. Anything else is not a number; never a part of the text.
 */
export const readNumber = (cell: string): NumberReading => {
  if (cell.length > longest) return unreadable;
  let text = cell.trim();
  let sign = 1;
  let scale = 1;
  const inner = /^\((.+)\)$/.exec(text)?.[1];
  if (inner !== undefined) {
    sign = -1;
    text = inner.trim();
  }
  // Sign and currency may come in either order: -€5, €-5, 5- is none of them.
  for (let round = 0; round < 2; round++) {
    const signed = /^([+\-\u2212])(.*)$/.exec(text);
    if (signed !== null) {
      if (inner !== undefined || round === 1 && sign === -1) return unreadable;
      if (signed[1] !== '+') sign = -1;
      text = (signed[2] as string).trim();
    }
    const money = /^(\p{Sc}|[A-Z]{3}(?=[\s\d\u00a0+\-\u2212])|Fr\.)\s*(.+)$/u.exec(text);
    if (money === null) break;
    text = money[2] as string;
  }
  const trailing = /^([\d.,'\s\u00a0\u202f\u2009\u2019eE+-]*\d)[\s\u00a0\u202f]*(%|\p{Sc}|[A-Za-zł]{2,3}\.?)$/u.exec(text);
  if (trailing !== null) {
    const unit = trailing[2] as string;
    if (unit === '%') scale = 100;
    else if (!/^\p{Sc}$/u.test(unit) && !currencyCode.test(unit)) return unreadable;
    text = trailing[1] as string;
  }
  const body = text.replace(new RegExp(blanks, 'g'), ' ').replace(/\u2019/g, "'");
  const finish = (value: number): number => (value === 0 ? 0 : (sign * value) / scale);
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
