import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, fireEvent, waitFor } from 'storybook/test';
import '../src/elements/sales-data/define.js';
import '../src/elements/what-if-panel/define.js';
import type { WhatIfPanel } from '../src/elements/what-if-panel/what-if-panel.js';
import { cac } from '../test/fixtures/results.js';
import type { Attributes } from './attributes.js';
import { company, lacking } from './company.js';
import { controlsOf } from './controls.js';
import { docsOf } from './docs-text.js';
import { at, drawn, textAt, widgetIn } from './drawn.js';
import { placed } from './placed.js';
import { withheld } from './stand-in.js';
import { looksOf, statesOf, type Subject } from './widget-stories.js';

const tag = 'what-if-panel';
const subject: Subject = {
  tag, name: { en: 'What if', de: 'Was wäre, wenn' }, table: 'deals',
  zero: { data: {}, value: '' },
  lacking: { data: { deals: [{ id: 'D1', amount: 5 }] }, column: 'status' },
  noCases: '–',
  withheld: withheld({ cac }),
};
const states = statesOf(subject);
const looks = looksOf(subject);

const meta: Meta<Attributes> = {
  title: 'Widgets/what-if-panel',
  component: tag,
  argTypes: controlsOf(tag),
  args: { period: 'last_12_months' },
  globals: { width: 'page' },
  parameters: docsOf({
    tag, kpis: ['cac', 'clv', 'churn', 'close_ratio', 'pipeline', 'lead_response'],
    example: `
<sales-data currency="EUR" period="last_12_months">
  <data-source table="deals" src="/crm/deals.csv"></data-source>
  <data-source table="spend" src="/books/spend.csv"></data-source>
  <data-source table="subscriptions" src="/books/subscriptions.csv"></data-source>
  <what-if-panel></what-if-panel>
</sales-data>`,
    more: `### What it does

Four assumptions: how many customers stay another year, the close ratio, within how many minutes every lead is answered, and prices. Each is carried through stated formulas \
on the own figures; with nothing assumed every figure is the one the data gives, to the last bit. Response times can only be set to limits that own leads were answered within. \
What is assumed is hatched and dashed, never in the colours of what was measured; below stands what it rests on. \`getState()\` gives the assumptions as plain JSON.`,
  }),
  render: (args) => placed(tag, args),
  play: async ({ canvasElement }) => void await drawn(canvasElement, 'ready'),
};
export default meta;

type Story = StoryObj<Attributes>;

const panelIn = async (canvas: HTMLElement): Promise<WhatIfPanel> => {
  const [panel = widgetIn(canvas)] = await drawn(canvas, 'ready');
  return panel as unknown as WhatIfPanel;
};

/** Nothing assumed: every figure as it is. */
export const Ready: Story = {
  play: async ({ canvasElement }) => {
    const [panel = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(panel, '[part=delta]')).toContain('Nothing assumed');
    await expect(panel.renderRoot.querySelectorAll('[part=lever]').length).toBe(4);
  },
};

/** A slider moved: figures follow, look assumed, and say what that rests on. */
export const Assumed: Story = {
  play: async ({ canvasElement }) => {
    const [panel = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    const slider = at(panel, '#price');
    if (slider instanceof HTMLInputElement) slider.value = '10';
    await fireEvent.input(slider);
    await fireEvent.change(slider);
    await waitFor(() => expect(at(panel, '[part=value]').matches('.assumed')).toBe(true));
    await expect(textAt(panel, '[part=delta]')).toContain('Was');
    await expect(textAt(panel, '.basis')).toContain('all of the difference is margin');
  },
};

/** All four at once, taken from kept state. */
export const AllLevers: Story = {
  play: async ({ canvasElement }) => {
    const panel = await panelIn(canvasElement);
    panel.setState({ changes: { retention: 0.05, winRate: 0.02, responseMinutes: 30, price: 0.05 } });
    await panel.updateComplete;
    await expect(textAt(widgetIn(canvasElement), '.basis')).toContain('usually cited');
  },
};

/** Without leads and contracts two of the four cannot be moved, and say what they need. */
export const SomeLeversOnly: Story = {
  render: (args) => placed(tag, args, { data: Object.fromEntries(Object.entries(company).filter(([table]) => !['leads', 'activities', 'subscriptions'].includes(table))) }),
  play: async ({ canvasElement }) => {
    const [panel = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(panel.renderRoot.querySelectorAll('input[type=range]:disabled').length).toBe(2);
    await expect(textAt(panel, '.lever:has(#retention) .lack')).toContain('subscriptions');
  },
};

/** No spend: no cost, no ratio and no payback; value and pipeline stay. */
export const NoSpend: Story = { render: (args) => placed(tag, args, { data: lacking('spend', 'amount') }) };

export const Loading: Story = states.loading;
export const Empty: Story = states.empty;
export const NotApplicable: Story = states.notApplicable;
export const Suppressed: Story = states.suppressed;
export const Error: Story = states.error;

export const Sizes: Story = { ...looks.sizes, globals: { width: 'full' } };
export const Dark: Story = { ...looks.dark, globals: { width: 'page', theme: 'dark' } };
export const German: Story = { ...looks.german, globals: { width: 'page', language: 'de' } };
export const DarkGerman: Story = { ...looks.darkGerman, globals: { width: 'full', theme: 'dark', language: 'de' } };
/** The switch shows the figures as a table; the controls stay. */
export const TableToggle: Story = looks.table;
