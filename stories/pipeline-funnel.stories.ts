import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, userEvent, waitFor } from 'storybook/test';
import '../src/elements/pipeline-funnel/define.js';
import '../src/elements/sales-data/define.js';
import type { KpiSelectEvent } from '../src/events/kpi-select.js';
import { pipeline, pipelinePlain } from '../test/fixtures/results.js';
import type { Attributes } from './attributes.js';
import { allDecided, company, lacking } from './company.js';
import { controlsOf } from './controls.js';
import { docsOf } from './docs-text.js';
import { at, clickWord, drawn, textAt, widgetIn } from './drawn.js';
import { element, placed } from './placed.js';
import { answering, withheld } from './stand-in.js';
import { looksOf, statesOf, type Subject } from './widget-stories.js';

const subject: Subject = {
  tag: 'pipeline-funnel', name: { en: 'Pipeline value and volume', de: 'Wert und Volumen der Pipeline' }, table: 'deals',
  zero: { data: allDecided, value: '€0' },
  lacking: { data: lacking('deals', 'status', 'stage'), column: 'status' },
  noCases: '€0',
  withheld: withheld({ pipeline }),
};
const states = statesOf(subject);
const looks = looksOf(subject);

const meta: Meta<Attributes> = {
  title: 'Widgets/pipeline-funnel',
  component: 'pipeline-funnel',
  argTypes: controlsOf('pipeline-funnel'),
  globals: { width: 'page' },
  parameters: docsOf({
    tag: 'pipeline-funnel', kpis: ['pipeline'],
    example: `
<sales-data currency="EUR" time-zone="Europe/Berlin">
  <data-source table="deals" src="/crm/deals.csv"></data-source>
  <data-source table="stage_history" src="/crm/stages.csv"></data-source>
  <pipeline-funnel target="320000"></pipeline-funnel>
</sales-data>`,
    more: `### Two questions side by side

*Open now* counts the deals of each stage at the cut-off, with their value and the part that is expected of it. *How far deals get* follows a cohort \
that is old enough to be judged: its size is written out as 100 %. The second needs \`stage_history\`; without it only the first is shown. \
\`mode="snapshot"\` or \`mode="cohort"\` shows one of the two.`,
  }),
  render: (args) => placed('pipeline-funnel', args),
  play: async ({ canvasElement }) => void await drawn(canvasElement, 'ready'),
};
export default meta;

type Story = StoryObj<Attributes>;

/** Open now, how far deals get, what moved it. */
export const Ready: Story = {
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[part=value]')).toMatch(/^€\d{3}k$/u);
    await expect(textAt(widget, '[data-figure=stages]')).toContain('Negotiation');
    await expect(widget.renderRoot.querySelectorAll('svg.scene').length).toBe(2);
  },
};

/** Only what is open now. */
export const Snapshot: Story = { args: { mode: 'snapshot' } };
/** Only how far a cohort of deals got. */
export const Cohort: Story = { args: { mode: 'cohort' } };

/** A plain list of deals: no history, so no cohort and no flow, and nothing invented in their place. */
export const WithoutHistory: Story = {
  render: (args) => placed('pipeline-funnel', args, { data: { deals: company['deals'] ?? [] } }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[part=value]')).toMatch(/^€\d{3}k$/u);
  },
};

export const Loading: Story = states.loading;
/** Nothing was given: which table and columns it needs, and two ways to give them. */
export const Empty: Story = states.empty;
/** A filter that no row passes. */
export const NoCases: Story = states.noCases;
/** Every deal is decided: nothing is open. */
export const Zero: Story = states.zero;
/** The deals have neither status nor stage. */
export const NotApplicable: Story = states.notApplicable;
/** A server withholds figures with too few people behind them. */
export const Suppressed: Story = states.suppressed;
/** The period is not over: no arrow, no judgement. */
export const Partial: Story = states.partial;
/** Nothing could be loaded. */
export const Error: Story = states.error;
/** Loading again failed: the last good figures stay, marked with their age. */
export const ErrorOverLastGood: Story = states.errorOverLastGood;

/** Value only, then the stages, then the flow: each form by its own width. */
export const Sizes: Story = { ...looks.sizes, globals: { width: 'full' } };
export const SizesGerman: Story = { ...looks.sizesGerman, globals: { width: 'full', language: 'de' } };
export const Dark: Story = { ...looks.dark, globals: { width: 'page', theme: 'dark' } };
export const German: Story = { ...looks.german, globals: { width: 'page', language: 'de' } };
export const DarkGerman: Story = { ...looks.darkGerman, globals: { width: 'full', theme: 'dark', language: 'de' } };

/** The switch shows the numbers of the pictures as tables. */
export const TableToggle: Story = looks.table;
/** After a failed load the button loads again. */
export const Retry: Story = states.retry;

/** The numbers of the design pictures: 261 + 296 + 5 − 82 − 192 − 4 = 284 thousand. */
export const Reference: Story = {
  render: (args) => placed('pipeline-funnel', args, { data: null, engine: answering({ pipeline }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[part=value] .figure')).toBe('€284k');
    await expect(textAt(widget, '[part=target]')).toBe('Target €320k, 89% there');
    const stages = textAt(widget, '[data-figure=stages]');
    for (const text of ['416', '65%', '24.3%']) await expect(stages).toContain(text);
    const flow = textAt(widget, '[data-figure=flow]');
    for (const text of ['261', '+296', '+5', '−82', '−192', '−4', '284', '36 short']) await expect(flow).toContain(text);
  },
};

/** Long names, one stage not set, no history. */
export const ReferencePlain: Story = {
  render: (args) => placed('pipeline-funnel', args, { data: null, engine: answering({ pipeline: pipelinePlain }) }),
};

/** Arrows walk the stages; each says count, value and how far it is. */
export const KeyboardWalk: Story = {
  render: (args) => placed('pipeline-funnel', args, { data: null, engine: answering({ pipeline }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    const chart = at(widget, '[data-figure=stages]');
    chart.focus();
    await userEvent.keyboard('{Home}');
    await widget.updateComplete;
    await expect(textAt(widget, '.readout-title b')).toBe('Qualified');
    await expect(textAt(widget, '.readout')).toContain('58');
    await userEvent.keyboard('{ArrowDown}');
    await widget.updateComplete;
    await expect(textAt(widget, '.readout-title b')).toBe('Demo');
    await userEvent.keyboard('{Escape}');
    await widget.updateComplete;
    await expect(widget.renderRoot.querySelector('.readout')).toBeNull();
  },
};

/** Alone on a page, a click marks the stage in the widget itself, and tells the page. */
export const ClickMarks: Story = {
  render: (args) => element('pipeline-funnel', { ...args, currency: 'EUR', 'as-of': '2025-07-01', 'time-zone': 'Europe/Berlin' }),
  play: async ({ canvasElement }) => {
    const widget = widgetIn(canvasElement);
    widget.data = company;
    await drawn(canvasElement, 'ready');
    const chosen: KpiSelectEvent[] = [];
    widget.addEventListener('kpi-select', (event) => chosen.push(event));
    await clickWord(widget, 'stages', 'Demo');
    await waitFor(() => expect(textAt(widget, '.selection')).toContain('Selected: Demo'));
    await expect(chosen.map(({ detail: { dimensions, key } }) => [dimensions, key])).toEqual([[['stage'], ['Demo']]]);
    await userEvent.click(at(widget, '.selection button:last-of-type'));
    await widget.updateComplete;
    await expect(widget.renderRoot.querySelector('.selection')).toBeNull();
  },
};
