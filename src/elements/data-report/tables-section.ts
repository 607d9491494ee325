import { html, nothing, type TemplateResult } from 'lit';
import { formatNumber } from '../../format/number.js';
import { formatPercent } from '../../format/percent.js';
import { say, type Messages } from '../../i18n/messages.js';
import { tableName } from '../../i18n/words.js';
import type { ColumnMapping, TableReport } from '../../model/issue.js';
import type { TableName } from '../../model/schema.js';
import { icon } from '../parts/icon.js';
import { plainTable } from './plain-table.js';
import { tablesOf, type ReportContext, type ReportSection } from './report-section.js';

const isTaken = ({ column, header }: ColumnMapping, { columns }: TableReport): boolean => Object.hasOwn(columns, column) && columns[column] === header;

const sureText = (mapping: ColumnMapping, report: TableReport, messages: Messages): TemplateResult | string => {
  const share = formatPercent(mapping.confidence, messages.locale);
  if (!isTaken(mapping, report)) return html`<span class="warned">${icon('caveat')}${say(messages, 'report.notTaken', { share })}</span>`;
  return mapping.confidence < 1 ? html`<span class="warned">${icon('caveat')}${say(messages, 'report.unsure', { share })}</span>` : share;
};

const mappingTable = (name: TableName, report: TableReport, messages: Messages): TemplateResult => plainTable(
  say(messages, 'report.mapping', { table: tableName(messages, name) }),
  [{ label: say(messages, 'report.col.column') }, { label: say(messages, 'report.col.header') }, { label: say(messages, 'report.col.by') }, { label: say(messages, 'report.col.sure') }],
  report.mappings.map((mapping) => [html`<code>${mapping.column}</code>`, mapping.header, say(messages, `report.by.${mapping.by}`), sureText(mapping, report, messages)]),
);

/** How the page would say it: of the column that is missing, else of one that is unsure, else of the first one. */
const overrideExample = ({ mappings, unmappedHeaders, issues }: TableReport): string | null => {
  const missing = issues.find(({ code }) => code === 'MISSING_COLUMN')?.column;
  const shown = mappings.find(({ confidence }) => confidence < 1) ?? mappings[0];
  const column = missing ?? shown?.column;
  const header = missing === undefined ? shown?.header : unmappedHeaders[0];
  return header === undefined || column === undefined ? null : JSON.stringify({ [column]: header });
};

const tableDetails = (name: TableName, report: TableReport, messages: Messages): TemplateResult => {
  const { locale } = messages;
  const example = overrideExample(report);
  const values = Object.entries(report.unmappedValues).filter(([, list]) => list.length > 0);
  return html`<details class="inner">
    <summary>${say(messages, 'report.columnsOf', { table: tableName(messages, name), n: Object.keys(report.columns).length })}</summary>
    ${mappingTable(name, report, messages)}
    ${report.unmappedHeaders.length === 0 ? nothing : html`<p>${say(messages, 'report.unused')} <bdi>${report.unmappedHeaders.join(', ')}</bdi></p>`}
    ${values.map(([column, list]) => html`<p>${say(messages, 'report.unknownValues', { column })}
      <bdi>${list.map(({ value, count }) => `${value} (${formatNumber(count, locale)})`).join(', ')}</bdi></p>`)}
    ${example === null ? nothing : html`<p>${say(messages, 'report.override')} <code>columns = ${example}</code></p>`}
  </details>`;
};

/** What was read, table by table, and which column became what. */
export const tablesSection = ({ report, messages }: ReportContext): ReportSection => {
  const tables = tablesOf(report);
  const write = (n: number): string => formatNumber(n, messages.locale);
  const [read, excluded] = [tables.reduce((sum, [, { rowsIn }]) => sum + rowsIn, 0), tables.reduce((sum, [, { rowsExcluded }]) => sum + rowsExcluded, 0)];
  return {
    id: 'tables', title: say(messages, 'report.tables'), sum: say(messages, 'report.tables.sum', { n: read, excluded }),
    body: html`
      ${plainTable(say(messages, 'report.tables'), [
    { label: say(messages, 'rows.table') }, { label: say(messages, 'report.col.read'), isNumeric: true }, { label: say(messages, 'report.col.used'), isNumeric: true },
    { label: say(messages, 'report.col.leftOut'), isNumeric: true }, { label: say(messages, 'report.col.columns'), isNumeric: true },
  ], tables.map(([name, table]) => [tableName(messages, name), write(table.rowsIn), write(table.rowsUsed), write(table.rowsExcluded), write(Object.keys(table.columns).length)]))}
      ${tables.map(([name, table]) => tableDetails(name, table, messages))}`,
  };
};
