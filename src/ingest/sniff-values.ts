import type { ColumnType } from '../model/schema.js';
import { readDate } from './date-text.js';
import { readNumber } from './number-style.js';

const share = (samples: readonly string[], test: (sample: string) => boolean): number =>
  samples.reduce((count, sample) => count + (test(sample) ? 1 : 0), 0) / samples.length;

const isNumber = (sample: string): boolean => {
  const { point, comma } = readNumber(sample);
  return !Number.isNaN(point) || !Number.isNaN(comma);
};

/** Whether sample values look like the column they might be. No samples: no evidence. */
export const looksLike = (samples: readonly string[], column: string, type: ColumnType): boolean => {
  const present = samples.map((sample) => sample.trim()).filter((sample) => sample !== '');
  if (present.length === 0) return false;
  const distinct = new Set(present).size;
  switch (type) {
    case 'instant': return share(present, (sample) => readDate(sample) !== null) >= 0.9;
    case 'number': return share(present, isNumber) >= 0.9;
    case 'boolean': return share(present, (sample) => /^(?:true|false|yes|no|ja|nein|[01])$/i.test(sample)) >= 0.9;
    case 'text': return column === 'id' ? distinct === present.length : distinct > 1;
    case 'category':
      if (column === 'currency' || column === 'ccy') return share(present, (sample) => /^[A-Za-z]{3}$/.test(sample)) >= 0.9;
      return share(present, (sample) => readDate(sample) === null) >= 0.9;
  }
};
