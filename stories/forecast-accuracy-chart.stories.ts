import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, userEvent } from 'storybook/test';
import '../src/elements/forecast-accuracy-chart/define.js';
import '../src/elements/sales-data/define.js';
import { forecastAccuracy, forecastThin } from '../test/fixtures/results.js';
import type { Attributes } from './attributes.js';
import { lacking } from './company.js';
import { controlsOf } from './controls.js';
import { docsOf } from './docs-text.js';
import { at, drawn, textAt, widgetIn } from './drawn.js';
import { placed } from './placed.js';
import { answering, withheld } from './stand-in.js';
import { looksOf, statesOf, type Subject } from './widget-stories.js';

const tag = 'forecast-accuracy-chart';
const subject: Subject = {
  tag, name: { en: 'Forecast accuracy', de: 'Prognosegenauigkeit' }, table: 'forecasts',
  zero: { data: {}, value: '' },
  lacking: { data: lacking('forecasts', 'amount'), column: 'amount' },
  noCases: '–',
  withheld: withheld({ forecast_accuracy: forecastAccuracy }),
};
const states = statesOf(subject);
const looks = looksOf(subject);

const meta: Meta<Attributes> = {
  title: 'Widgets/forecast-accuracy-chart',
  component: tag,
  argTypes: controlsOf(tag),
  args: { period: 'last_8_quarters' },
  globals: { width: 'page' },
  parameters: docsOf({
    tag, kpis: ['forecast_accuracy'],
    example: `
<sales-data currency="EUR">
  <data-source table="deals" src="/crm/deals.csv"></data-source>
  <data-source table="forecasts" src="/plan/forecasts.csv"></data-source>
  <forecast-accuracy-chart></forecast-accuracy-chart>
</sales-data>`,
    more: `### What it tells apart

Error and bias: how far forecasts were off, and whether they lean one way by more than chance. The next period is the forecast times the median of what became of \
earlier ones; its range states how often it would hold. Below, whether forecasting beats repeating the last comparable period, and which rep promises too much.`,
  }),
  render: (args) => placed(tag, args),
  play: async ({ canvasElement }) => void await drawn(canvasElement, 'ready'),
};
export default meta;

type Story = StoryObj<Attributes>;

/** Periods, bias, the years, the reps. */
export const Ready: Story = {
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[part=value]')).toMatch(/^\d\d\.\d%$/u);
    for (const figure of ['periods', 'rolling', 'owners']) await expect(widget.renderRoot.querySelector(`[data-figure=${figure}] svg`)).not.toBeNull();
  },
};

export const Loading: Story = states.loading;
/** Nothing was given: which table and columns it needs, and two ways to give them. */
export const Empty: Story = states.empty;
/** The forecasts name no amount. */
export const NotApplicable: Story = states.notApplicable;
/** A server withholds figures with too few people behind them. */
export const Suppressed: Story = states.suppressed;
/** Nothing could be loaded. */
export const Error: Story = states.error;
/** Loading again failed: the last good figures stay, marked with their age. */
export const ErrorOverLastGood: Story = states.errorOverLastGood;
/** After a failed load the button loads again. */
export const Retry: Story = states.retry;
/** Two closed quarters: grey, no next one. */
export const Unreliable: Story = {
  render: (args) => placed(tag, args, { data: null, engine: answering({ forecast_accuracy: forecastThin }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(at(widget, '[part=value]').matches('.unreliable')).toBe(true);
  },
};

export const Sizes: Story = { ...looks.sizes, globals: { width: 'full' } };
export const SizesGerman: Story = { ...looks.sizesGerman, globals: { width: 'full', language: 'de' } };
export const Dark: Story = { ...looks.dark, globals: { width: 'page', theme: 'dark' } };
export const German: Story = { ...looks.german, globals: { width: 'page', language: 'de' } };
export const DarkGerman: Story = { ...looks.darkGerman, globals: { width: 'full', theme: 'dark', language: 'de' } };
/** The switch shows the numbers of the pictures as tables. */
export const TableToggle: Story = looks.table;

/** The numbers of the design pictures. */
export const Reference: Story = {
  render: (args) => placed(tag, args, { data: null, engine: answering({ forecast_accuracy: forecastAccuracy }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[part=value] .figure')).toBe('92.8%');
    for (const text of ['93', 'expect 83', '78', '+13', '−5']) await expect(textAt(widget, '[data-figure=periods]')).toContain(text);
    await expect(textAt(widget, '[data-figure=owners]')).toContain('promises too much');
  },
};

/** Arrows walk the periods up to the one to come; each is read out in words. */
export const KeyboardWalk: Story = {
  render: (args) => placed(tag, args, { data: null, engine: answering({ forecast_accuracy: forecastAccuracy }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    at(widget, '[data-figure=periods]').focus();
    await userEvent.keyboard('{End}');
    await widget.updateComplete;
    await expect(textAt(widget, '.readout')).toContain('7 times in 9');
  },
};
