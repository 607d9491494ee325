import { engineError, type KpiError } from './kpi-error.js';

// Held from load on: a host page may replace built-ins or hang a toJSON on them afterwards.
const { stringify } = JSON;
const isoOf = Function.prototype.call.bind(Date.prototype.toISOString) as (date: Date) => string;
const timeOf = Function.prototype.call.bind(Date.prototype.getTime) as (date: Date) => number;

const hasCycle = (value: unknown, above: readonly object[]): boolean => {
  if (typeof value !== 'object' || value === null) return false;
  if (above.includes(value)) return true;
  return Object.values(value).some((inner) => hasCycle(inner, [...above, value]));
};

/** Nested values travel as they are; ingest finds the path or refuses the shape. */
const encodeNested = (value: object, row: number, column: string): string | undefined => {
  try {
    return stringify(value) as string | undefined;
  } catch (thrown) {
    // The row is counted as in a file with a header: the first object is row 2.
    const where = { row: row + 2, column };
    if (hasCycle(value, [])) throw engineError('SHAPE', `Row ${where.row}, column ${column}: the value contains itself.`, { phase: 'load', ...where });
    throw hostError(thrown, row, column);
  }
};

const hostError = (thrown: unknown, row: number, column?: string): KpiError => {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  const place = column === undefined ? `Row ${row + 2}` : `Row ${row + 2}, column ${column}`;
  return engineError('HOST', `${place} could not be read: ${reason}`, {
    phase: 'load', row: row + 2, value: reason.slice(0, 80), ...(column === undefined ? {} : { column }),
  });
};

/** NaN, infinities and impossible dates cross as words, so that they are reported as what they are and not as missing. */
const encodeValue = (value: unknown, row: number, column: string): string | undefined => {
  switch (typeof value) {
    case 'string': return stringify(value);
    case 'number': return Number.isFinite(value) ? String(value) : `"${value}"`;
    case 'boolean': return value ? 'true' : 'false';
    case 'bigint': return `"${value}"`;
    case 'object':
      if (value === null) return 'null';
      if (value instanceof Date) return Number.isNaN(timeOf(value)) ? '"Invalid Date"' : `"${isoOf(value)}"`;
      return encodeNested(value, row, column);
    default: return undefined;
  }
};

/**
 * Encodes row after row as lines of NDJSON. Values that JSON has no word for keep their meaning: dates as ISO instants,
 * big integers and non-finite numbers as text; `undefined`, functions and symbols are left out, that is: missing.
 * Throws SHAPE for a value that contains itself, HOST for one whose getter throws; both name row and column.
 */
export const createRowEncoder = (): ((row: unknown, index: number) => string) => {
  const labels = new Map<string, string>();
  const labelOf = (key: string): string => {
    let label = labels.get(key);
    if (label === undefined) {
      label = `${stringify(key)}:`;
      labels.set(key, label);
    }
    return label;
  };
  return (row, index) => {
    if (typeof row !== 'object' || row === null) return `${encodeValue(row, index, '') ?? 'null'}\n`;
    if (Array.isArray(row)) return `${encodeNested(row, index, '') ?? 'null'}\n`;
    let keys: string[];
    try {
      keys = Object.keys(row);
    } catch (thrown) {
      throw hostError(thrown, index);
    }
    let line = '{';
    for (const key of keys) {
      let value: unknown;
      try {
        value = (row as Record<string, unknown>)[key];
      } catch (thrown) {
        throw hostError(thrown, index, key);
      }
      const text = encodeValue(value, index, key);
      if (text !== undefined) line += line.length === 1 ? labelOf(key) + text : `,${labelOf(key)}${text}`;
    }
    return `${line}}\n`;
  };
};
