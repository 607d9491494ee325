import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';
import '../src/define.js';
import type { SalesData } from '../src/elements/sales-data/sales-data.js';
import type { SegmentFilter } from '../src/elements/segment-filter/segment-filter.js';
import { attributes, type Attributes } from './attributes.js';
import { company } from './company.js';
import { controlsOf } from './controls.js';
import { docsOf } from './docs-text.js';

const inside = (content: TemplateResult, filter = {}): TemplateResult =>
  html`<sales-data as-of="2025-07-01" time-zone="Europe/Berlin" currency="EUR" period="last_12_months" .data=${company} .filter=${filter}>${content}</sales-data>`;

const meta: Meta<Attributes> = {
  title: 'Around/segment-filter',
  component: 'segment-filter',
  argTypes: controlsOf('segment-filter'),
  args: { dimension: 'source' },
  globals: { width: 'column' },
  parameters: docsOf({
    tag: 'segment-filter',
    example: `
<sales-data src="/crm/deals.csv" table="deals">
  <segment-filter dimension="source"></segment-filter>
  <segment-filter dimension="owner_id" limit="5"></segment-filter>
  <segment-filter></segment-filter>
  <kpi-card kpi="close_ratio"></kpi-card>
</sales-data>`,
    more: `### What it does

Each value stands with its number of rows; several can be chosen, and rows without a value are a value of their own. Nothing chosen means everything. \
The choice is asked for with \`kpi-select\` (\`detail.keys\`); \`<sales-data>\` makes it its \`filter\` and tells \`kpi-filter-change\`. \
Without \`dimension\` the element shows the whole filter, whichever widget it came from: parts can be removed, and the last change undone.`,
  }),
  render: (args) => inside(html`<segment-filter ${attributes(args)}></segment-filter>`),
};
export default meta;

type Story = StoryObj<Attributes>;

const filterIn = async (canvas: HTMLElement, index = 0): Promise<SegmentFilter> => {
  const filter = canvas.querySelectorAll<SegmentFilter>('segment-filter')[index] as SegmentFilter;
  await waitFor(() => expect(filter.renderRoot.querySelector('label, .actions')).not.toBeNull(), { timeout: 20_000 });
  return filter;
};

export const Values: Story = { play: async ({ canvasElement }) => void await filterIn(canvasElement) };

/** More values than fit: a search, the most frequent first, the rest on demand. */
export const ManyValues: Story = {
  args: { dimension: 'owner_id', limit: 5 },
  play: async ({ canvasElement }) => void await filterIn(canvasElement),
};

/** A choice filters the widgets; the second element shows it and takes it back. */
export const Choosing: Story = {
  globals: { width: 'half' },
  render: (args) => inside(html`<div class="cards"><segment-filter ${attributes(args)}></segment-filter><segment-filter></segment-filter><kpi-card kpi="close_ratio"></kpi-card></div>`),
  play: async ({ canvasElement }) => {
    const values = await filterIn(canvasElement);
    const whole = await filterIn(canvasElement, 1);
    const data = canvasElement.querySelector<SalesData>('sales-data') as SalesData;
    await userEvent.click(values.renderRoot.querySelectorAll<HTMLInputElement>('input[type=checkbox]')[0] as HTMLInputElement);
    await expect(Object.keys(data.filter)).toEqual(['source']);
    await waitFor(() => expect(whole.renderRoot.querySelectorAll('.chip').length).toBe(1));
    await userEvent.click(whole.renderRoot.querySelector('.actions button') as HTMLButtonElement);
    await expect(data.filter).toEqual({});
    await userEvent.click(values.renderRoot.querySelectorAll<HTMLInputElement>('input[type=checkbox]')[1] as HTMLInputElement);
  },
};

export const German: Story = {
  globals: { language: 'de', theme: 'dark' },
  render: (args) => inside(html`<div class="cards"><segment-filter ${attributes(args)}></segment-filter><segment-filter></segment-filter></div>`, { source: ['Web', null] }),
  play: async ({ canvasElement }) => void await filterIn(canvasElement),
};

/** A column that the data lacks. */
export const NoSuchColumn: Story = { args: { dimension: 'colour' } };

/** Outside of `<sales-data>` there is nothing to filter. */
export const Alone: Story = { render: (args) => html`<segment-filter ${attributes(args)}></segment-filter>` };
