import { missingDay } from '../model/table.js';
import type { BuildSettings, CellFindings } from './column-builder.js';
import { type DateReading, type DateShape, isNoDate, readDate } from './date-text.js';
import { dayText } from './day-text.js';
import { form, formAt, type InstantCells, shapeOfForm } from './instant-cells.js';
import { dayFirstOf, monthFirstOf } from './packed-date.js';
import { isDateSentinel } from './sentinels.js';
import { type SlashDate, SlashEvidence } from './slash-order.js';

/** Forms that can stand in one column beside each other, since each cell tells which it is. */
export type DateFamily = 'iso' | Exclude<DateShape, 'iso-date' | 'iso-local' | 'iso-offset'>;
interface ShapeCount { count: number; firstRow: number }

export interface DateSurvey {
  readonly shapes: ReadonlyMap<DateShape, ShapeCount>;
  readonly slash: SlashEvidence;
  /** Of the cells that were kept as text, by their index; null = nothing that can be read. */
  readonly readings: readonly (DateReading | null)[];
}

/** Texts repeat from row to row; more different ones than this are read again. */
const remembered = 20_000;
/** Spreadsheets of old Macs count from 1904. */
const days1904 = 1462;

export const familyOf = (shape: DateShape): DateFamily => (shape.startsWith('iso-') ? 'iso' : (shape as DateFamily));

const orMissing = (day: number): number => (Number.isNaN(day) ? missingDay : day);

/** The readings of a cell whose order is a question; of all other forms, one. */
export const slashDateOf = ({ shape, day, monthFirstDay, yearFirstDay }: DateReading): SlashDate =>
  (shape === 'slash' ? { DMY: orMissing(day), MDY: orMissing(monthFirstDay), YMD: orMissing(yearFirstDay) } : { DMY: orMissing(day), MDY: orMissing(day), YMD: orMissing(day) });

/** The same of a cell that was read at once. */
export const slashDateAt = (kind: number, packed: number): SlashDate => {
  const dayFirst = dayFirstOf(packed);
  const isSlash = kind === form.slash || kind === form.slashLocal;
  return { DMY: dayFirst, MDY: isSlash ? monthFirstOf(packed) : dayFirst, YMD: isSlash ? missingDay : dayFirst };
};

const count = (shapes: Map<DateShape, ShapeCount>, shape: DateShape, cells: number, row: number): void => {
  const known = shapes.get(shape);
  if (known === undefined) shapes.set(shape, { count: cells, firstRow: row });
  else {
    known.count += cells;
    known.firstRow = Math.min(known.firstRow, row);
  }
};

/** Counts how the column's dates are written and what its slash dates tell about their order; names the cells that are no dates. */
export const surveyDates = (cells: InstantCells, { dateFormat, missing }: BuildSettings, findings: CellFindings): DateSurvey => {
  const shapes = new Map<DateShape, ShapeCount>();
  const slash = new SlashEvidence();
  for (let kind = 1; kind < shapeOfForm.length; kind++) {
    if ((cells.counts[kind] as number) > 0) count(shapes, shapeOfForm[kind] as DateShape, cells.counts[kind] as number, cells.firstRows[kind] as number);
  }
  if ((cells.counts[form.slash] as number) + (cells.counts[form.slashLocal] as number) > 0) {
    for (let row = 0; row < cells.length; row++) {
      const kind = formAt(cells, row);
      if (kind === form.slash || kind === form.slashLocal) slash.see(slashDateAt(kind, packedAt(cells, row, kind)));
    }
  }
  const known = new Map<string, DateReading | null>();
  const readings = Array.from({ length: cells.raw.count }, (_, index): DateReading | null => {
    const text = cells.raw.textOf(index).trim();
    let reading = known.get(text);
    if (reading === undefined) {
      reading = text === '' ? null : readDate(text);
      if (known.size < remembered) known.set(text, reading);
    }
    const row = cells.raw.rowOf(index);
    if (missing?.has(text.toLowerCase()) === true) {
      findings.note('MISSING_AS_TOLD', row, text);
      return null;
    }
    if (reading === null || (isNoDate(reading) && isDateSentinel(text))) {
      if (text !== '') findings.add(isDateSentinel(text) ? 'SENTINEL' : 'DATE', row, text);
      return null;
    }
    if (reading.shape === 'excel-serial') {
      if (dateFormat === 'excel1904') reading = { ...reading, day: reading.day + days1904 };
      else if (dateFormat !== 'excel') {
        findings.add('EXCEL_SERIAL', row, text, { a: dayText(reading.day), b: dayText(reading.day + days1904), option: 'dateFormat', forA: 'excel', forB: 'excel1904' });
        return null;
      }
    }
    if (reading.shape === 'slash') slash.see(slashDateOf(reading));
    if (reading.isShort) findings.note('SHORT_YEAR', row, text);
    count(shapes, reading.shape, 1, row);
    return reading;
  });
  return { shapes, slash, readings };
};

export const packedAt = (cells: InstantCells, row: number, kind: number): number =>
  (kind === form.dotLocal || kind === form.slashLocal ? Math.floor((cells.ms[row] as number) / 86_400_000) : (cells.days[row] as number));

/** The family most cells belong to; on a tie the one met first. */
export const dominantFamily = (shapes: ReadonlyMap<DateShape, ShapeCount>): DateFamily | null => {
  const totals = new Map<DateFamily, ShapeCount>();
  for (const [shape, { count: cells, firstRow }] of shapes) {
    const known = totals.get(familyOf(shape));
    totals.set(familyOf(shape), { count: cells + (known?.count ?? 0), firstRow: Math.min(firstRow, known?.firstRow ?? firstRow) });
  }
  const ranked = [...totals].sort(([, x], [, y]) => y.count - x.count || x.firstRow - y.firstRow);
  return ranked[0]?.[0] ?? null;
};

/** Says when a column mixes forms, with the first row of each, or slash dates that contradict each other. */
export const reportMixture = ({ shapes, slash }: DateSurvey, family: DateFamily | null, findings: CellFindings, rowNumberOf: (row: number) => number): void => {
  const listed = [...shapes].map(([shape, { firstRow }]) => `${shape} (row ${rowNumberOf(firstRow)})`).join(', ');
  let left = 0;
  let rarest = Number.POSITIVE_INFINITY;
  for (const [shape, { count: cells }] of shapes) {
    if (familyOf(shape) !== family) left += cells;
    rarest = Math.min(rarest, cells);
  }
  if (left > 0) findings.put({ code: 'DATE_MIXED', count: left, params: { shapes: listed } });
  else if (shapes.size > 1) findings.put({ code: 'DATE_TIMES_MIXED', count: rarest, params: { shapes: listed } });
  else if (family === 'slash' && slash.isContradictory) {
    const { DMY, MDY, YMD } = slash.votes;
    const sides = [['day first', DMY], ['month first', MDY], ['year first', YMD]].filter(([, votes]) => votes !== 0).map(([side, votes]) => `${side} (${votes} cells)`).join(', ');
    findings.put({ code: 'DATE_MIXED', count: DMY + MDY + YMD - Math.max(DMY, MDY, YMD), params: { shapes: sides } });
  }
};
