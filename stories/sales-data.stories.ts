import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';
import '../src/define.js';
import type { SalesData } from '../src/elements/sales-data/sales-data.js';
import type { KpiErrorEvent } from '../src/events/kpi-error.js';
import type { KpiFilterChangeEvent } from '../src/events/kpi-filter-change.js';
import { attributes, type Attributes } from './attributes.js';
import { company } from './company.js';
import { controlsOf } from './controls.js';
import { docsOf } from './docs-text.js';
import { at, clickWord, countIn, drawn, textAt, widgetIn } from './drawn.js';
import { down } from './fetchers.js';

const meta: Meta<Attributes> = {
  title: 'Data/sales-data',
  component: 'sales-data',
  argTypes: controlsOf('sales-data'),
  args: { 'as-of': '2025-07-01', 'time-zone': 'Europe/Berlin', 'currency': 'EUR', 'period': 'last_quarter' },
  parameters: docsOf({
    tag: 'sales-data',
    example: `
<sales-data currency="EUR" time-zone="Europe/Berlin" period="last_quarter">
  <data-source table="deals" src="/crm/deals.csv"></data-source>
  <data-source table="stage_history" src="/crm/stages.csv"></data-source>
  <kpi-card kpi="sales_cycle"></kpi-card>
  <pipeline-funnel></pipeline-funnel>
</sales-data>`,
    more: `### Data

Tables come from \`<data-source>\` children, from \`src\` and \`table\` of its own, from inline text, or from the property \`data\`: \
\`{ deals: [{ id, created_at, closed_at, status, amount }], spend: [{ period_start, amount }] }\`. Inputs of one table are merged. Headers are recognised in English and German.

### Filter

A click on a mark fires \`kpi-select\`; this element turns it into \`filter\`, such as \`{ stage: ['Demo'] }\`, tells \`kpi-filter-change\`, and all widgets inside follow. \
The widget of the click keeps showing all of its marks, the chosen one in full colour. The same click again, or the button below the picture, takes it back. \
\`preventDefault()\` on \`kpi-select\` keeps the filter as it is.

### Nesting

A \`<sales-data>\` in another one without data of its own shows the data around it, with a filter and period of its own.`,
  }),
  render: (args) => whole(args, html`<kpi-card kpi="sales_cycle"></kpi-card>`),
  play: async ({ canvasElement }) => void await drawn(canvasElement, 'ready'),
};
export default meta;

type Story = StoryObj<Attributes>;

const whole = (args: Attributes, content: unknown): TemplateResult => html`<sales-data ${attributes(args)} .data=${company}>${content}</sales-data>`;

/** One load for all widgets inside, at whatever depth. */
export const Dashboard: Story = {
  globals: { width: 'full' },
  render: (args) => whole(args, html`
    <div class="cards">
      <kpi-card kpi="sales_cycle"></kpi-card><kpi-card kpi="close_ratio" period="last_12_months"></kpi-card><kpi-card kpi="pipeline"></kpi-card>
      <kpi-card kpi="cac" period="last_12_months"></kpi-card><kpi-card kpi="clv"></kpi-card>
    </div>
    <div class="charts"><pipeline-funnel></pipeline-funnel><cycle-length-chart></cycle-length-chart></div>`),
  play: async ({ canvasElement }) => {
    let loads = 0;
    canvasElement.querySelector('sales-data')?.addEventListener('kpi-data', () => loads++);
    const widgets = await drawn(canvasElement, 'ready');
    await expect(widgets.length).toBe(7);
    for (const widget of widgets) await expect(textAt(widget, '[part=value]')).toMatch(/\d/u);
    await expect(loads).toBeLessThan(2);
  },
};

/** A click on a stage filters the other widgets; the same click takes it back. */
export const CrossFilter: Story = {
  globals: { width: 'full' },
  render: (args) => whole(args, html`<div class="charts"><pipeline-funnel></pipeline-funnel><kpi-card kpi="pipeline"></kpi-card></div>`),
  play: async ({ canvasElement }) => {
    const [funnel = widgetIn(canvasElement), card = widgetIn(canvasElement, 1)] = await drawn(canvasElement, 'ready');
    const changes: KpiFilterChangeEvent[] = [];
    canvasElement.querySelector<SalesData>('sales-data')?.addEventListener('kpi-filter-change', (event) => changes.push(event));
    const all = { deals: textAt(card, '.beside'), value: textAt(funnel, '[part=value]') };
    await clickWord(funnel, 'stages', 'Demo');
    await waitFor(() => expect(textAt(card, '.beside')).not.toBe(all.deals));
    await expect(changes.map(({ detail }) => detail.filter)).toEqual([{ stage: ['Demo'] }]);
    // The card now counts what the row of the funnel says; the funnel keeps all its rows.
    const open = (company['deals'] as readonly Record<string, unknown>[]).filter(({ status, stage, test }) => status === 'open' && stage === 'Demo' && test !== true).length;
    await expect(textAt(card, '.beside')).toBe(`${open} deals`);
    await expect(textAt(funnel, '[part=value]')).toBe(all.value);
    await waitFor(() => expect(textAt(funnel, '.selection')).toContain('Selected: Demo'));
    await userEvent.click(at(funnel, '.selection button:last-of-type'));
    await waitFor(() => expect(textAt(card, '.beside')).toBe(all.deals));
    await expect(changes[1]?.detail.filter).toEqual({});
  },
};

const csv = `deal_id,created_at,closed_at,status,amount
D1,2025-04-01,2025-05-01,won,1200
D2,2025-04-03,2025-05-23,won,800
D3,2025-04-10,2025-06-11,lost,900
D4,2025-05-02,,open,1500
`;

/** Tables from several places: addresses, objects, text in the page. */
export const DataSources: Story = {
  render: (args) => html`
    <sales-data ${attributes(args)}>
      <data-source table="deals"><script type="text/csv" slot="data">${csv}</script></data-source>
      <data-source table="spend" .data=${[{ period_start: '2025-04-01', period_end: '2025-07-01', amount: 900 }]}></data-source>
      <div class="cards"><kpi-card kpi="sales_cycle"></kpi-card><kpi-card kpi="cac"></kpi-card></div>
    </sales-data>`,
  play: async ({ canvasElement }) => {
    const [cycle = widgetIn(canvasElement), cost = widgetIn(canvasElement, 1)] = await drawn(canvasElement, 'ready');
    // Won after 30 and 50 days; 900 for two customers.
    await expect(textAt(cycle, '[part=value] .figure')).toBe('40 days');
    await expect(textAt(cost, '[part=value] .figure')).toBe('€450');
    await expect(countIn(cycle)).toBe(2);
  },
};

/** Rows in the page, without a line of JavaScript. */
export const InlineData: Story = {
  render: (args) => html`
    <sales-data ${attributes(args)}>
      <script type="application/json" slot="data">[
        {"id": "D1", "created_at": "2025-04-01", "closed_at": "2025-04-11", "status": "won", "amount": 1200},
        {"id": "D2", "created_at": "2025-04-03", "closed_at": "2025-05-13", "status": "won", "amount": 800},
        {"id": "D3", "created_at": "2025-05-02", "status": "open", "amount": 1500}
      ]</script>
      <div class="cards"><kpi-card kpi="sales_cycle"></kpi-card><kpi-card kpi="pipeline"></kpi-card></div>
    </sales-data>`,
  play: async ({ canvasElement }) => {
    const [cycle = widgetIn(canvasElement), open = widgetIn(canvasElement, 1)] = await drawn(canvasElement, 'ready');
    // (10 + 40) ÷ 2
    await expect(textAt(cycle, '[part=value] .figure')).toBe('25 days');
    await expect(textAt(open, '[part=value] .figure')).toBe('€1,500');
  },
};

/** The same data twice, once with a filter and period of its own. */
export const Nested: Story = {
  render: (args) => whole(args, html`<div class="cards">
    <kpi-card kpi="sales_cycle" heading="All"></kpi-card>
    <sales-data .filter=${{ segment: ['Enterprise'] }} period="last_12_months"><kpi-card kpi="sales_cycle" heading="Enterprise, a year"></kpi-card></sales-data>
  </div>`),
  play: async ({ canvasElement }) => {
    const [all = widgetIn(canvasElement), own = widgetIn(canvasElement, 1)] = await drawn(canvasElement, 'ready');
    await expect(textAt(own, '[part=value]')).not.toBe(textAt(all, '[part=value]'));
    const [outer, inner] = canvasElement.querySelectorAll<SalesData>('sales-data');
    await expect(outer?.report).not.toBeNull();
    await expect(inner?.report === outer?.report, 'one load for both').toBe(true);
  },
};

/** A load that fails is told once, and every widget shows where. */
export const Failed: Story = {
  render: (args) => html`
    <sales-data ${attributes({ ...args, src: '/crm/deals.csv' })} .fetcher=${down}>
      <div class="cards"><kpi-card kpi="sales_cycle"></kpi-card><kpi-card kpi="close_ratio"></kpi-card></div>
    </sales-data>`,
  play: async ({ canvasElement }) => {
    const errors: KpiErrorEvent[] = [];
    const data = canvasElement.querySelector<SalesData>('sales-data');
    await drawn(canvasElement, 'error');
    for (const widget of await drawn(canvasElement, 'error')) await expect(textAt(widget, '[role=alert]')).toContain('deals.csv');
    data?.addEventListener('kpi-error', (event) => errors.push(event));
    await data?.refresh();
    await waitFor(() => expect(errors.map(({ detail }) => detail.code)).toEqual(['HTTP']));
  },
};
