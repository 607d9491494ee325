import { type InstantColumn, missingDay } from '../model/table.js';
import { clockChangeAt, dayMs, localMidnightMs, utcFromLocalMs } from '../model/zone.js';
import type { BuildSettings, CellFindings } from './column-builder.js';
import { type DateFamily, type DateSurvey, dominantFamily, familyOf, packedAt, reportMixture, slashDateAt, slashDateOf, surveyDates } from './date-survey.js';
import type { DateShape } from './date-text.js';
import { daysOfMidnights } from './day-precision.js';
import { form, formAt, type InstantCells, isDayForm, shapeOfForm } from './instant-cells.js';
import { packedText } from './packed-date.js';
import { dayPicker, orderOfSettings, type PickDay } from './slash-order.js';

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
export const wholeDays = (day: Int32Array, midnightOf: (day: number) => number): InstantColumn => {
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

/** Where the cells of a column go: whole days, or instants. */
interface Target {
  /** Empty when the column knows only days. */
  readonly ms: Float64Array;
  readonly days: Int32Array | null;
  putDay(row: number, day: number): void;
  /** A wall-clock time as if it were UTC. */
  putLocal(row: number, localMs: number, text: () => string): void;
}

const targetOf = (cells: InstantCells, isTimed: boolean, settings: BuildSettings, midnightOf: (day: number) => number, findings: CellFindings): Target => {
  const clockZone = settings.clockZone ?? settings.timeZone;
  // Of whole days nothing is written here: their instants are made when asked for.
  const ms = !isTimed ? new Float64Array(0) : cells.ms.length > 0 ? cells.ms.subarray(0, cells.length) : new Float64Array(cells.length).fill(Number.NaN);
  const days = isTimed ? null : cells.days.length > 0 ? cells.days.subarray(0, cells.length) : new Int32Array(cells.length).fill(missingDay);
  return {
    ms, days,
    putDay: (row, day) => {
      if (days !== null) days[row] = day;
      else ms[row] = day === missingDay ? Number.NaN : midnightOf(day);
    },
    putLocal: (row, localMs, text) => {
      ms[row] = utcFromLocalMs(clockZone, localMs);
      const change = clockChangeAt(clockZone, localMs);
      if (change !== null) findings.note(change === 'repeated' ? 'CLOCK_REPEATED' : 'CLOCK_SKIPPED', row, text(), { zone: clockZone });
    },
  };
};

/** More cells could change how those at hand are read: forms are mixed, the order of day and month is open, or days may turn out to be times. */
const isOpenSurvey = ({ shapes, slash }: DateSurvey): boolean =>
  new Set([...shapes.keys()].map(familyOf)).size > 1 || (shapes.has('slash') && (slash.isContradictory || slash.decide(null) === null));

/** Settles the column's date form and turns its cells into instants. */
export const finishInstants = (
  cells: InstantCells, settings: BuildSettings, findings: CellFindings, rowNumberOf: (row: number) => number,
): { readonly column: InstantColumn; readonly isOpen: boolean } => {
  const survey = surveyDates(cells, settings, findings);
  const family = dominantFamily(survey.shapes);
  reportMixture(survey, family, findings, rowNumberOf);
  const order = survey.slash.decide(orderOfSettings(settings));
  const pick = dayPicker(order, !survey.slash.isContradictory && order !== null, findings);
  const midnightOf = midnightTable(settings.timeZone);
  const target = targetOf(cells, hasTimes(cells, survey, family), settings, midnightOf, findings);
  settleFast(cells, family, target, pick);
  settleRaw(cells, survey, family, target, pick);
  const { ms, days } = target;
  const isOpen = isOpenSurvey(survey) || [...findings.cells.values()].some(({ code }) => code === 'EXCEL_SERIAL');
  if (days !== null) return { column: wholeDays(days, midnightOf), isOpen };
  const found = daysOfMidnights(ms, settings.timeZone);
  if (found === null) return { column: { kind: 'instant', precision: 'ms', ms, day: null }, isOpen };
  findings.put({ code: 'DQ_DAY_PRECISION', count: found.count, params: { share: Math.round(found.share * 100), zone: found.zone } });
  return { column: { kind: 'instant', precision: 'day', ms, day: found.days }, isOpen: isOpen || found.share < 1 };
};

/** Cells that were read while scanning: unpack dotted and slash dates, shift wall clocks to UTC, drop foreign forms. */
const settleFast = (cells: InstantCells, family: DateFamily | null, { ms, days, putDay, putLocal }: Target, pick: PickDay): void => {
  const isFinal = cells.forms.length === 0 && (cells.onlyForm === form.isoOffset || cells.onlyForm === form.epochMs || cells.onlyForm === form.epochS);
  if (isFinal && familyOf(shapeOfForm[cells.onlyForm] as DateShape) === family) return;
  for (let row = 0; row < cells.length; row++) {
    const kind = formAt(cells, row);
    if (kind === form.none) continue;
    if (familyOf(shapeOfForm[kind] as DateShape) !== family) {
      if (days !== null) days[row] = missingDay;
      else ms[row] = Number.NaN;
    } else if (kind === form.isoLocal) {
      const localMs = ms[row] as number;
      putLocal(row, localMs, () => new Date(localMs).toISOString().slice(0, -1));
    } else if (kind === form.isoDate) putDay(row, cells.days[row] as number);
    else if (isDayForm(kind) || kind === form.dotLocal || kind === form.slashLocal) settlePacked(cells, row, kind, { ms, putDay, putLocal }, pick);
  }
};

const settlePacked = (cells: InstantCells, row: number, kind: number, { ms, putDay, putLocal }: Pick<Target, 'ms' | 'putDay' | 'putLocal'>, pick: PickDay): void => {
  const packed = packedAt(cells, row, kind);
  const isTimed = !isDayForm(kind);
  const timeMs = isTimed ? (ms[row] as number) - packed * dayMs : 0;
  const text = (): string => {
    const date = packedText(packed, kind === form.dmyDot || kind === form.dotLocal ? '.' : '/');
    return isTimed ? `${date} ${new Date(timeMs).toISOString().slice(11, 19)}` : date;
  };
  const day = pick(row, slashDateAt(kind, packed), text);
  if (!isTimed || day === missingDay) putDay(row, day);
  else putLocal(row, day * dayMs + timeMs, text);
};

const settleRaw = (cells: InstantCells, { readings }: DateSurvey, family: DateFamily | null, { ms, putDay, putLocal }: Target, pick: PickDay): void => {
  readings.forEach((reading, index) => {
    if (reading === null || familyOf(reading.shape) !== family) return;
    const row = cells.raw.rowOf(index);
    if (!Number.isNaN(reading.utcMs)) {
      ms[row] = reading.utcMs;
      return;
    }
    const text = (): string => cells.raw.textOf(index).trim();
    const day = pick(row, slashDateOf(reading), text);
    if (day === missingDay) return;
    const { timeMs, offsetMs } = reading;
    if (timeMs === null) putDay(row, day);
    else if (offsetMs === null) putLocal(row, day * dayMs + timeMs, text);
    else ms[row] = day * dayMs + timeMs - offsetMs;
  });
};

/** Whether any cell that will be kept says more than a day. */
const hasTimes = (cells: InstantCells, { readings }: DateSurvey, family: DateFamily | null): boolean => {
  for (const kind of [form.isoLocal, form.isoOffset, form.epochS, form.epochMs, form.dotLocal, form.slashLocal]) {
    if ((cells.counts[kind] as number) > 0 && familyOf(shapeOfForm[kind] as DateShape) === family) return true;
  }
  return readings.some((reading) => reading !== null && familyOf(reading.shape) === family && (reading.timeMs !== null || !Number.isNaN(reading.utcMs)));
};
