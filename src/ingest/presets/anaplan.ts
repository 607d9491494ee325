import { cutRecords } from '../formats/csv-records.js';
import type { PlainRow } from '../plain-row.js';
import type { Gathered, Numbered, Preset, ReadingPlace, SkipCode } from './preset.js';
import { firstText, textIn } from './record-fields.js';
import { type Grain, grains, isOpenSpan, type LabelledPeriod, readTimeLabel } from './time-labels.js';

/** Items of the dimension Versions, and what they are called here. */
const versions: readonly (readonly [RegExp, string])[] = [
  [/^actuals?\b|^ist(?:werte?)?$/i, 'actual'], [/^(?:current |rolling |latest )?forecast\b|^prognose$/i, 'forecast'], [/^budget\b|^plan(?:zahlen)?$/i, 'budget'],
];

const versionOf = (item: string): string | null => versions.find(([pattern]) => pattern.test(item))?.[1] ?? null;

/** The item that stands for all others of its dimension. */
const isAll = (item: string): boolean => /^(?:all|total|gesamt|alle)(?: |$)/i.test(item);

const timeHeader = /^(?:time|periods?|months?|quarters?|years?|date|zeit|zeitraum|perioden?|monat|quartal|jahr)$/i;

/** One amount and the items it stands under. */
interface Cell { readonly record: PlainRow; readonly number: number; readonly time: string; readonly fields: PlainRow }

const isTime = (field: string): boolean => readTimeLabel(field, 1) !== null || isOpenSpan(field);

/** The header of a grid stands among its first lines. */
const mostLines = 4;

/** Lines above the header of a grid: the items chosen on its pages. The header is the first line with time labels. */
const preamble = (start: string): { lines: number; items: readonly string[] } | null => {
  for (const delimiter of [',', ';', '\t']) {
    const lines = cutRecords(start.replace(/^\ufeff/, ''), delimiter, '"', true, mostLines).map(({ fields }) => fields);
    const header = lines.findIndex((fields) => fields.slice(1).some(isTime));
    if (header > 0) return { lines: header, items: lines.slice(0, header).flat().filter((item) => item !== '') };
  }
  return null;
};

/** What a row of a grid is about, of the items on its pages and of its own labels: the version, and who or what the amounts belong to. */
const gridFields = (labels: readonly string[], { preamble: pages, given }: ReadingPlace): PlainRow | null => {
  const lineItem = given['amount'];
  if (lineItem !== undefined && !labels.includes(lineItem) && !pages.includes(lineItem)) return null;
  const isSeries = (item: string): boolean => item !== lineItem && versionOf(item) === null;
  const version = [...labels, ...pages].find((item) => versionOf(item) !== null);
  const [own, around] = [labels.filter(isSeries), pages.filter(isSeries)];
  const series = own.length > 0 ? own : around;
  return { category: version === undefined ? null : versionOf(version), series: series.length === 0 || series.every(isAll) ? 'all' : series.filter((item) => !isAll(item)).join(' / ') };
};

/** The cells of a grid: one per row and time column. */
const gridCells = (record: PlainRow, number: number, place: ReadingPlace): readonly Cell[] | null => {
  const labels = Object.keys(record).filter((field) => !isTime(field)).flatMap((field) => textIn(record, field) ?? []);
  const fields = gridFields(labels, place);
  if (fields === null) return null;
  const amount = place.given['amount'] ?? 'amount';
  return Object.keys(record).filter(isTime).map((time) => ({ record, number, time, fields: { ...fields, [amount]: record[time] } }));
};

/** A row of a table export: its time stands in a column. */
const tableCell = (record: PlainRow, number: number): Cell | null => {
  const field = Object.keys(record).find((name) => timeHeader.test(name) && isTime(textIn(record, name) ?? ''));
  if (field === undefined) return null;
  const version = firstText(record, ['Versions', 'Version', 'versions', 'version']);
  return { record, number, time: textIn(record, field) as string, fields: { ...record, category: version === null ? null : (versionOf(version) ?? version) } };
};

/**
 * Amounts per period: of everything told about the same thing only the finest periods count, coarser ones and spans without dates are
 * their sums. A line item named as `columns.amount` leaves out the rows of all others.
 */
const gather = (records: readonly Numbered[], place: ReadingPlace): Gathered => {
  const skipped: (Numbered & { readonly code: SkipCode })[] = [];
  const rows: Numbered[] = [];
  const cells: (Cell & { readonly period: LabelledPeriod | null })[] = [];
  for (const { row, number } of records) {
    const own = Object.keys(row).some(isTime) ? gridCells(row, number, place) : tableCell(row, number);
    if (own === null) skipped.push({ row, number, code: 'NOTHING_FOR_TABLE' });
    else for (const cell of Array.isArray(own) ? (own as readonly Cell[]) : [own as Cell]) cells.push({ ...cell, period: readTimeLabel(cell.time, place.fiscalYearStart) });
  }
  const finest = grains.find((grain: Grain) => cells.some(({ period }) => period?.grain === grain));
  for (const { record, number, fields, period, time } of cells) {
    if (period === null || period.grain !== finest) skipped.push({ row: { [time]: record[time] ?? null, ...fields }, number, code: 'SUBTOTAL' });
    else rows.push({ row: { ...fields, period_start: period.start, period_end: period.end }, number });
  }
  return { rows, skipped };
};

/**
 * Anaplan: the grid export of a view (items of its pages on the first line, time labels on the second, line items or list items below)
 * and the tabular exports with a column per dimension. Versions tell forecasts from actuals. An export says nothing about when a
 * forecast was made.
 */
export const anaplan: Preset = {
  preamble,
  tables: {
    forecasts: {
      columns: {
        period_start: 'period_start', period_end: 'period_end', amount: 'amount value wert betrag', category: 'category', series: 'series owner sales_rep sales_person rep organization organisation region',
        made_at: 'made_at snapshot snapshot_date', currency: 'currency',
      },
      onlyListed: true,
      gather,
      uses: () => true,
      takesFilesApart: (headers) => headers.some((header) => isTime(header) || timeHeader.test(header)),
    },
  },
};
