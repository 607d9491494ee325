import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, userEvent } from 'storybook/test';
import '../src/elements/milestone-track/define.js';
import '../src/elements/sales-data/define.js';
import { cac } from '../test/fixtures/results.js';
import type { Attributes } from './attributes.js';
import { company, lacking } from './company.js';
import { controlsOf } from './controls.js';
import { docsOf } from './docs-text.js';
import { at, drawn, textAt, widgetIn } from './drawn.js';
import { placed } from './placed.js';
import { withheld } from './stand-in.js';
import { looksOf, statesOf, type Subject } from './widget-stories.js';

const tag = 'milestone-track';
const subject: Subject = {
  tag, name: { en: 'Milestones', de: 'Meilensteine' }, table: 'deals',
  zero: { data: {}, value: '' }, lacking: { data: {}, column: '' }, noCases: '', withheld: withheld({ cac }),
};
const states = statesOf(subject);
const looks = looksOf(subject);
const more = [
  ...(company.milestones as readonly Readonly<Record<string, unknown>>[]),
  { id: 'm3', kpi: 'close_ratio', start_at: '2025-01-01', start_value: 0.2, due_at: '2025-09-30', target: 0.45, owner: 'Sales' },
  { id: 'm4', kpi: 'cac', start_at: '2025-01-01', due_at: '2025-06-01', target: 1200 },
  { id: 'm5', kpi: 'churn', target: 0.1 },
];

const meta: Meta<Attributes> = {
  title: 'Widgets/milestone-track',
  component: tag,
  argTypes: controlsOf(tag),
  args: { period: 'last_12_months' },
  globals: { width: 'page' },
  parameters: docsOf({
    tag, kpis: [],
    example: `
<sales-data currency="EUR">
  <data-source table="deals" src="/crm/deals.csv"></data-source>
  <data-source table="milestones" src="/plan/milestones.csv"></data-source>
  <milestone-track></milestone-track>
</sales-data>`,
    more: `### What it shows

Each row of the \`milestones\` table: \`kpi\`, \`target\`, and where known \`start_at\`, \`start_value\`, \`due_at\`, \`segment\`, \`owner\`. The bar is how much of the way is done, the tick how much \
should be by now; where the figure adds up over time the tick follows earlier years. The dashed line leads to the day on which it is reached if the last six periods go on, with the range \
that their slopes leave; an arrow says that it may be never. \`kpi\` shows those of one figure.`,
  }),
  render: (args) => placed(tag, args),
  play: async ({ canvasElement }) => void await drawn(canvasElement, 'ready'),
};
export default meta;

type Story = StoryObj<Attributes>;

export const Ready: Story = {
  play: async ({ canvasElement }) => {
    const [track = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(track, '[part=value]')).toContain('of 2 on track or reached');
    await expect(track.renderRoot.querySelector('[data-figure=ladder] svg')).not.toBeNull();
  },
};

/** Every state: on track, behind, missed, and one that cannot be told. */
export const AllStates: Story = {
  render: (args) => placed(tag, args, { data: { ...company, milestones: more } }),
  play: async ({ canvasElement }) => {
    const [track = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    for (const word of ['missed', 'cannot tell', 'no start, so no pace']) await expect(textAt(track, '[data-figure=ladder]')).toContain(word);
  },
};

/** Those of one figure. */
export const OneKpi: Story = {
  args: { kpi: 'pipeline' },
  play: async ({ canvasElement }) => {
    const [track = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(track, '[part=heading]')).toBe('Pipeline value: milestones');
  },
};

/** A figure that cannot be computed: its milestone stays, and says what is missing. */
export const LacksData: Story = {
  render: (args) => placed(tag, args, { data: { ...lacking('subscriptions', 'ended_at'), milestones: more } }),
  play: async ({ canvasElement }) => {
    const [track = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    await expect(textAt(track, '[data-figure=ladder]')).toContain('Needs subscriptions.ended_at');
  },
};

export const Loading: Story = states.loading;
/** Nothing was given: which table it needs. */
export const Empty: Story = states.empty;
/** There is data, but no milestone in it. */
export const NotApplicable: Story = {
  render: (args) => placed(tag, args, { data: Object.fromEntries(Object.entries(company).filter(([table]) => table !== 'milestones')) }),
  play: async ({ canvasElement }) => {
    const [track = widgetIn(canvasElement)] = await drawn(canvasElement, 'not-applicable');
    await expect(textAt(track, '.state')).toContain('milestones');
  },
};

export const Sizes: Story = { ...looks.sizes, globals: { width: 'full' } };
export const SizesGerman: Story = { ...looks.sizesGerman, globals: { width: 'full', language: 'de' } };
export const Dark: Story = { ...looks.dark, globals: { width: 'page', theme: 'dark' } };
export const German: Story = { ...looks.german, globals: { width: 'page', language: 'de' } };
export const DarkGerman: Story = { ...looks.darkGerman, globals: { width: 'full', theme: 'dark', language: 'de' } };
/** The switch shows the milestones as a table. */
export const TableToggle: Story = looks.table;

/** Arrows walk the milestones; each is read out in words. */
export const KeyboardWalk: Story = {
  play: async ({ canvasElement }) => {
    const [track = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
    at(track, '[data-figure=ladder]').focus();
    await userEvent.keyboard('{Home}');
    await track.updateComplete;
    await expect(textAt(track, '.readout')).toContain('Due by now');
  },
};
