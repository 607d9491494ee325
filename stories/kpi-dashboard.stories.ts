import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';
import '../src/define.js';
import type { BoardLayout } from '../src/elements/kpi-dashboard/board-layout.js';
import type { KpiDashboard } from '../src/elements/kpi-dashboard/kpi-dashboard.js';
import { attributes, type Attributes } from './attributes.js';
import { controlsOf } from './controls.js';
import { docsOf } from './docs-text.js';
import { within } from './placed.js';

/** A board of the user's own: a card with a target, an owner and a goal, and one without. */
const own: BoardLayout = {
  version: 1, role: null, tiles: [
    { id: 'cac', tag: 'kpi-card', x: 0, y: 0, w: 6, h: 1, settings: { kpi: 'cac', period: 'last_12_months', target: 2400 }, owner: 'Ann Lang', goal: 'Grow at a profit', sharedWith: ['Marketing'] },
    { id: 'lead_response', tag: 'kpi-card', x: 6, y: 0, w: 6, h: 1, settings: { kpi: 'lead_response' } },
    { id: 'source', tag: 'segment-filter', x: 0, y: 1, w: 4, h: 1, settings: { dimension: 'source' } },
    { id: 'later', tag: 'kpi-of-tomorrow', x: 4, y: 1, w: 8, h: 1, settings: {} },
  ],
};

const meta: Meta<Attributes> = {
  title: 'Around/kpi-dashboard',
  component: 'kpi-dashboard',
  argTypes: controlsOf('kpi-dashboard'),
  args: { audience: 'sales-manager' },
  parameters: docsOf({
    tag: 'kpi-dashboard',
    example: `
<sales-data src="/crm/deals.csv" table="deals">
  <kpi-dashboard audience="sales-manager"></kpi-dashboard>
</sales-data>
<script type="module">
  const board = document.querySelector('kpi-dashboard');
  board.setState(await (await fetch('/me/board')).json());
  board.addEventListener('kpi-state-change', ({ detail }) => fetch('/me/board', { method: 'PUT', body: JSON.stringify(detail.state) }));
</script>`,
    more: `### The layout

\`getState()\` gives \`{ version: 1, role, tiles: [{ id, tag, x, y, w, h, settings, owner?, goal?, sharedWith?, state? }] }\`: places in twelve columns and as many rows as \
needed, settings by the names of the element’s attributes. Where data comes from cannot be set there. The page keeps it; with \`storage-key\` the browser does. \
What is no layout is refused with \`kpi-error\`, which names the place in the JSON, and the last good one stays. Fields that this version does not know are kept.

### Arranging

By pointer at the handles; by keys at a focused handle: arrows move, with Shift they change the size, Delete removes, Ctrl+Z undoes, Escape ends. \
Every tile’s settings hold the same as fields. \`audience\` names the role, since \`role\` is ARIA’s: \`sdr\`, \`ae\`, \`sales-manager\`, \`sales-ops\`, \`rev-ops\`, \`marketing\`, \`management\`.`,
  }),
  render: (args) => within(html`<kpi-dashboard ${attributes(args)}></kpi-dashboard>`),
};
export default meta;

type Story = StoryObj<Attributes>;

const boardIn = async (canvas: HTMLElement): Promise<KpiDashboard> => {
  const board = canvas.querySelector<KpiDashboard>('kpi-dashboard') as KpiDashboard;
  await waitFor(() => expect(board.renderRoot.querySelector('.tile, .invitation')).not.toBeNull(), { timeout: 20_000 });
  await board.updateComplete;
  return board;
};
const idsOf = (board: KpiDashboard): readonly (string | undefined)[] => [...board.renderRoot.querySelectorAll<HTMLElement>('[data-tile]')].map(({ dataset }) => dataset['tile']);
const at = <E extends HTMLElement>(board: KpiDashboard, selector: string): E => {
  const found = board.renderRoot.querySelector<E>(selector);
  if (found === null) throw new Error(`the board shows no ${selector}`);
  return found;
};

/** The board of a role with every figure drawn. */
const drawnAs = (heading: string): NonNullable<Story['play']> => async ({ canvasElement }) => {
  const board = await boardIn(canvasElement);
  await expect(at(board, '[part=heading]').textContent).toBe(heading);
  for (const tile of board.renderRoot.querySelectorAll('.tile')) await waitFor(() => expect(tile.querySelector(':state(ready), :state(zero)')).not.toBeNull(), { timeout: 20_000 });
};

export const SalesManager: Story = { play: drawnAs('Sales manager') };
export const SalesDevelopment: Story = { args: { audience: 'sdr' }, play: drawnAs('Sales development') };
export const AccountExecutive: Story = { args: { audience: 'ae' }, play: drawnAs('Account executive') };
export const SalesOperations: Story = { args: { audience: 'sales-ops' }, play: drawnAs('Sales operations') };
export const RevenueOperations: Story = { args: { audience: 'rev-ops' }, play: drawnAs('Revenue operations') };
export const Marketing: Story = { args: { audience: 'marketing' }, play: drawnAs('Marketing') };
export const Management: Story = { args: { audience: 'management' }, play: drawnAs('Management') };
export const DarkGerman: Story = { globals: { theme: 'dark', language: 'de' }, play: drawnAs('Vertriebsleitung') };

/** In a narrow column the tiles stand below each other. */
export const Narrow: Story = { globals: { width: 'column' }, play: drawnAs('Sales manager') };

/** Why each figure is on the board, and what the set lacks. */
export const Reasons: Story = {
  play: async ({ canvasElement }) => {
    const board = await boardIn(canvasElement);
    await userEvent.click(at(board, '.explain'));
    await waitFor(() => expect(board.renderRoot.querySelectorAll('.why').length).toBe(5));
    await waitFor(() => expect(at(board, '.why').textContent).toContain('No owner.'));
  },
};

/** Arranged by keys, and taken back. */
export const Arranging: Story = {
  play: async ({ canvasElement }) => {
    const board = await boardIn(canvasElement);
    const before = idsOf(board);
    await userEvent.click(at(board, '#edit'));
    await waitFor(() => expect(board.renderRoot.querySelector('.handle')).not.toBeNull(), { timeout: 20_000 });
    at(board, '[data-tile=churn] .handle').focus();
    await userEvent.keyboard('{Delete}');
    await waitFor(() => expect(idsOf(board)).not.toContain('churn'));
    await waitFor(() => expect(board.renderRoot.querySelector('[role=status]')?.textContent).toBe('Customer churn removed.'));
    await userEvent.keyboard('{Control>}z{/Control}');
    await waitFor(() => expect(idsOf(board)).toEqual(before));
  },
};

export const ArrangingGerman: Story = {
  globals: { language: 'de', theme: 'dark' },
  args: { editing: true },
  play: async ({ canvasElement }) => {
    const board = await boardIn(canvasElement);
    await waitFor(() => expect(board.renderRoot.querySelector('.handle')).not.toBeNull(), { timeout: 20_000 });
  },
};

/** The user's own board: owner, goal, a filter among the figures, an element that this version does not have, a figure without its counter-metric. */
export const OwnLayout: Story = {
  args: { audience: null },
  render: () => within(html`<kpi-dashboard></kpi-dashboard>`),
  play: async ({ canvasElement }) => {
    const board = await boardIn(canvasElement);
    board.setState(own);
    await board.updateComplete;
    await expect(board.getState()).toEqual(own);
    await expect(at(board, '[data-tile=later]').textContent).toContain('kpi-of-tomorrow');
    await userEvent.click(at(board, '.explain'));
    await waitFor(() => expect(at(board, '[data-tile=cac] .why').textContent).toContain('Owner: Ann Lang'));
    await waitFor(() => expect(at(board, '[data-tile=lead_response] .why').textContent).toContain('Counter-metric missing: lead to opportunity.'));
  },
};

/** Nothing on it yet: roles to begin with, and the palette. */
export const Empty: Story = {
  args: { audience: null },
  play: async ({ canvasElement }) => {
    const board = await boardIn(canvasElement);
    await expect(board.renderRoot.querySelectorAll('.choices button').length).toBe(8);
  },
};

/** What can be added, with the reason for each. */
export const Palette: Story = {
  args: { audience: null },
  play: async ({ canvasElement }) => {
    const board = await boardIn(canvasElement);
    await userEvent.click(at(board, '.choices .accent-button'));
    await waitFor(() => expect(board.renderRoot.querySelectorAll('dialog[open] .palette li').length).toBe(11), { timeout: 20_000 });
  },
};

/** A layout that is none: the place is named, the board before stays. */
export const RefusedLayout: Story = {
  play: async ({ canvasElement }) => {
    const board = await boardIn(canvasElement);
    const before = board.getState();
    board.setState({ ...own, tiles: [{ ...own.tiles[0], w: 40 }] } as BoardLayout);
    await board.updateComplete;
    await expect(at(board, '[role=alert]').textContent).toContain('tiles[0].w');
    await expect(board.getState()).toEqual(before);
  },
};

/** More than anybody steers by. */
export const TooMany: Story = {
  args: { audience: null },
  play: async ({ canvasElement }) => {
    const board = await boardIn(canvasElement);
    const kpis = ['pipeline', 'sales_cycle', 'close_ratio', 'churn', 'cac', 'clv', 'lead_to_opp', 'lead_response'];
    board.setState({ version: 1, role: null, tiles: kpis.map((kpi, i) => ({ id: kpi, tag: 'kpi-card', x: (i % 4) * 3, y: Math.floor(i / 4), w: 3, h: 1, settings: { kpi } })) });
    await waitFor(() => expect(at(board, '.base > .line').textContent).toContain('Too many KPIs.'), { timeout: 20_000 });
  },
};
