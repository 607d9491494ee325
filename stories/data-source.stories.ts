import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect } from 'storybook/test';
import '../src/elements/kpi-card/define.js';
import '../src/elements/sales-data/define.js';
import { attributes, type Attributes } from './attributes.js';
import { controlsOf } from './controls.js';
import { docsOf } from './docs-text.js';
import { countIn, drawn, textAt, widgetIn } from './drawn.js';
import { vendorText } from './vendor-text.js';

const meta: Meta<Attributes> = {
  title: 'Data/data-source',
  component: 'data-source',
  argTypes: controlsOf('data-source'),
  args: { table: 'deals' },
  globals: { width: 'column' },
  parameters: docsOf({
    tag: 'data-source',
    example: `
<sales-data time-zone="Europe/Berlin">
  <data-source table="deals" src="/crm/2024.csv"></data-source>
  <data-source table="deals" src="/crm/2025.csv" date-format="DMY"></data-source>
  <data-source table="spend" src="/finance/spend.json" path="report.rows"></data-source>
  <kpi-card kpi="sales_cycle"></kpi-card>
</sales-data>`,
    more: `### What it takes

CSV (\`,\` \`;\` tab; quotes with line breaks inside), JSON (an array of objects, or an object of columns), NDJSON; from an address, a property, or text in the page. \
Headers are recognised by their usual names in English and German; \`columns\` says it where they are not: \`{ amount: 'Volumen netto' }\`. \
Each row that had to be left out is counted and named in \`report\` of the \`<sales-data>\` around.

Several sources of one table are versions of the same rows: of one id the row updated last stays. A source with \`join="id"\` adds its fields to the rows of those before it. \
\`report\` tells what they have in common: matched, conflicting, dropped.

${vendorText}`,
  }),
  play: async ({ canvasElement }) => void await drawn(canvasElement, 'ready'),
};
export default meta;

type Story = StoryObj<Attributes>;

const german = `Deal-ID;Erstellt am;Abgeschlossen am;Phase;Betrag
1;01.04.2025;11.04.2025;Gewonnen;1.200,50
2;03.04.2025;13.05.2025;Gewonnen;800,00
3;02.05.2025;;Angebot;1.500,00
`;

/** A German export: semicolons, decimal commas, dates with dots, headers of its own. */
export const GermanCsv: Story = {
  render: (args) => html`
    <sales-data as-of="2025-07-01" period="last_quarter" currency="EUR">
      <data-source ${attributes(args)}><script type="text/csv" slot="data">${german}</script></data-source>
      <kpi-card kpi="sales_cycle"></kpi-card>
    </sales-data>`,
  play: async ({ canvasElement }) => {
    const [cycle = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    // (10 + 40) ÷ 2
    await expect(textAt(cycle, '[part=value] .figure')).toBe('25 days');
  },
};

const rows2024 = [{ id: 'A', created_at: '2025-04-01', closed_at: '2025-04-21', status: 'won' }];
const rows2025 = [{ id: 'B', created_at: '2025-05-01', closed_at: '2025-06-10', status: 'won' }];

/** Two sources of one table are one table. */
export const Merged: Story = {
  render: (args) => html`
    <sales-data as-of="2025-07-01" period="last_quarter">
      <data-source ${attributes(args)} .data=${rows2024}></data-source>
      <data-source ${attributes(args)} .data=${rows2025}></data-source>
      <kpi-card kpi="sales_cycle"></kpi-card>
    </sales-data>`,
  play: async ({ canvasElement }) => {
    const [cycle = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    // (20 + 40) ÷ 2
    await expect(textAt(cycle, '[part=value] .figure')).toBe('30 days');
    await expect(countIn(cycle)).toBe(2);
  },
};

const own = [{ Nr: 7, Start: '2025-04-01', Ende: '2025-04-06', Ausgang: 'Ja' }, { Nr: 8, Start: '2025-04-01', Ende: '2025-05-01', Ausgang: 'Nein' }];

/** Headers and words that nobody could guess: said once. */
export const OwnNames: Story = {
  render: (args) => html`
    <sales-data as-of="2025-07-01" period="last_quarter">
      <data-source ${attributes(args)} .data=${own} .columns=${{ id: 'Nr', created_at: 'Start', closed_at: 'Ende', status: 'Ausgang' }}
        .values=${{ status: { Ja: 'won', Nein: 'lost' } }}></data-source>
      <kpi-card kpi="sales_cycle"></kpi-card>
    </sales-data>`,
  play: async ({ canvasElement }) => {
    const [cycle = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(cycle, '[part=value] .figure')).toBe('5 days');
    await expect(countIn(cycle)).toBe(1);
  },
};

const nested = `{"report": {"rows": [{"id": "A", "created_at": "2025-04-01", "closed_at": "2025-04-15", "status": "won"}]}}`;

/** Rows somewhere inside a JSON document. */
export const JsonPath: Story = {
  args: { path: 'report.rows' },
  render: (args) => html`
    <sales-data as-of="2025-07-01" period="last_quarter">
      <data-source ${attributes(args)}><script type="application/json" slot="data">${nested}</script></data-source>
      <kpi-card kpi="sales_cycle"></kpi-card>
    </sales-data>`,
  play: async ({ canvasElement }) => {
    const [cycle = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(cycle, '[part=value] .figure')).toBe('14 days');
  },
};

const hubspotDeal = (id: string, created: string, closed: string, isWon: boolean) => ({
  id, archived: false, properties: { createdate: created, closedate: closed, dealstage: isWon ? 'closedwon' : 'contractsent', hs_is_closed: String(isWon), hs_is_closed_won: String(isWon), amount: '100.00' },
});
const hubspotReply = JSON.stringify({ results: [
  hubspotDeal('1', '2025-04-01T08:00:00Z', '2025-04-08T08:00:00Z', true), hubspotDeal('2', '2025-04-01T08:00:00Z', '2025-04-18T08:00:00Z', true), hubspotDeal('3', '2025-04-02T08:00:00Z', '2025-07-31T08:00:00Z', false),
] });

/** What a vendor's interface answered, as it is. */
export const VendorReply: Story = {
  args: { preset: 'hubspot' },
  render: (args) => html`
    <sales-data as-of="2025-07-01" period="last_quarter">
      <data-source ${attributes(args)}><script type="application/json" slot="data">${hubspotReply}</script></data-source>
      <kpi-card kpi="sales_cycle"></kpi-card>
    </sales-data>`,
  play: async ({ canvasElement }) => {
    const [cycle = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    // (7 + 17) ÷ 2; the third deal is open, its close date a hope
    await expect(textAt(cycle, '[part=value] .figure')).toBe('12 days');
    await expect(countIn(cycle)).toBe(2);
  },
};

const crm = [{ id: 'A', created_at: '2025-04-01', closed_at: '2025-04-21', status: 'won' }, { id: 'B', created_at: '2025-04-01', status: 'won' }];
const billing = [{ Auftragsnummer: 'B', Abschlussdatum: '2025-05-11' }];

/** A second source that adds to the rows of the first. */
export const Joined: Story = {
  render: (args) => html`
    <sales-data as-of="2025-07-01" period="last_quarter">
      <data-source ${attributes(args)} .data=${crm}></data-source>
      <data-source ${attributes(args)} .data=${billing} join="id"></data-source>
      <kpi-card kpi="sales_cycle"></kpi-card>
    </sales-data>`,
  play: async ({ canvasElement }) => {
    const [cycle = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    // (20 + 40) ÷ 2
    await expect(textAt(cycle, '[part=value] .figure')).toBe('30 days');
  },
};
