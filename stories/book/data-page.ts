import { html, type TemplateResult } from 'lit';
import { presets } from '../../src/ingest/presets/registry.js';
import type { DataFormat } from '../../src/model/input.js';
import { schema, type TableName } from '../../src/model/schema.js';
import { code } from './code.js';
import { definitionOf, kpiIds } from './definitions.js';
import type { Both, Language } from './language.js';
import { elementLink, kpiPage, pageLink } from './links.js';
import { kpiName } from './messages.js';
import { words } from './words.js';

const formats = {
  csv: { en: 'CSV: comma, semicolon or tab; any character set', de: 'CSV: Komma, Semikolon oder Tabulator; jeder Zeichensatz' },
  json: { en: 'JSON: a list of objects, or an object of columns; path says where', de: 'JSON: eine Liste von Objekten oder ein Objekt aus Spalten; path sagt, wo' },
  ndjson: { en: 'NDJSON: one object a line', de: 'NDJSON: ein Objekt je Zeile' },
  arrow: { en: 'Arrow IPC, with import \'kennzahl/arrow\'', de: 'Arrow IPC, mit import \'kennzahl/arrow\'' },
  parquet: { en: 'Parquet, with import \'kennzahl/parquet\'', de: 'Parquet, mit import \'kennzahl/parquet\'' },
} as const satisfies Record<DataFormat, Both>;

const ways = [
  ['waySrc', '<kpi-card kpi="sales_cycle" src="/crm/deals.csv"></kpi-card>'],
  ['wayInline', `<kpi-card kpi="sales_cycle">
  <script type="text/csv" slot="data">id,created_at,closed_at,status
1,2025-04-01,2025-04-11,won</script>
</kpi-card>`],
  ['wayData', `document.querySelector('sales-data').data = {
  deals: [{ id: 1, created_at: '2025-04-01', closed_at: '2025-04-11', status: 'won' }],
};`],
  ['waySources', `<sales-data>
  <data-source table="deals" src="/2024.csv"></data-source>
  <data-source table="deals" src="/2025.csv" id="new"></data-source>
</sales-data>
<script>document.querySelector('#new').columns = { amount: 'Volume net' };</script>`],
] as const;

const german = `Deal-ID;Erstellt am;Abgeschlossen am;Phase;Betrag;Farbe
1;01.04.2025;11.04.2025;Gewonnen;1.200,50;rot
2;03.04.2025;13.05.2025;Gewonnen;viel;blau
;02.05.2025;;Angebot;1.500,00;rot
`;

const needing = (table: string, language: Language): TemplateResult[] => kpiIds
  .filter((id) => definitionOf(id).needs.flat().some((need) => need.table === table))
  .map((id, i) => html`${i > 0 ? ', ' : ''}${pageLink(kpiPage(id), kpiName(id, language))}`);

const tableRow = (table: TableName, language: Language): TemplateResult => html`<tr>
  <th scope="row"><code>${table}</code></th><td><code>${Object.keys(schema[table]).join(', ')}</code></td><td>${needing(table, language)}</td></tr>`;

/** How data gets in: ways, formats, vendors, an export read live, every table with its columns. */
export const dataPage = (language: Language): TemplateResult => html`
  <article class="book">
    <h1>${words.data[language]}</h1>
    <h2>${words.ways[language]}</h2>
    <div class="pair">${ways.map(([key, text]) => html`<section><h3>${words[key][language]}</h3>${code(text, words[key][language])}</section>`)}</div>
    <h2>${words.live[language]}</h2>
    <p>${words.liveText[language]} ${elementLink('data-report')}</p>
    <sales-data as-of="2025-07-01" time-zone="Europe/Berlin" currency="EUR" period="last_quarter">
      <data-source table="deals"><script type="text/csv" slot="data">${german}</script></data-source>
      <div class="figure">${code(german, words.live[language])}<kpi-card kpi="sales_cycle"></kpi-card></div>
      <data-report></data-report>
    </sales-data>
    <h2>${words.formats[language]}</h2>
    <ul>${Object.entries(formats).map(([format, text]) => html`<li><code>${format}</code> ${text[language]}</li>`)}</ul>
    <h2>${words.vendors[language]}</h2>
    <p>${words.vendorsText[language]} ${elementLink('data-source')}: ${Object.keys(presets).map((name, i) => html`${i > 0 ? ', ' : ''}<code>${name}</code>`)}.</p>
    <h2>${words.tables[language]}</h2>
    <p>${words.tablesText[language]}</p>
    <div class="scroll" tabindex="0" role="region" aria-label=${words.tables[language]}><table>
      <thead><tr><th scope="col">${words.table[language]}</th><th scope="col">${words.columns[language]}</th><th scope="col">${words.neededBy[language]}</th></tr></thead>
      <tbody>${(Object.keys(schema) as TableName[]).map((table) => tableRow(table, language))}</tbody></table></div>
  </article>`;
