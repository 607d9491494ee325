import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, userEvent } from 'storybook/test';
import '../src/elements/cac-clv-gauge/define.js';
import '../src/elements/sales-data/define.js';
import { cac, cacPlain, clv } from '../test/fixtures/results.js';
import type { Attributes } from './attributes.js';
import { company, freeOfCharge } from './company.js';
import { controlsOf } from './controls.js';
import { docsOf } from './docs-text.js';
import { at, drawn, textAt, widgetIn } from './drawn.js';
import { placed } from './placed.js';
import { answering, withheld } from './stand-in.js';
import { looksOf, statesOf, type Subject } from './widget-stories.js';

const subject: Subject = {
  tag: 'cac-clv-gauge', name: { en: 'Acquisition cost, order value, lifetime value', de: 'Gewinnungskosten, Bestellwert, Kundenwert' }, table: 'spend',
  zero: { data: freeOfCharge, value: '€0' },
  lacking: { data: { spend: company['spend'] ?? [], revenue: company['revenue'] ?? [] }, column: 'status' },
  noCases: '–',
  withheld: withheld({ cac, clv }),
};
const states = statesOf(subject);
const looks = looksOf(subject);

const meta: Meta<Attributes> = {
  title: 'Widgets/cac-clv-gauge',
  component: 'cac-clv-gauge',
  argTypes: controlsOf('cac-clv-gauge'),
  globals: { width: 'page' },
  parameters: docsOf({
    tag: 'cac-clv-gauge', kpis: ['cac', 'clv'],
    example: `
<sales-data currency="EUR" time-zone="Europe/Berlin">
  <data-source table="deals" src="/crm/deals.csv"></data-source>
  <data-source table="spend" src="/finance/spend.csv"></data-source>
  <data-source table="revenue" src="/finance/invoices.csv"></data-source>
  <data-source table="subscriptions" src="/billing/contracts.csv"></data-source>
  <cac-clv-gauge period="last_12_months" target="3"></cac-clv-gauge>
</sales-data>`,
    more: `### The figure above

How many times its cost a customer brings over the whole relation; \`target\` is a target for that ratio. Without a lifetime value the cost itself leads. \
\`benchmark="saas"\` adds the industry figures of the article that this kit follows, with source and year; they are off unless set.`,
  }),
  render: (args) => placed('cac-clv-gauge', args),
  play: async ({ canvasElement }) => void await drawn(canvasElement, 'ready'),
};
export default meta;

type Story = StoryObj<Attributes>;

/** Cost, first order and lifetime margin of a customer on one scale, and when the cost is earned back. */
export const Ready: Story = {
  args: { period: 'last_12_months', target: 3 },
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[part=value] .figure')).toMatch(/^\d\.\d × CAC$/u);
    await expect(textAt(widget, '[part=target]')).toMatch(/^Target 3×/u);
    await expect(textAt(widget, '[data-figure=economics]')).toMatch(/Acquisition cost €\d,\d{3}/u);
  },
};

/** With the industry figures that the source article cites, dated. */
export const Benchmark: Story = {
  args: { period: 'last_12_months', benchmark: 'saas' },
};

/** Without spend there is no cost: what is known stays. */
export const WithoutSpend: Story = {
  render: (args) => {
    const { spend: _, ...rest } = company;
    return placed('cac-clv-gauge', args, { data: rest });
  },
  play: async ({ canvasElement }) => void await drawn(canvasElement),
};

export const Loading: Story = states.loading;
/** Nothing was given: which table and columns it needs, and two ways to give them. */
export const Empty: Story = states.empty;
/** A filter that no row passes: no figure, never a zero. */
export const NoCases: Story = states.noCases;
/** Spend was recorded, and it is nothing. */
export const Zero: Story = states.zero;
/** Nothing says who became a customer, or when. */
export const NotApplicable: Story = states.notApplicable;
/** A server withholds figures with too few people behind them. */
export const Suppressed: Story = states.suppressed;
/** The period is not over: no arrow, no judgement. */
export const Partial: Story = states.partial;
/** Spend could not be loaded. */
export const Error: Story = states.error;
/** Loading again failed: the last good figures stay, marked with their age. */
export const ErrorOverLastGood: Story = states.errorOverLastGood;
/** Six new customers: grey, no arrow, no traffic light. */
export const Unreliable: Story = states.unreliable;

/** Value only, then the scale, then the payback: each form by its own width. */
export const Sizes: Story = { ...looks.sizes, globals: { width: 'full' }, args: { period: 'last_12_months' } };
export const SizesGerman: Story = { ...looks.sizesGerman, globals: { width: 'full', language: 'de' }, args: { period: 'last_12_months' } };
export const Dark: Story = { ...looks.dark, globals: { width: 'page', theme: 'dark' }, args: { period: 'last_12_months' } };
export const German: Story = { ...looks.german, globals: { width: 'page', language: 'de' }, args: { period: 'last_12_months' } };
export const DarkGerman: Story = { ...looks.darkGerman, globals: { width: 'full', theme: 'dark', language: 'de' }, args: { period: 'last_12_months' } };

/** The switch shows the numbers of the pictures as tables. */
export const TableToggle: Story = looks.table;
/** After a failed load the button loads again. */
export const Retry: Story = states.retry;

/** The numbers of the design pictures. */
export const Reference: Story = {
  args: { target: 3 },
  render: (args) => placed('cac-clv-gauge', args, { data: null, engine: answering({ cac, clv }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[part=value] .figure')).toBe('3.0 × CAC');
    await expect(textAt(widget, '.beside')).toBe('2.5–3.6');
    const economics = textAt(widget, '[data-figure=economics]');
    // 2,060 − 684 = 1,376
    for (const text of ['684', '604–778', '1,280', '998', '2,060', '1,376']) await expect(economics).toContain(text);
    await expect(textAt(widget, '[data-figure=payback]')).toContain('month 9');
  },
};

/** Only the cost is known: nothing is put in the place of the rest. */
export const ReferencePlain: Story = {
  render: (args) => placed('cac-clv-gauge', args, {
    data: null, engine: answering({ cac: cacPlain, clv: { ...clv, state: 'not-applicable', value: null, caveats: [] } }),
  }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[part=value] .figure')).toBe('€684');
  },
};

/** Arrows walk the rows of the scale. */
export const KeyboardWalk: Story = {
  render: (args) => placed('cac-clv-gauge', args, { data: null, engine: answering({ cac, clv }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    at(widget, '[data-figure=economics]').focus();
    await userEvent.keyboard('{Home}');
    await widget.updateComplete;
    await expect(textAt(widget, '.readout')).toContain('684');
    await userEvent.keyboard('{End}');
    await widget.updateComplete;
    await expect(textAt(widget, '.readout')).toContain('2,060');
    await userEvent.keyboard('{Escape}');
    await widget.updateComplete;
    await expect(widget.renderRoot.querySelector('.readout')).toBeNull();
  },
};
