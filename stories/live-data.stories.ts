import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { expect, waitFor } from 'storybook/test';
import type { Fetcher } from '../src/context/source-input.js';
import '../src/define.js';
import { attributes, type Attributes } from './attributes.js';
import { company } from './company.js';
import { controlsOf } from './controls.js';
import { docsOf } from './docs-text.js';
import { drawn, widgetIn } from './drawn.js';

const meta: Meta<Attributes> = {
  title: 'Data/pages, progress, refresh',
  component: 'kpi-card',
  argTypes: controlsOf('kpi-card'),
  args: { kpi: 'sales_cycle', 'as-of': '2025-07-01', 'time-zone': 'Europe/Berlin', 'currency': 'EUR', 'period': 'last_12_months', 'table': 'deals' },
  parameters: docsOf({
    tag: 'kpi-card',
    example: `
<kpi-card kpi="sales_cycle" table="deals" src="/crm/deals?limit=100" paging="cursor" refresh-interval="300"></kpi-card>`,
    more: `### Pages

\`paging\` is \`cursor\`, \`link\`, \`offset\` or \`none\`, or an object with the names of fields and parameters, \`maxPages\`, \`maxRows\` and \`allOrNothing\`. The presets \
\`hubspot\`, \`salesforce\` and \`pipedrive\` bring their own. Addresses of pages stay on the origin of \`src\`; pages that lead in a circle are refused. Where a page does not come, \
the figures of those before it are shown as partial, with the reason, and nothing is judged from them.

### Progress

What takes longer than a second shows how far it is, with a way to give it up; \`kpi-progress\` tells the page.

### Refresh

\`refresh-interval\` in seconds. Hidden and offline pages wait, and make up once for what they missed. The last good picture stays over a failure, with its age.`,
  }),
};
export default meta;

type Story = StoryObj<Attributes>;

const pageSize = 40;

/** Deals in pages; from page `lost` on they are gone, and each takes its time. */
const paged = ({ lost = Infinity, delayMs = 0 }: { readonly lost?: number; readonly delayMs?: number } = {}): Fetcher => async (url, { signal }) => {
  const from = Number(new URL(url).searchParams.get('cursor') ?? 0);
  await new Promise<void>((resolve, reject) => {
    const timer = setTimeout(resolve, delayMs);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });
  if (from / pageSize + 1 >= lost) return new Response('', { status: 404, statusText: 'Not Found' });
  const deals = company.deals as readonly unknown[];
  return new Response(JSON.stringify({ data: deals.slice(from, from + pageSize), next_cursor: from + pageSize < deals.length ? String(from + pageSize) : null }), {
    headers: { 'content-type': 'application/json' },
  });
};

const card = (args: Attributes, fetcher: Fetcher): TemplateResult =>
  html`<kpi-card ${attributes(args)} src="https://crm.example/deals" paging="cursor" .fetcher=${fetcher}></kpi-card>`;

/** Two pages came, the third did not: how much is there, and why no more. */
export const PartialData: Story = {
  globals: { width: 'half' },
  render: (args) => card(args, paged({ lost: 3 })),
  play: async ({ canvasElement }) => {
    await drawn(canvasElement, 'ready');
    await expect(widgetIn(canvasElement).matches(':state(partial)')).toBe(true);
  },
};

export const PartialDataGerman: Story = { ...PartialData, globals: { width: 'half', language: 'de' } };

/** Rows and pages so far, a thin bar, and the way out. */
export const Progress: Story = {
  globals: { width: 'half' },
  render: (args) => card(args, paged({ delayMs: 60_000 })),
  play: async ({ canvasElement }) => {
    const widget = widgetIn(canvasElement);
    await waitFor(() => expect(widget.shadowRoot?.querySelector('[role=progressbar]')).not.toBeNull(), { timeout: 5_000 });
  },
};

/** Loaded again every five minutes: the age of the figures stands below them. */
export const Refreshed: Story = {
  globals: { width: 'half' },
  render: (args) => card({ ...args, 'refresh-interval': 300 }, paged()),
  play: async ({ canvasElement }) => {
    await drawn(canvasElement, 'ready');
    await waitFor(() => expect(widgetIn(canvasElement).shadowRoot?.querySelector('.foot')?.textContent).toMatch(/as of|Stand:/u));
  },
};

/** The load after the first failed: the last good picture, its age, and what went wrong. */
export const StaleWithAge: Story = {
  globals: { width: 'half' },
  render: (args) => {
    let asked = 0;
    const all = paged();
    return card({ ...args, 'refresh-interval': 300 }, (url, init) => (new URL(url).searchParams.has('cursor') || asked++ === 0 ? all(url, init)
      : Promise.resolve(new Response('', { status: 404, statusText: 'Not Found' }))));
  },
  play: async ({ canvasElement }) => {
    await drawn(canvasElement, 'ready');
    await (widgetIn(canvasElement) as unknown as { refresh(): Promise<void> }).refresh();
    await waitFor(() => expect(widgetIn(canvasElement).matches(':state(stale)')).toBe(true));
  },
};
