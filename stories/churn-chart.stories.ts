import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, userEvent } from 'storybook/test';
import '../src/elements/churn-chart/define.js';
import '../src/elements/sales-data/define.js';
import { churn, churnByProduct } from '../test/fixtures/churn-result.js';
import type { Attributes } from './attributes.js';
import { lacking } from './company.js';
import { controlsOf } from './controls.js';
import { docsOf } from './docs-text.js';
import { at, drawn, textAt, widgetIn } from './drawn.js';
import { placed } from './placed.js';
import { answering, withheld } from './stand-in.js';
import { looksOf, statesOf, type Subject } from './widget-stories.js';

const tag = 'churn-chart';
const subject: Subject = {
  tag, name: { en: 'Customer churn', de: 'Kundenabwanderung' }, table: 'subscriptions',
  zero: { data: {}, value: '' },
  lacking: { data: lacking('subscriptions', 'ended_at'), column: 'ended_at' },
  noCases: '–',
  withheld: withheld({ churn }),
};
const states = statesOf(subject);
const looks = looksOf(subject);

const meta: Meta<Attributes> = {
  title: 'Widgets/churn-chart',
  component: tag,
  argTypes: controlsOf(tag),
  args: { period: 'last_12_months' },
  globals: { width: 'page' },
  parameters: docsOf({
    tag, kpis: ['churn'],
    example: `
<sales-data time-zone="Europe/Berlin" currency="EUR">
  <data-source table="customers" src="/crm/customers.csv"></data-source>
  <data-source table="subscriptions" src="/billing/subscriptions.csv"></data-source>
  <churn-chart></churn-chart>
</sales-data>`,
    more: `### More than the rate

The rate of a period falls as customers grow older, so the curve of who is still there stands next to it (Kaplan–Meier, with its band), and below the months of beginning. \
Reps stand where chance would leave them by what they sold to whom; only early churn above that is named. What keeping five points more would be worth is one's own \
lifetime value, beside the 25–95% of profit usually cited (Reichheld & Schefter 2000): a citation, not a rule.`,
  }),
  render: (args) => placed(tag, args),
  play: async ({ canvasElement }) => void await drawn(canvasElement, 'ready'),
};
export default meta;

type Story = StoryObj<Attributes>;

/** Retention, reps, revenue, cohorts, what retention is worth. */
export const Ready: Story = {
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[part=value]')).toMatch(/^\d\d\.\d%$/u);
    await expect(textAt(widget, '.facts')).toContain('gross revenue retained');
    for (const figure of ['retention', 'reps', 'revenue', 'cohorts', 'gain']) await expect(widget.renderRoot.querySelector(`[data-figure=${figure}] svg`)).not.toBeNull();
  },
};

/** The rate of each segment with its interval, on one scale. */
export const BySegment: Story = {
  args: { 'segment-by': 'segment' },
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    for (const name of ['Small business', 'Mid-market', 'Enterprise']) await expect(textAt(widget, '[data-figure=segments]')).toContain(name);
  },
};

export const Loading: Story = states.loading;
/** Nothing was given: which table and columns it needs, and two ways to give them. */
export const Empty: Story = states.empty;
/** The subscriptions say nowhere when they ended: never 0%. */
export const NotApplicable: Story = states.notApplicable;
/** A server withholds figures with too few people behind them. */
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

/** One rep's customers leave early by more than chance; one rep has too few to tell. */
export const Reference: Story = {
  render: (args) => placed(tag, args, { data: null, engine: answering({ churn }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    for (const text of ['Krüger 1.8×', '22 left, 12.4 expected', 'Novak, n = 7']) await expect(textAt(widget, '[data-figure=reps]')).toContain(text);
    await expect(textAt(widget, '[data-figure=retention]')).toContain('86% after 90 days');
    await expect(textAt(widget, '[data-figure=gain]')).toContain('Reichheld & Schefter 2000');
  },
};

/** Products with their intervals. */
export const ReferenceByProduct: Story = {
  render: (args) => placed(tag, args, { data: null, engine: answering({ churn: churnByProduct }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    for (const text of ['Start', '20.0%', '5.0%']) await expect(textAt(widget, '[data-figure=segments]')).toContain(text);
  },
};

/** Arrows walk the time since customers came; each stop is read out in words. */
export const KeyboardWalk: Story = {
  render: (args) => placed(tag, args, { data: null, engine: answering({ churn }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    at(widget, '[data-figure=retention]').focus();
    await userEvent.keyboard('{Home}{ArrowRight}');
    await widget.updateComplete;
    await expect(textAt(widget, '.readout-title b')).toBe('After 90 days');
  },
};
