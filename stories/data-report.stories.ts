import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';
import '../src/define.js';
import type { DataReport } from '../src/elements/data-report/data-report.js';
import type { LoadInputs } from '../src/model/input.js';
import { attributes, type Attributes } from './attributes.js';
import { company } from './company.js';
import { controlsOf } from './controls.js';
import { docsOf } from './docs-text.js';

/** An export as people have it: German headers, a row without id, an amount that is none, a product written in two ways. */
const untidy: LoadInputs = {
  deals: {
    label: 'deals.csv', text: [
      'ID;Titel;Angelegt am;Abschlussdatum;Status;Betrag;Farbe;Produkt', 'D1;Dach;2024-05-01;2024-05-11;gewonnen;100;rot;GTXPro', 'D2;Tür;2024-05-01;2024-05-21;gewonnen;;blau;GTX Pro',
      ';ohne Kennung;2024-05-01;2024-05-21;gewonnen;200;rot;GTX Pro', 'D4;Fenster;2024-05-01;;offen;viel;rot;GTX Pro',
    ].join('\n'),
  },
  products: [{ id: 'GTX Pro', name: 'GTX Pro' }],
};

const inside = (content: TemplateResult, data: LoadInputs | null): TemplateResult => html`
  <sales-data as-of="2025-07-01" time-zone="Europe/Berlin" currency="EUR" period="last_12_months" .data=${data}>
    <div class="cards"><kpi-card kpi="close_ratio"></kpi-card><kpi-card kpi="pipeline"></kpi-card></div>${content}</sales-data>`;

const meta: Meta<Attributes> = {
  title: 'Around/data-report',
  component: 'data-report',
  argTypes: controlsOf('data-report'),
  parameters: docsOf({
    tag: 'data-report',
    example: `
<sales-data src="/crm/deals.csv" table="deals">
  <kpi-card kpi="close_ratio"></kpi-card>
  <data-report></data-report>
</sales-data>`,
    more: `### What it tells

Tables with rows read, used and left out; every column with the header that it was read from, how it was recognised and how sure that is; what was noticed; \
the rows that were left out, with the reason, and all of them as a file; what several sources say differently; how far the deals can be relied on and the money \
at stake; the definitions of the figures that the page asks for; time zone, currency and cut-off.`,
  }),
  render: (args) => inside(html`<data-report ${attributes(args)}></data-report>`, company),
};
export default meta;

type Story = StoryObj<Attributes>;

const reportIn = async (canvas: HTMLElement): Promise<DataReport> => {
  const report = canvas.querySelector<DataReport>('data-report') as DataReport;
  await waitFor(() => expect(report.renderRoot.querySelectorAll('details[part=section]').length).toBeGreaterThan(3), { timeout: 20_000 });
  return report;
};
/** Parts come as what they tell does: the settings and the figures after the tables. */
const openAll = async (report: DataReport): Promise<void> => {
  await waitFor(() => expect(report.renderRoot.querySelector('#settings')).not.toBeNull(), { timeout: 20_000 });
  await waitFor(() => expect(report.renderRoot.querySelector('#definitions')).not.toBeNull(), { timeout: 20_000 });
  for (const summary of report.renderRoot.querySelectorAll<HTMLElement>('details[part=section]:not([open]) > summary')) await userEvent.click(summary);
  await waitFor(() => expect(report.renderRoot.querySelectorAll('details[part=section]:not([open])').length).toBe(0));
};

export const Tables: Story = { play: async ({ canvasElement }) => void await reportIn(canvasElement) };

/** Every part opened. */
export const Untidy: Story = {
  render: (args) => inside(html`<data-report ${attributes(args)}></data-report>`, untidy),
  play: async ({ canvasElement }) => {
    const report = await reportIn(canvasElement);
    await openAll(report);
    await expect(report.renderRoot.querySelector('#issues')?.textContent).toContain('viel');
    await expect(report.renderRoot.querySelector('#merges')?.textContent).toContain('GTXPro');
  },
};

export const German: Story = {
  globals: { language: 'de', theme: 'dark' },
  render: (args) => inside(html`<data-report ${attributes(args)}></data-report>`, untidy),
  play: async ({ canvasElement }) => {
    const report = await reportIn(canvasElement);
    await openAll(report);
    await expect(report.renderRoot.querySelector('#issues')?.textContent).toContain('Ausgelassene Zeilen');
  },
};

export const Narrow: Story = {
  globals: { width: 'column' },
  play: async ({ canvasElement }) => void await openAll(await reportIn(canvasElement)),
};

/** Before anything is loaded. */
export const NoData: Story = {
  render: (args) => inside(html`<data-report ${attributes(args)}></data-report>`, null),
  play: async ({ canvasElement }) => {
    await waitFor(() => expect(canvasElement.querySelector('data-report')?.renderRoot.textContent).toContain('No data yet'));
  },
};

/** Outside of `<sales-data>` there is nothing to report. */
export const Alone: Story = { render: (args) => html`<data-report ${attributes(args)}></data-report>` };
