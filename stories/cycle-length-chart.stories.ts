import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, userEvent } from 'storybook/test';
import '../src/elements/cycle-length-chart/define.js';
import '../src/elements/sales-data/define.js';
import { salesCycle, salesCycleBySegment } from '../test/fixtures/results.js';
import type { Attributes } from './attributes.js';
import { decidedAtOnce, lacking } from './company.js';
import { controlsOf } from './controls.js';
import { docsOf } from './docs-text.js';
import { at, drawn, textAt, widgetIn } from './drawn.js';
import { placed } from './placed.js';
import { answering, withheld } from './stand-in.js';
import { looksOf, statesOf, type Subject } from './widget-stories.js';

const subject: Subject = {
  tag: 'cycle-length-chart', name: { en: 'Sales cycle length', de: 'Länge des Verkaufszyklus' }, table: 'deals',
  zero: { data: decidedAtOnce, value: '0 days mean' },
  lacking: { data: lacking('deals', 'closed_at'), column: 'closed_at' },
  noCases: '–',
  withheld: withheld({ sales_cycle: salesCycle }),
};
const states = statesOf(subject);
const looks = looksOf(subject);

const meta: Meta<Attributes> = {
  title: 'Widgets/cycle-length-chart',
  component: 'cycle-length-chart',
  argTypes: controlsOf('cycle-length-chart'),
  globals: { width: 'page' },
  parameters: docsOf({
    tag: 'cycle-length-chart', kpis: ['sales_cycle'],
    example: `
<cycle-length-chart src="/crm/deals.csv" target="45" segment-by="segment"></cycle-length-chart>`,
    more: `### Two medians

The plain median knows only deals that are won; the slow ones are not finished yet, so it is too short. The other counts the deals still open \
(Aalen–Johansen, losses competing). Both stand on the curve, and a sentence says why they differ. Won, lost and still open add up to all deals at every day.`,
  }),
  render: (args) => placed('cycle-length-chart', args),
  play: async ({ canvasElement }) => void await drawn(canvasElement, 'ready'),
};
export default meta;

type Story = StoryObj<Attributes>;

/** What became of the deals, and where the days go. */
export const Ready: Story = {
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[part=value]')).toMatch(/^\d\d days mean$/u);
    await expect(textAt(widget, '[data-figure=curve]')).toMatch(/Won \d+%/u);
    await expect(textAt(widget, '[data-figure=stages]')).toContain('Negotiation');
  },
};

/** One curve for each segment, all on one scale. */
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
/** A filter that no row passes: no figure, never a zero. */
export const NoCases: Story = states.noCases;
/** Every deal is closed on the day it was met. */
export const Zero: Story = states.zero;
/** The deals say nowhere when they were closed. */
export const NotApplicable: Story = states.notApplicable;
/** A server withholds figures with too few people behind them. */
export const Suppressed: Story = states.suppressed;
/** The period is not over: no arrow, no judgement. */
export const Partial: Story = states.partial;
/** Nothing could be loaded. */
export const Error: Story = states.error;
/** Loading again failed: the last good figures stay, marked with their age. */
export const ErrorOverLastGood: Story = states.errorOverLastGood;
/** Six cases: grey, no arrow, no traffic light. */
export const Unreliable: Story = states.unreliable;

/** Value only, then the curve, then the stages: each form by its own width. */
export const Sizes: Story = { ...looks.sizes, globals: { width: 'full' } };
export const SizesGerman: Story = { ...looks.sizesGerman, globals: { width: 'full', language: 'de' } };
export const Dark: Story = { ...looks.dark, globals: { width: 'page', theme: 'dark' } };
export const German: Story = { ...looks.german, globals: { width: 'page', language: 'de' } };
export const DarkGerman: Story = { ...looks.darkGerman, globals: { width: 'full', theme: 'dark', language: 'de' } };

/** The switch shows the numbers of the pictures as tables. */
export const TableToggle: Story = looks.table;
/** After a failed load the button loads again. */
export const Retry: Story = states.retry;

/** The numbers of the design pictures. */
export const Reference: Story = {
  render: (args) => placed('cycle-length-chart', args, { data: null, engine: answering({ sales_cycle: salesCycle }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[part=value] .figure')).toBe('47 days mean');
    const curve = textAt(widget, '[data-figure=curve]');
    for (const text of ['Won 27%', 'Lost 61%', 'Still open 12%', 'Median 52 days', '41']) await expect(curve).toContain(text);
    // 9 + 11 + 9 + 8 + 6 + 4 = 47
    const stages = textAt(widget, '[data-figure=stages]');
    for (const text of ['9', '11', '8', '6', '4', 'Contract']) await expect(stages).toContain(text);
  },
};

/** One segment has too few cases: its curve is dashed, and it says how many. */
export const ReferenceBySegment: Story = {
  render: (args) => placed('cycle-length-chart', { ...args, 'segment-by': 'segment' }, { data: null, engine: answering({ sales_cycle: salesCycleBySegment }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    const segments = textAt(widget, '[data-figure=segments]');
    for (const text of ['Mittelstand', 'Enterprise', 'n = 7', '(not set)']) await expect(segments).toContain(text);
  },
};

/** Arrows walk the days; the point is read out in words. */
export const KeyboardWalk: Story = {
  render: (args) => placed('cycle-length-chart', args, { data: null, engine: answering({ sales_cycle: salesCycle }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    at(widget, '[data-figure=curve]').focus();
    await userEvent.keyboard('{End}');
    await widget.updateComplete;
    await expect(textAt(widget, '.readout')).toContain('27');
    await expect(textAt(widget, '.readout')).toContain('61');
    const last = textAt(widget, '.readout-title b');
    await userEvent.keyboard('{ArrowLeft}');
    await widget.updateComplete;
    await expect(textAt(widget, '.readout-title b')).not.toBe(last);
  },
};
