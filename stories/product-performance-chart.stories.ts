import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, userEvent } from 'storybook/test';
import '../src/elements/product-performance-chart/define.js';
import '../src/elements/sales-data/define.js';
import { products } from '../test/fixtures/product-result.js';
import { productsBySegment } from '../test/fixtures/segments-result.js';
import type { Attributes } from './attributes.js';
import { lacking } from './company.js';
import { controlsOf } from './controls.js';
import { docsOf } from './docs-text.js';
import { at, drawn, textAt, widgetIn } from './drawn.js';
import { placed } from './placed.js';
import { answering, withheld } from './stand-in.js';
import { looksOf, statesOf, type Subject } from './widget-stories.js';

const tag = 'product-performance-chart';
const subject: Subject = {
  tag, name: { en: 'Product performance', de: 'Produktleistung' }, table: 'deals',
  zero: { data: {}, value: '' },
  lacking: { data: lacking('deals', 'created_at'), column: 'created_at' },
  noCases: '–',
  withheld: withheld({ product_performance: products }),
};
const states = statesOf(subject);
const looks = looksOf(subject);

const meta: Meta<Attributes> = {
  title: 'Widgets/product-performance-chart',
  component: tag,
  argTypes: controlsOf(tag),
  args: { period: 'last_12_months' },
  globals: { width: 'page' },
  parameters: docsOf({
    tag, kpis: ['product_performance'],
    example: `
<sales-data time-zone="Europe/Berlin" currency="EUR">
  <data-source table="deals" src="/crm/deals.csv"></data-source>
  <data-source table="deal_lines" src="/crm/lines.csv"></data-source>
  <data-source table="products" src="/crm/products.csv"></data-source>
  <product-performance-chart></product-performance-chart>
</sales-data>`,
    more: `### Best seller or best product

Units make nothing worth selling, so the best seller is compared with what it earns per day of selling. Right in the first picture sells easily, up brings much \
a win; on one line an opportunity earns the same. In the second the parts right of 100 less those left of it are the score. Where units, revenue and score \
contradict each other, where a campaign or one deal makes the score, or a commission the sales, the row says so.`,
  }),
  render: (args) => placed(tag, args),
  play: async ({ canvasElement }) => void await drawn(canvasElement, 'ready'),
};
export default meta;

type Story = StoryObj<Attributes>;

/** The product sold most is not worth most. */
export const Ready: Story = {
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[part=value]')).toContain('Business');
    await expect(textAt(widget, '[data-figure=worth]')).toContain('sells easily, earns little');
    await expect(textAt(widget, '[data-figure=scores]')).toContain('most units, but earns least per day');
  },
};

/** Wins among the deals offered, each segment with its interval on one scale. */
export const BySegment: Story = {
  args: { 'segment-by': 'segment' },
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[data-figure=segments]')).toContain('By segment');
  },
};

/** Every segment scores 100 against itself, so they are compared by wins. */
export const ReferenceBySegment: Story = {
  render: (args) => placed(tag, { ...args, 'segment-by': 'segment' }, { data: null, engine: answering({ product_performance: productsBySegment }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    for (const text of ['Small business', '40.0%', '8.0%']) await expect(textAt(widget, '[data-figure=segments]')).toContain(text);
  },
};

export const Loading: Story = states.loading;
/** Nothing was given: which table and columns it needs, and two ways to give them. */
export const Empty: Story = states.empty;
/** The deals say nowhere when they began. */
export const NotApplicable: Story = states.notApplicable;
/** A server withholds figures with too few deals behind them. */
export const Suppressed: Story = states.suppressed;
/** Nothing could be loaded. */
export const Error: Story = states.error;
/** Loading again failed: the last good figures stay, marked with their age. */
export const ErrorOverLastGood: Story = states.errorOverLastGood;
/** After a failed load the button loads again. */
export const Retry: Story = states.retry;

export const Sizes: Story = { ...looks.sizes, globals: { width: 'full' } };
export const SizesGerman: Story = { ...looks.sizesGerman, globals: { width: 'full', language: 'de' } };
export const Dark: Story = { ...looks.dark, globals: { width: 'page', theme: 'dark' } };
export const German: Story = { ...looks.german, globals: { width: 'page', language: 'de' } };
export const DarkGerman: Story = { ...looks.darkGerman, globals: { width: 'full', theme: 'dark', language: 'de' } };
/** The switch shows the numbers of the pictures as tables. */
export const TableToggle: Story = looks.table;

/** One product is lifted by a campaign, one has too few wins, one is set nowhere. */
export const Reference: Story = {
  render: (args) => placed(tag, args, { data: null, engine: answering({ product_performance: products }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    for (const text of ['without Spring fair: 50', 'n = 7', '(not set)']) await expect(textAt(widget, '[data-figure=scores]')).toContain(text);
  },
};

/** Arrows walk the products from the best score down; each is read out in words. */
export const KeyboardWalk: Story = {
  render: (args) => placed(tag, args, { data: null, engine: answering({ product_performance: products }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    at(widget, '[data-figure=scores]').focus();
    await userEvent.keyboard('{Home}');
    await widget.updateComplete;
    await expect(textAt(widget, '.readout-title b')).toBe('Business');
  },
};
