import type { ComplexAttributeConverter } from 'lit';
import type { PeriodInput } from '../../model/query.js';

/** `last_quarter`, or two local dates `2025-01-01/2025-04-01`, the second excluded. Whether a name exists, the engine says. */
export const periodAttribute: ComplexAttributeConverter<PeriodInput | null> = {
  fromAttribute: (text) => {
    if (text === null || text.trim() === '') return null;
    const dates = /^\s*(\d{4}-\d{2}-\d{2})\s*\/\s*(\d{4}-\d{2}-\d{2})\s*$/u.exec(text);
    return dates === null ? text.trim() as PeriodInput : { start: dates[1] as string, end: dates[2] as string };
  },
  toAttribute: (period) => (period === null || typeof period === 'string' ? period : `${period.start}/${period.end}`),
};
