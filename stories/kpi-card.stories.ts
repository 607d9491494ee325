import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';
import '../src/elements/kpi-card/define.js';
import type { KpiCard } from '../src/elements/kpi-card/kpi-card.js';
import '../src/elements/sales-data/define.js';
import type { KpiSelectEvent } from '../src/events/kpi-select.js';
import { cac, closeRatio, closeRatioPartial, pipeline, salesCycle } from '../test/fixtures/results.js';
import type { Attributes } from './attributes.js';
import { allDecided, lacking } from './company.js';
import { controlsOf } from './controls.js';
import { docsOf } from './docs-text.js';
import { at, drawn, textAt, widgetIn } from './drawn.js';
import { placed, within } from './placed.js';
import { answering, withheld } from './stand-in.js';
import { looksOf, statesOf, type Subject } from './widget-stories.js';

const subject: Subject = {
  tag: 'kpi-card', name: { en: 'Sales cycle', de: 'Länge des Verkaufszyklus' }, table: 'deals',
  zero: { data: allDecided, value: '€0' },
  lacking: { data: lacking('deals', 'closed_at'), column: 'closed_at' },
  noCases: '–',
  withheld: withheld({ sales_cycle: salesCycle }),
};
const states = statesOf(subject);
const looks = looksOf(subject);

const meta: Meta<Attributes> = {
  title: 'Widgets/kpi-card',
  component: 'kpi-card',
  args: { kpi: 'sales_cycle' },
  argTypes: controlsOf('kpi-card'),
  globals: { width: 'column' },
  parameters: docsOf({
    tag: 'kpi-card', kpis: ['sales_cycle', 'close_ratio', 'pipeline', 'cac', 'clv'],
    example: `
<kpi-card kpi="sales_cycle" src="/crm/deals.csv" target="45"></kpi-card>

<sales-data currency="EUR" time-zone="Europe/Berlin">
  <data-source table="deals" src="/crm/deals.csv"></data-source>
  <data-source table="spend" src="/finance/spend.csv"></data-source>
  <kpi-card kpi="close_ratio" period="last_12_months"></kpi-card>
  <kpi-card kpi="cac" compare="year"></kpi-card>
</sales-data>`,
  }),
  render: (args) => placed('kpi-card', args),
  play: async ({ canvasElement }) => void await drawn(canvasElement, 'ready'),
};
export default meta;

type Story = StoryObj<Attributes>;

/** Mean days from first contact to the deal, of the deals won in the quarter. */
export const SalesCycle: Story = {
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[part=value]')).toMatch(/^\d\d days$/u);
    await expect(textAt(widget, '[part=target]')).toMatch(/^Target 40/u);
    await expect(textAt(widget, '#spoken')).toMatch(/^Sales cycle.*\d\d days.*\.$/u);
  },
};

/** Share of the deals engaged that are won within the horizon; deals still open are counted as such. */
export const CloseRatio: Story = {
  args: { kpi: 'close_ratio', period: 'last_12_months' },
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[part=value]')).toMatch(/^\d\d(\.\d)? ?%$/u);
  },
};

/** What is open now; a stock, so without an interval. */
export const Pipeline: Story = {
  args: { kpi: 'pipeline' },
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[part=value]')).toMatch(/^€\d{3}k$/u);
    await expect(textAt(widget, '.beside')).toMatch(/^\d+ deals$/u);
  },
};

/** Spend on marketing and sales per new customer. */
export const AcquisitionCost: Story = {
  args: { kpi: 'cac', period: 'last_12_months' },
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[part=value]')).toMatch(/^€\d,\d{3}$/u);
  },
};

/** Margin per customer to date. */
export const LifetimeValue: Story = {
  args: { kpi: 'clv' },
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[part=value]')).toMatch(/^€\d,\d{3}$/u);
  },
};

/** Touches before the first meeting was booked; the notes say that marketing may own it, or that many never met. */
export const Touches: Story = {
  args: { kpi: 'touches_to_meeting', period: 'last_12_months' },
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[part=value]')).toMatch(/^\d(\.\d)? touches/u);
    await expect(textAt(widget, '[part=note]')).toContain('Mean covers only leads that met.');
  },
};

/** Customers lost of those there at the start, and who lost them early: promises made in the sale. */
export const Churn: Story = {
  args: { kpi: 'churn', period: 'last_12_months' },
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[part=value]')).toMatch(/^\d\d(\.\d)? ?%/u);
    await expect(textAt(widget, '[part=note]')).toContain('Krüger: early churn above expectation.');
  },
};

/** Leads that became an opportunity within 30 days, of those old enough to tell. */
export const LeadToOpportunity: Story = {
  args: { kpi: 'lead_to_opp', period: 'last_12_months' },
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[part=value]')).toMatch(/^\d\d(\.\d)? ?%/u);
    await expect(textAt(widget, '[part=note]')).toContain('Points to lead quality');
  },
};

/** Minutes to the first human answer: the median stands for the mean, which few slow leads shape. */
export const LeadResponse: Story = {
  args: { kpi: 'lead_response', period: 'last_12_months' },
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[part=value]')).toMatch(/^\d\d min median/u);
    await expect(textAt(widget, '[part=delta]')).toContain('Mean 7');
  },
};

/** The same two in German. */
export const TouchesAndChurnGerman: Story = {
  globals: { width: 'full', language: 'de' },
  render: () => within(html`<div class="cards"><kpi-card kpi="touches_to_meeting" period="last_12_months"></kpi-card><kpi-card kpi="churn" period="last_12_months"></kpi-card></div>`),
  play: async ({ canvasElement }) => {
    const [touches = widgetIn(canvasElement), churn = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(touches, '[part=value]')).toMatch(/^\d(,\d)? Kontakte/u);
    await expect(textAt(churn, '[part=value]')).toMatch(/^\d\d(,\d)? ?%/u);
    await expect(textAt(churn, '[part=note]')).toContain('Krüger: frühe Abwanderung über Erwartung.');
  },
};

export const Loading: Story = states.loading;
/** Nothing was given: which table and columns it needs, and two ways to give them. */
export const Empty: Story = states.empty;
/** A filter that no row passes: no figure, never a zero. */
export const NoCases: Story = states.noCases;
/** Every deal is decided: nothing is open, which is not the same as no data. */
export const Zero: Story = { ...states.zero, args: { kpi: 'pipeline' } };
/** The deals say nowhere when they were closed. */
export const NotApplicable: Story = states.notApplicable;
/** A server withholds a figure with too few people behind it. */
export const Suppressed: Story = states.suppressed;
/** The period is not over: no arrow, no judgement. */
export const Partial: Story = states.partial;
/** Nothing could be loaded. */
export const Error: Story = states.error;
/** Loading again failed: the last good figures stay, marked with their age. */
export const ErrorOverLastGood: Story = states.errorOverLastGood;
/** Six cases: grey, no arrow, no traffic light. */
export const Unreliable: Story = states.unreliable;

/** Value only, with a course, with axes; each form by its own width, not by the window's. */
export const Sizes: Story = { ...looks.sizes, globals: { width: 'full' } };
export const SizesGerman: Story = { ...looks.sizesGerman, globals: { width: 'full', language: 'de' } };
export const Dark: Story = { ...looks.dark, globals: { width: 'column', theme: 'dark' } };
export const German: Story = { ...looks.german, globals: { width: 'column', language: 'de' } };
export const DarkGerman: Story = { ...looks.darkGerman, globals: { width: 'full', theme: 'dark', language: 'de' } };

/** The switch shows the numbers of the picture as a table. */
export const TableToggle: Story = { ...looks.table, globals: { width: 'half' } };

/** After a failed load the button loads again. */
export const Retry: Story = states.retry;

const milestones: KpiCard['milestones'] = [{ value: 30, due: '2025-12-31' }];

/** A value to reach by a day stands in the picture as a diamond. */
export const Milestone: Story = {
  globals: { width: 'half' },
  render: () => within(html`<kpi-card kpi="sales_cycle" .milestones=${milestones}></kpi-card>`),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    const { length: withMilestone } = widget.shadowRoot?.querySelectorAll('svg.scene path') ?? [];
    (widget as KpiCard).milestones = null;
    await widget.updateComplete;
    await expect(widget.shadowRoot?.querySelectorAll('svg.scene path')).toHaveLength(withMilestone - 1);
    (widget as KpiCard).milestones = milestones;
    await widget.updateComplete;
  },
};

/** Compared with the same quarter of the year before. */
export const ComparedWithLastYear: Story = {
  args: { compare: 'year' },
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(widget, '[part=delta]')).toContain('a year ago');
  },
};

/** The numbers of the design pictures, from an engine that knows them by heart. */
export const Reference: Story = {
  globals: { width: 'full' },
  render: () => within(html`<div class="cards">
    <kpi-card kpi="sales_cycle"></kpi-card><kpi-card kpi="close_ratio"></kpi-card><kpi-card kpi="pipeline"></kpi-card><kpi-card kpi="cac"></kpi-card>
  </div>`, { data: null, engine: answering({ sales_cycle: salesCycle, close_ratio: closeRatio, pipeline, cac }) }),
  play: async ({ canvasElement }) => {
    const widgets = await drawn(canvasElement, 'ready');
    await expect(widgets.map((widget) => textAt(widget, '[part=value] .figure'))).toEqual(['47 days', '24.3%', '€284k', '€684']);
    await expect(widgets.map((widget) => textAt(widget, '[part=target]'))).toEqual(
      ['Target 45, within reach', 'Target 22%, met', 'Target €320k, 89% there', 'Target €700 at most, met'],
    );
  },
};

/** The running quarter in the numbers of the design pictures. */
export const ReferencePartial: Story = {
  args: { kpi: 'close_ratio' },
  render: (args) => placed('kpi-card', args, { data: null, engine: answering({ close_ratio: closeRatioPartial }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'partial');
    await expect(textAt(widget, '[part=value] .figure')).toBe('19.8%');
    await expect(textAt(widget, '.badge')).toBe('41 of 92 days');
  },
};

/** Arrows walk the course, Home and End jump, Enter chooses, Escape leaves. */
export const KeyboardWalk: Story = {
  globals: { width: 'half' },
  render: (args) => placed('kpi-card', args, { data: null, engine: answering({ sales_cycle: salesCycle }) }),
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    const chosen: KpiSelectEvent[] = [];
    widget.addEventListener('kpi-select', (event) => chosen.push(event));
    at(widget, '[data-figure=trend]').focus();
    const reads = async (key: string, title: string, value: string): Promise<void> => {
      await userEvent.keyboard(key);
      await widget.updateComplete;
      await expect(textAt(widget, '.readout-title b')).toBe(title);
      await expect(textAt(widget, '.readout dd')).toBe(value);
    };
    await reads('{Home}', 'Q3 2023', '58 days');
    await reads('{ArrowRight}', 'Q4 2023', '56 days');
    await reads('{End}', 'Q2 2025', '47 days');
    await userEvent.keyboard('{Enter}');
    await expect(chosen.map(({ detail }) => detail.title.replace(/\s/u, ' '))).toEqual(['Q2 2025']);
    await userEvent.keyboard('{Escape}');
    await widget.updateComplete;
    await expect(widget.renderRoot.querySelector('.readout')).toBeNull();
  },
};

/** Asked where the number comes from: formula, rows, cut-off. */
export const Provenance: Story = {
  play: async ({ canvasElement }) => {
    const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await userEvent.click(at(widget, '[part=footer] li:last-child button'));
    await waitFor(() => expect(at<HTMLDialogElement>(widget, 'dialog').open).toBe(true));
    await expect(textAt(widget, 'dialog')).toContain('Mean days from first contact');
  },
};
