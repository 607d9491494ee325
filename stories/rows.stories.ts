import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';
import '../src/define.js';
import { company } from './company.js';
import { at, drawn, widgetIn } from './drawn.js';

const meta: Meta = {
  title: 'Around/Rows behind a number',
  tags: ['!autodocs'],
  render: () => html`<sales-data as-of="2025-07-01" time-zone="Europe/Berlin" currency="EUR" period="last_12_months" .data=${company}>
    <kpi-card kpi="close_ratio"></kpi-card></sales-data>`,
};
export default meta;

const opened = async (canvas: HTMLElement): Promise<HTMLElement> => {
  await drawn(canvas, 'ready');
  const widget = widgetIn(canvas);
  await userEvent.click(at(widget, '.foot button'));
  await waitFor(() => expect(widget.renderRoot.querySelectorAll('dialog.rows[open] .grid-body [role=row]').length).toBeGreaterThan(5), { timeout: 20_000 });
  return at(widget, 'dialog.rows');
};

/** From the number of cases, a double click on the figure or a mark, or Shift and Enter on a mark. */
export const Rows: StoryObj = {
  play: async ({ canvasElement }) => {
    const dialog = await opened(canvasElement);
    await waitFor(() => expect(dialog.textContent).toContain('Computed from these rows alone'));
  },
};
export const German: StoryObj = {
  globals: { language: 'de', theme: 'dark' },
  play: async ({ canvasElement }) => void await opened(canvasElement),
};
/** What was left out, and why. */
export const LeftOut: StoryObj = {
  play: async ({ canvasElement }) => {
    const dialog = await opened(canvasElement);
    const tab = dialog.querySelector<HTMLElement>('#tab-left-out');
    await expect(tab).not.toBeNull();
    await userEvent.click(tab as HTMLElement);
    await waitFor(() => expect(dialog.querySelector('[role=columnheader]')?.textContent).toContain('Table'));
  },
};
