import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, userEvent } from 'storybook/test';
import '../src/elements/lead-opportunity-chart/define.js';
import '../src/elements/sales-data/define.js';
import { leadToOpp, leadToOppThin } from '../test/fixtures/lead-opp-result.js';
import { leadToOppBySource } from '../test/fixtures/segments-result.js';
import type { Attributes } from './attributes.js';
import { lacking } from './company.js';
import { controlsOf } from './controls.js';
import { docsOf } from './docs-text.js';
import { at, drawn, textAt, widgetIn } from './drawn.js';
import { placed } from './placed.js';
import { answering, withheld } from './stand-in.js';
import { looksOf, statesOf, type Subject } from './widget-stories.js';

const tag = 'lead-opportunity-chart';
const subject: Subject = {
  tag, name: { en: 'Lead to opportunity', de: 'Vom Lead zur Chance' }, table: 'leads',
  zero: { data: {}, value: '' },
  lacking: { data: lacking('leads', 'received_at'), column: 'received_at' },
  noCases: '–',
  withheld: withheld({ lead_to_opp: leadToOpp }),
};
const states = statesOf(subject);
const looks = looksOf(subject);

const meta: Meta<Attributes> = {
  title: 'Widgets/lead-opportunity-chart',
  component: tag,
  argTypes: controlsOf(tag),
  args: { period: 'last_12_months' },
  globals: { width: 'page' },
  parameters: docsOf({
    tag, kpis: ['lead_to_opp'],
    example: `
<sales-data time-zone="Europe/Berlin">
  <data-source table="leads" src="/crm/leads.csv"></data-source>
  <data-source table="activities" src="/crm/activities.csv"></data-source>
  <lead-opportunity-chart></lead-opportunity-chart>
</sales-data>`,
    more: `### Before pointing fingers

First how many leads nobody worked, beside those who were: quality cannot be judged on leads that were left lying. Then sources and reps on one scale, each beside what the \
other lets expect; a source or rep is named only where the difference is more than chance.`,
  }),
  render: (args) => placed(tag, args),
  play: async ({ canvasElement }) => void await drawn(canvasElement, 'ready'),
};
export default meta;

type Story = StoryObj<Attributes>;

/** The way, the reasons, sources, reps. */
export const Ready: Story = {
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[part=value]')).toMatch(/\d/u);
    for (const figure of ['funnel', 'reasons', 'sources', 'owners']) await expect(widget.renderRoot.querySelector(`[data-figure=${figure}] svg`)).not.toBeNull();
  },
};

/** Share of leads qualified, each segment with its interval on one scale. */
export const BySegment: Story = {
  args: { 'segment-by': 'source' },
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[data-figure=segments]')).toContain('By source');
  },
};

/** One source lies above all by more than chance, one has too few leads. */
export const ReferenceBySegment: Story = {
  render: (args) => placed(tag, { ...args, 'segment-by': 'source' }, { data: null, engine: answering({ lead_to_opp: leadToOppBySource }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    for (const text of ['Web', '45.0%', 'n = 6']) await expect(textAt(widget, '[data-figure=segments]')).toContain(text);
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

/** Eleven leads: grey, and nobody is compared. */
export const Unreliable: Story = {
  render: (args) => placed(tag, args, { data: null, engine: answering({ lead_to_opp: leadToOppThin }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(at(widget, '[part=value]').matches('.unreliable')).toBe(true);
    await expect(widget.renderRoot.querySelectorAll('[data-figure]').length).toBe(1);
  },
};

export const Sizes: Story = { ...looks.sizes, globals: { width: 'full' } };
export const SizesGerman: Story = { ...looks.sizesGerman, globals: { width: 'full', language: 'de' } };
export const Dark: Story = { ...looks.dark, globals: { width: 'page', theme: 'dark' } };
export const German: Story = { ...looks.german, globals: { width: 'page', language: 'de' } };
export const DarkGerman: Story = { ...looks.darkGerman, globals: { width: 'full', theme: 'dark', language: 'de' } };
/** The switch shows the numbers of the pictures as tables. */
export const TableToggle: Story = looks.table;

/** 800 leads, 160 of them not worked; seven tenths of the differences are between sources. */
export const Reference: Story = {
  render: (args) => placed(tag, args, { data: null, engine: answering({ lead_to_opp: leadToOpp }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    for (const text of ['160 not worked, 20%', 'Before blaming lead quality']) await expect(textAt(widget, '[data-figure=funnel]')).toContain(text);
    for (const text of ['Of what differs, the source makes 70%, the rep 30%', 'n = 8', '(not set)']) await expect(textAt(widget, '[data-figure=sources]')).toContain(text);
    await expect(textAt(widget, '[part=note]')).not.toContain('Before blaming');
  },
};

/** Arrows walk the sources; each is read out in words. */
export const KeyboardWalk: Story = {
  render: (args) => placed(tag, args, { data: null, engine: answering({ lead_to_opp: leadToOpp }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    at(widget, '[data-figure=sources]').focus();
    await userEvent.keyboard('{Home}');
    await widget.updateComplete;
    await expect(textAt(widget, '.readout-title b')).toBe('Referral from existing customers');
  },
};
