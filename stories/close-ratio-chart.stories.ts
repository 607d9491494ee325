import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';
import '../src/elements/close-ratio-chart/define.js';
import '../src/elements/sales-data/define.js';
import type { KpiSelectEvent } from '../src/events/kpi-select.js';
import { closeRatioBySource, closeRatioReps } from '../test/fixtures/close-ratio-result.js';
import type { Attributes } from './attributes.js';
import { lacking, withDeals } from './company.js';
import { controlsOf } from './controls.js';
import { docsOf } from './docs-text.js';
import { at, drawn, textAt, widgetIn } from './drawn.js';
import { placed } from './placed.js';
import { answering, withheld } from './stand-in.js';
import { looksOf, statesOf, type Subject } from './widget-stories.js';

const tag = 'close-ratio-chart';
const subject: Subject = {
  tag, name: { en: 'Close ratio', de: 'Abschlussquote' }, table: 'deals',
  zero: { data: withDeals((deals) => deals.map((deal) => ({ ...deal, status: deal['status'] === 'won' ? 'lost' : deal['status'] ?? null }))), value: '0.0%' },
  lacking: { data: lacking('deals', 'status', 'stage'), column: 'status' },
  noCases: '–',
  withheld: withheld({ close_ratio: closeRatioReps }),
};
const states = statesOf(subject);
const looks = looksOf(subject);

const meta: Meta<Attributes> = {
  title: 'Widgets/close-ratio-chart',
  component: tag,
  argTypes: controlsOf(tag),
  args: { period: 'last_12_months' },
  globals: { width: 'page' },
  parameters: docsOf({
    tag, kpis: ['close_ratio'],
    example: `
<sales-data time-zone="Europe/Berlin">
  <data-source table="deals" src="/crm/deals.csv"></data-source>
  <data-source table="owners" src="/crm/owners.csv"></data-source>
  <close-ratio-chart period="last_12_months"></close-ratio-chart>
</sales-data>`,
    more: `### Reps, leads and chance

A rep with hard leads closes fewer of them and may still be the better one. The hollow dot is what a rep closed, the filled one what it would be with everybody's mix of leads; \
the grounds are the limits within which chance alone leaves reps with so many deals and that mix, 95% and 99.8%. Only who lies beyond the limits of their own leads is coloured \
and named; nobody is ranked. The months stand below, raw and without their season.`,
  }),
  render: (args) => placed(tag, args),
  play: async ({ canvasElement }) => void await drawn(canvasElement, 'ready'),
};
export default meta;

type Story = StoryObj<Attributes>;

/** Reps within the limits of chance, the months; the decided win rate is labelled so. */
export const Ready: Story = {
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[part=value]')).toMatch(/^\d\d\.\d%$/u);
    await expect(textAt(widget, '.facts')).toContain('Decided win rate');
    for (const figure of ['reps', 'months']) await expect(widget.renderRoot.querySelector(`[data-figure=${figure}] svg`)).not.toBeNull();
  },
};

/** Segments with their intervals on one scale. */
export const BySegment: Story = {
  args: { 'segment-by': 'segment' },
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    for (const name of ['Small business', 'Mid-market', 'Enterprise']) await expect(textAt(widget, '[data-figure=segments]')).toContain(name);
  },
};

/** Campaign windows and events that the page gives stand on every axis of time: here on that of the months. */
export const Marked: Story = {
  render: (args) => placed(tag, args, { sources: html`<script type="application/json" slot="annotations">[
    { "from": "2024-03-01", "to": "2024-04-30", "label": "Spring campaign" }, { "date": "2024-10-15", "label": "New price list" }
  ]</script>` }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    for (const name of ['Spring campaign', 'New price list']) await waitFor(() => expect(textAt(widget, '[data-figure=months]')).toContain(name));
  },
};

export const Loading: Story = states.loading;
/** Nothing was given: which table and columns it needs, and two ways to give them. */
export const Empty: Story = states.empty;
/** A filter that no row passes: no figure, never a zero. */
export const NoCases: Story = states.noCases;
/** Nothing was won. */
export const Zero: Story = states.zero;
/** The deals tell neither status nor stage. */
export const NotApplicable: Story = states.notApplicable;
/** A server withholds figures with too few people behind them. */
export const Suppressed: Story = states.suppressed;
/** The period is not over: no arrow, no judgement. */
export const Partial: Story = { ...states.partial, args: { period: '2025-04-01/2025-10-01' } };
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

/** The numbers of the design picture: one rep stands out, one has too few deals. */
export const Reference: Story = {
  render: (args) => placed(tag, args, { data: null, engine: answering({ close_ratio: closeRatioReps }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    const reps = textAt(widget, '[data-figure=reps]');
    for (const text of ['Lang 41%', '33% raw; harder leads', 'Novak, n = 7', 'all 24.3%', '99.8% limit']) await expect(reps).toContain(text);
    await expect(textAt(widget, '[data-figure=months]')).toContain('without season');
  },
};

/** One source has too few deals: hollow, without a figure. */
export const ReferenceBySource: Story = {
  render: (args) => placed(tag, args, { data: null, engine: answering({ close_ratio: closeRatioBySource }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    for (const text of ['Web', '38.0%', 'n = 6']) await expect(textAt(widget, '[data-figure=segments]')).toContain(text);
  },
};

/** Arrows walk the reps from the fewest deals to the most; each is read out in words. */
export const KeyboardWalk: Story = {
  render: (args) => placed(tag, args, { data: null, engine: answering({ close_ratio: closeRatioReps }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    at(widget, '[data-figure=reps]').focus();
    await userEvent.keyboard('{Home}');
    await widget.updateComplete;
    await expect(textAt(widget, '.readout-title b')).toBe('Novak');
    await userEvent.keyboard('{ArrowRight}');
    await widget.updateComplete;
    await expect(textAt(widget, '.readout-title b')).toBe('(not set)');
    await userEvent.keyboard('{End}');
    await widget.updateComplete;
    await expect(textAt(widget, '.readout-title b')).toBe('Brandt');
  },
};

/** Enter chooses the rep that is read, as a click on its dot does: every widget around the same data is filtered. */
export const EnterFilters: Story = {
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    const chosen: KpiSelectEvent[] = [];
    widget.addEventListener('kpi-select', (event) => chosen.push(event));
    at(widget, '[data-figure=reps]').focus();
    await userEvent.keyboard('{End}{Enter}');
    await waitFor(() => expect(textAt(widget, '.selection')).toContain('Selected: Brandt'));
    await expect(chosen.map(({ detail: { dimensions } }) => dimensions)).toEqual([['owner_id']]);
  },
};
