import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, userEvent } from 'storybook/test';
import '../src/elements/response-time-chart/define.js';
import '../src/elements/sales-data/define.js';
import { leadResponse } from '../test/fixtures/response-result.js';
import { leadResponseBySource } from '../test/fixtures/segments-result.js';
import type { Attributes } from './attributes.js';
import { lacking } from './company.js';
import { controlsOf } from './controls.js';
import { docsOf } from './docs-text.js';
import { at, drawn, textAt, widgetIn } from './drawn.js';
import { placed } from './placed.js';
import { answering, withheld } from './stand-in.js';
import { looksOf, statesOf, type Subject } from './widget-stories.js';

const tag = 'response-time-chart';
const subject: Subject = {
  tag, name: { en: 'Lead response time', de: 'Lead-Reaktionszeit' }, table: 'leads',
  zero: { data: {}, value: '' },
  lacking: { data: lacking('leads', 'received_at'), column: 'received_at' },
  noCases: '–',
  withheld: withheld({ lead_response: leadResponse }),
};
const states = statesOf(subject);
const looks = looksOf(subject);

const meta: Meta<Attributes> = {
  title: 'Widgets/response-time-chart',
  component: tag,
  argTypes: controlsOf(tag),
  args: { period: 'last_12_months' },
  globals: { width: 'page' },
  parameters: docsOf({
    tag, kpis: ['lead_response'],
    example: `
<sales-data time-zone="Europe/Berlin">
  <data-source table="leads" src="/crm/leads.csv"></data-source>
  <data-source table="activities" src="/crm/activities.csv"></data-source>
  <response-time-chart></response-time-chart>
</sales-data>`,
    more: `### Each rep first

Response is individual, so the reps come first: the share of their leads answered by time, unanswered ones counted as still waiting (Kaplan–Meier). \
The hours show when leads wait; the last picture shows what waiting costs here, beside the 21-fold drop usually cited (InsideSales 2007, a correlation).`,
  }),
  render: (args) => placed(tag, args),
  play: async ({ canvasElement }) => void await drawn(canvasElement, 'ready'),
};
export default meta;

type Story = StoryObj<Attributes>;

/** Reps, hours, cost. */
export const Ready: Story = {
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[part=value]')).toMatch(/\d/u);
    for (const figure of ['reps', 'hours', 'cost']) await expect(widget.renderRoot.querySelector(`[data-figure=${figure}] svg`)).not.toBeNull();
  },
};

/** Median wait over all leads, each segment with its interval on one scale. */
export const BySegment: Story = {
  args: { 'segment-by': 'source' },
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[data-figure=segments]')).toContain('By source');
  },
};

/** Under half of one source was ever answered: its median is not reached. */
export const ReferenceBySegment: Story = {
  render: (args) => placed(tag, { ...args, 'segment-by': 'source' }, { data: null, engine: answering({ lead_response: leadResponseBySource }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    for (const text of ['Web 5 min', 'not reached']) await expect(textAt(widget, '[data-figure=segments]')).toContain(text);
  },
};

export const Loading: Story = states.loading;
/** Nothing was given: which table and columns it needs, and two ways to give them. */
export const Empty: Story = states.empty;
/** The leads say nowhere when they came in. */
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

/** The numbers of the design pictures: one rep has too few leads, one is called by nobody's name. */
export const Reference: Story = {
  render: (args) => placed(tag, args, { data: null, engine: answering({ lead_response: leadResponse }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    for (const text of ['Demir', 'n = 9', '(not set)']) await expect(textAt(widget, '[data-figure=reps]')).toContain(text);
    await expect(textAt(widget, '[data-figure=cost]')).toContain('21×');
  },
};

/** Arrows walk the reps; each is read out in words. */
export const KeyboardWalk: Story = {
  render: (args) => placed(tag, args, { data: null, engine: answering({ lead_response: leadResponse }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    at(widget, '[data-figure=reps]').focus();
    await userEvent.keyboard('{Home}');
    await widget.updateComplete;
    await expect(textAt(widget, '.readout-title b')).toBe('Demir');
  },
};
