import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, userEvent } from 'storybook/test';
import '../src/elements/touchpoint-chart/define.js';
import '../src/elements/sales-data/define.js';
import { touches, touchesThin } from '../test/fixtures/touches-result.js';
import { touchesBySource } from '../test/fixtures/segments-result.js';
import type { Attributes } from './attributes.js';
import { lacking } from './company.js';
import { controlsOf } from './controls.js';
import { docsOf } from './docs-text.js';
import { at, drawn, textAt, widgetIn } from './drawn.js';
import { placed } from './placed.js';
import { answering, withheld } from './stand-in.js';
import { looksOf, statesOf, type Subject } from './widget-stories.js';

const tag = 'touchpoint-chart';
const subject: Subject = {
  tag, name: { en: 'Touchpoints to first meeting', de: 'Kontakte bis zum ersten Termin' }, table: 'activities',
  zero: { data: {}, value: '' },
  lacking: { data: lacking('activities', 'kind'), column: 'kind' },
  noCases: '–',
  withheld: withheld({ touches_to_meeting: touches }),
};
const states = statesOf(subject);
const looks = looksOf(subject);

const meta: Meta<Attributes> = {
  title: 'Widgets/touchpoint-chart',
  component: tag,
  argTypes: controlsOf(tag),
  args: { period: 'last_12_months' },
  globals: { width: 'page' },
  parameters: docsOf({
    tag, kpis: ['touches_to_meeting'],
    example: `
<sales-data time-zone="Europe/Berlin">
  <data-source table="leads" src="/crm/leads.csv"></data-source>
  <data-source table="activities" src="/crm/activities.csv"></data-source>
  <touchpoint-chart></touchpoint-chart>
</sales-data>`,
    more: `### Those without a meeting stay in the picture

The mean knows only leads that met. The curve counts all that came in, those still waiting as censored and those given up as competing (Aalen–Johansen), by whose the last \
touch was. With short cycles or small amounts the number says little, and where marketing does the warming up it is marketing's: both are said above the picture.`,
  }),
  render: (args) => placed(tag, args),
  play: async ({ canvasElement }) => void await drawn(canvasElement, 'ready'),
};
export default meta;

type Story = StoryObj<Attributes>;

/** The curve, and below at which touch leads meet. */
export const Ready: Story = {
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[part=value]')).toMatch(/\d/u);
    for (const figure of ['curve']) await expect(widget.renderRoot.querySelector(`[data-figure=${figure}] svg`)).not.toBeNull();
  },
};

/** Mean touches of the leads that met, each segment with its interval on one scale. */
export const BySegment: Story = {
  args: { 'segment-by': 'source' },
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[data-figure=segments]')).toContain('By source');
  },
};

/** Nobody met of one source: it stays, without a figure. */
export const ReferenceBySegment: Story = {
  render: (args) => placed(tag, { ...args, 'segment-by': 'source' }, { data: null, engine: answering({ touches_to_meeting: touchesBySource }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    for (const text of ['Web', '1.8', 'no meeting']) await expect(textAt(widget, '[data-figure=segments]')).toContain(text);
  },
};

export const Loading: Story = states.loading;
/** Nothing was given: which table and columns it needs, and two ways to give them. */
export const Empty: Story = states.empty;
/** The activities do not say of which kind they are. */
export const NotApplicable: Story = states.notApplicable;
/** A server withholds figures with too few people behind them. */
export const Suppressed: Story = states.suppressed;
/** Nothing could be loaded. */
export const Error: Story = states.error;
/** Loading again failed: the last good figures stay, marked with their age. */
export const ErrorOverLastGood: Story = states.errorOverLastGood;
/** After a failed load the button loads again. */
export const Retry: Story = states.retry;

/** Two of nine leads met: grey, and half is not reached. */
export const Unreliable: Story = {
  render: (args) => placed(tag, args, { data: null, engine: answering({ touches_to_meeting: touchesThin }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(at(widget, '[part=value]').matches('.unreliable')).toBe(true);
    await expect(textAt(widget, '[data-figure=curve]')).toContain('not reached');
  },
};

export const Sizes: Story = { ...looks.sizes, globals: { width: 'full' } };
export const SizesGerman: Story = { ...looks.sizesGerman, globals: { width: 'full', language: 'de' } };
export const Dark: Story = { ...looks.dark, globals: { width: 'page', theme: 'dark' } };
export const German: Story = { ...looks.german, globals: { width: 'page', language: 'de' } };
export const DarkGerman: Story = { ...looks.darkGerman, globals: { width: 'full', theme: 'dark', language: 'de' } };
/** The switch shows the numbers of the pictures as tables. */
export const TableToggle: Story = looks.table;

/** Half of all leads have met after 5 touches, those that met needed 2.4 on average; most were warmed up by marketing. */
export const Reference: Story = {
  render: (args) => placed(tag, args, { data: null, engine: answering({ touches_to_meeting: touches }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    for (const text of ['Half of all leads: 5 touches', 'mean 2.4, median 2', '43% of the leads received']) await expect(textAt(widget, '[data-figure=curve]')).toContain(text);
    await expect(textAt(widget, '.facts')).toBe('Warm-up is done by marketing; assign the KPI there.');
  },
};

/** Arrows walk the touches; each is read out in words. */
export const KeyboardWalk: Story = {
  render: (args) => placed(tag, args, { data: null, engine: answering({ touches_to_meeting: touches }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    at(widget, '[data-figure=curve]').focus();
    await userEvent.keyboard('{Home}{ArrowRight}{ArrowRight}');
    await widget.updateComplete;
    await expect(textAt(widget, '.readout-title b')).toBe('After 2 touches');
  },
};
