import { type InstantColumn, missingDay } from '../model/table.js';
import { civilFromDay, dayMs, localMidnightMs, utcFromLocalMs } from '../model/zone.js';
import type { BuildSettings, CellFindings } from './column-builder.js';
import { type DateReading, type DateShape, readDate } from './date-text.js';
import { daysOfMidnights } from './day-precision.js';
import { form, formAt, type InstantCells, isDayForm, shapeOfForm } from './instant-cells.js';
import { dayOfDate } from './iso-bytes.js';
import { sentinels } from './sentinels.js';
import { type DayOrder, orderOfSettings, SlashEvidence } from './slash-order.js';

type Family = 'iso' | Exclude<DateShape, 'iso-date' | 'iso-local' | 'iso-offset'>;
interface ShapeCount { count: number; firstRow: number }

const familyOf = (shape: DateShape): Family => (shape.startsWith('iso-') ? 'iso' : (shape as Family));

/** Local midnights by day, each asked of the zone once. */
export const midnightTable = (timeZone: string): ((day: number) => number) => {
  if (timeZone === 'UTC') return (day) => day * dayMs;
  const known = new Map<number, number>();
  return (day) => {
    let midnight = known.get(day);
    if (midnight === undefined) known.set(day, (midnight = localMidnightMs(timeZone, day)));
    return midnight;
  };
};

/** A column that knew only days: most are never asked for their instants, which take twice the memory of the days. */
const wholeDays = (day: Int32Array, midnightOf: (day: number) => number): InstantColumn => {
  let ms: Float64Array | null = null;
  return {
    kind: 'instant', precision: 'day', day,
    get ms() {
      if (ms !== null) return ms;
      ms = new Float64Array(day.length);
      for (let row = 0; row < ms.length; row++) ms[row] = day[row] === missingDay ? Number.NaN : midnightOf(day[row] as number);
      return ms;
    },
  };
};

/** Settles the column's date form and turns its cells into instants. */
export const finishInstants = (
  cells: InstantCells, settings: BuildSettings, findings: CellFindings, rowNumberOf: (row: number) => number,
): InstantColumn => {
  const { shapes, slash } = survey(cells, findings);
  const family = dominantFamily(shapes);
  reportMixture(shapes, slash, family, findings, rowNumberOf);
  const order = slash.decide(orderOfSettings(settings));
  const pick = slashPicker(order, !slash.isContradictory && order !== null, findings);
  const isTimed = hasTimes(cells, family);
  const midnightOf = midnightTable(settings.timeZone);
  // Of whole days nothing is written here: their instants are made when asked for.
  const ms = !isTimed ? new Float64Array(0) : cells.ms.length > 0 ? cells.ms.subarray(0, cells.length) : new Float64Array(cells.length).fill(Number.NaN);
  const days = isTimed ? null : cells.days.length > 0 ? cells.days.subarray(0, cells.length) : new Int32Array(cells.length).fill(missingDay);
  const putDay = (row: number, day: number): void => {
    if (days !== null) days[row] = day;
    else ms[row] = day === missingDay ? Number.NaN : midnightOf(day);
  };
  const clockZone = settings.clockZone ?? settings.timeZone;
  settleFast(cells, clockZone, family, ms, days, putDay, pick);
  settleRaw(cells, clockZone, family, ms, putDay, pick);
  if (days !== null) return wholeDays(days, midnightOf);
  const found = daysOfMidnights(ms, settings.timeZone);
  if (found === null) return { kind: 'instant', precision: 'ms', ms, day: null };
  findings.put({ code: 'DQ_DAY_PRECISION', count: found.count, params: { share: Math.round(found.share * 100), zone: found.zone } });
  return { kind: 'instant', precision: 'day', ms, day: found.days };
};

type Pick = (row: number, dayFirst: number, monthFirst: number, text: () => string) => number;

/** Chooses between the two readings of a slash date, or reports why it cannot. */
const slashPicker = (order: DayOrder | null, readEither: boolean, findings: CellFindings): Pick => (row, dayFirst, monthFirst, text) => {
  if (dayFirst !== missingDay && monthFirst !== missingDay && dayFirst !== monthFirst && !readEither) {
    findings.add('AMBIGUOUS_DATE', row, text(), { a: isoOf(dayFirst), b: isoOf(monthFirst) });
    return missingDay;
  }
  const day = order === null ? (dayFirst === monthFirst ? dayFirst : missingDay) : order === 'DMY' ? dayFirst : monthFirst;
  if (day === missingDay) findings.add('DATE', row, text());
  return day;
};

const isoOf = (dayNumber: number): string => {
  const { year, month, day } = civilFromDay(dayNumber);
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
};

/** Cells that were read while scanning: unpack dotted and slash dates, shift wall clocks to UTC, drop foreign forms. */
const settleFast = (
  cells: InstantCells, clockZone: string, family: Family | null, ms: Float64Array, days: Int32Array | null,
  putDay: (row: number, day: number) => void, pick: Pick,
): void => {
  const isFinal = cells.forms.length === 0 && (cells.onlyForm === form.isoOffset || cells.onlyForm === form.epochMs || cells.onlyForm === form.epochS);
  if (isFinal && familyOf(shapeOfForm[cells.onlyForm] as DateShape) === family) return;
  for (let row = 0; row < cells.length; row++) {
    const kind = formAt(cells, row);
    if (kind === form.none) continue;
    if (familyOf(shapeOfForm[kind] as DateShape) !== family) {
      if (days !== null) days[row] = missingDay;
      else ms[row] = Number.NaN;
    } else if (kind === form.isoLocal) ms[row] = utcFromLocalMs(clockZone, ms[row] as number);
    else if (isDayForm(kind)) putDay(row, dayOfCell(kind, cells.days[row] as number, row, pick));
  }
};

const dayOfCell = (kind: number, stored: number, row: number, pick: Pick): number => {
  if (kind === form.isoDate) return stored;
  const year = Math.floor(stored / 10_000);
  const a = Math.floor(stored / 100) % 100;
  const b = stored % 100;
  const text = (): string => [a, b].map((part) => String(part).padStart(2, '0')).concat(String(year).padStart(4, '0')).join(kind === form.slash ? '/' : '.');
  const dayFirst = dayOfDate(year, b, a);
  return pick(row, dayFirst, kind === form.slash ? dayOfDate(year, a, b) : dayFirst, text);
};

const settleRaw = (
  cells: InstantCells, clockZone: string, family: Family | null, ms: Float64Array,
  putDay: (row: number, day: number) => void, pick: Pick,
): void => {
  for (let index = 0; index < cells.raw.count; index++) {
    const text = cells.raw.textOf(index).trim();
    const reading = readDate(text);
    if (reading === null || familyOf(reading.shape) !== family) continue;
    const row = cells.raw.rowOf(index);
    if (!Number.isNaN(reading.utcMs)) {
      ms[row] = reading.utcMs;
      continue;
    }
    const day = pick(row, orMissing(reading.day), orMissing(reading.monthFirstDay), () => text);
    if (day === missingDay) continue;
    if (reading.timeMs === null) putDay(row, day);
    else ms[row] = instantOf(reading, day, clockZone);
  }
};

const instantOf = ({ timeMs, offsetMs }: DateReading, day: number, clockZone: string): number => {
  const localMs = day * dayMs + (timeMs ?? 0);
  return offsetMs === null ? utcFromLocalMs(clockZone, localMs) : localMs - offsetMs;
};

const orMissing = (day: number): number => (Number.isNaN(day) ? missingDay : day);

/** Whether any cell that will be kept says more than a day. */
const hasTimes = (cells: InstantCells, family: Family | null): boolean => {
  for (const kind of [form.isoLocal, form.isoOffset, form.epochS, form.epochMs]) {
    if ((cells.counts[kind] as number) > 0 && familyOf(shapeOfForm[kind] as DateShape) === family) return true;
  }
  for (let index = 0; index < cells.raw.count; index++) {
    const reading = readDate(cells.raw.textOf(index));
    if (reading !== null && familyOf(reading.shape) === family && (reading.timeMs !== null || !Number.isNaN(reading.utcMs))) return true;
  }
  return false;
};

/** Counts how the column's dates are written, and what its slash dates tell about their order. */
const survey = (cells: InstantCells, findings: CellFindings): { shapes: Map<DateShape, ShapeCount>; slash: SlashEvidence } => {
  const shapes = new Map<DateShape, ShapeCount>();
  const slash = new SlashEvidence();
  for (let kind = 1; kind < shapeOfForm.length; kind++) {
    const count = cells.counts[kind] as number;
    if (count > 0) shapes.set(shapeOfForm[kind] as DateShape, { count, firstRow: cells.firstRows[kind] as number });
  }
  if ((cells.counts[form.slash] as number) > 0) {
    for (let row = 0; row < cells.length; row++) {
      if (formAt(cells, row) !== form.slash) continue;
      const packed = cells.days[row] as number;
      const year = Math.floor(packed / 10_000);
      slash.see(dayOfDate(year, packed % 100, Math.floor(packed / 100) % 100), dayOfDate(year, Math.floor(packed / 100) % 100, packed % 100));
    }
  }
  for (let index = 0; index < cells.raw.count; index++) {
    const text = cells.raw.textOf(index).trim();
    const row = cells.raw.rowOf(index);
    const reading = text === '' ? null : readDate(text);
    if (reading === null) {
      if (text !== '') findings.add(sentinels.has(text.toLowerCase()) ? 'SENTINEL' : 'DATE', row, text);
      continue;
    }
    if (reading.shape === 'slash') slash.see(orMissing(reading.day), orMissing(reading.monthFirstDay));
    const known = shapes.get(reading.shape);
    if (known === undefined) shapes.set(reading.shape, { count: 1, firstRow: row });
    else {
      known.count += 1;
      known.firstRow = Math.min(known.firstRow, row);
    }
  }
  return { shapes, slash };
};

/** The family most cells belong to; on a tie the one met first. */
const dominantFamily = (shapes: ReadonlyMap<DateShape, ShapeCount>): Family | null => {
  const totals = new Map<Family, ShapeCount>();
  for (const [shape, { count, firstRow }] of shapes) {
    const known = totals.get(familyOf(shape));
    totals.set(familyOf(shape), { count: count + (known?.count ?? 0), firstRow: Math.min(firstRow, known?.firstRow ?? firstRow) });
  }
  const ranked = [...totals].sort(([, x], [, y]) => y.count - x.count || x.firstRow - y.firstRow);
  return ranked[0]?.[0] ?? null;
};

const reportMixture = (
  shapes: ReadonlyMap<DateShape, ShapeCount>, slash: SlashEvidence, family: Family | null,
  findings: CellFindings, rowNumberOf: (row: number) => number,
): void => {
  const listed = [...shapes].map(([shape, { firstRow }]) => `${shape} (row ${rowNumberOf(firstRow)})`).join(', ');
  let left = 0;
  let rarest = Number.POSITIVE_INFINITY;
  for (const [shape, { count }] of shapes) {
    if (familyOf(shape) !== family) left += count;
    rarest = Math.min(rarest, count);
  }
  if (left > 0) findings.put({ code: 'DATE_MIXED', count: left, params: { shapes: listed } });
  else if (shapes.size > 1) findings.put({ code: 'DATE_TIMES_MIXED', count: rarest, params: { shapes: listed } });
  else if (family === 'slash' && slash.isContradictory) {
    const sides = `day first (${slash.dayFirst} cells), month first (${slash.monthFirst} cells)`;
    findings.put({ code: 'DATE_MIXED', count: Math.min(slash.dayFirst, slash.monthFirst), params: { shapes: sides } });
  }
};
