import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html, type TemplateResult } from 'lit';
import { expect, fireEvent, userEvent, waitFor } from 'storybook/test';
import '../src/define.js';
import { drawn, widgetIn } from './drawn.js';
import { within } from './placed.js';
import type { ThemeName } from './theming/shipped-themes.js';
import './theming/theme-editor.js';
import type { ThemeEditor } from './theming/theme-editor.js';

const dashboard: TemplateResult = within(html`
  <div class="cards">
    <kpi-card kpi="close_ratio" compare="previous"></kpi-card>
    <kpi-card kpi="sales_cycle" target="45"></kpi-card>
    <kpi-card kpi="cac" period="last_12_months"></kpi-card>
  </div>
  <div class="charts"><pipeline-funnel></pipeline-funnel><cycle-length-chart></cycle-length-chart></div>`);

const meta: Meta<{ readonly theme: ThemeName }> = {
  title: 'Around/Theming',
  tags: ['!autodocs'],
  args: { theme: 'default' },
  argTypes: { theme: { control: false } },
  render: ({ theme }, { globals }) => html`
    <theme-editor data-kpi-theme=${theme} scheme=${globals['theme'] as string} .language=${globals['language'] as string}>${dashboard}</theme-editor>`,
};
export default meta;

type Story = StoryObj<{ readonly theme: ThemeName }>;

const editorIn = (canvas: HTMLElement): ThemeEditor => canvas.querySelector('theme-editor') as ThemeEditor;
const at = <E extends HTMLElement>(canvas: HTMLElement, selector: string): E => {
  const found = editorIn(canvas).renderRoot.querySelector<E>(selector);
  if (found === null) throw new Error(`the editor shows no ${selector}`);
  return found;
};
const textOf = (canvas: HTMLElement, selector: string): string => at(canvas, selector).textContent?.replace(/\s+/gu, ' ').trim() ?? '';
const frameColour = (canvas: HTMLElement): string => getComputedStyle(widgetIn(canvas).renderRoot.querySelector('.base') as Element).backgroundColor;

/** A theme of the package in force: its surface is the widgets', and all its pairs hold. */
const shows = (surface: string): NonNullable<Story['play']> => async ({ canvasElement }) => {
  await drawn(canvasElement, 'ready');
  await expect(frameColour(canvasElement)).toBe(surface);
  await expect(at(canvasElement, '[role=status]').className).toBe('');
};

/** Any token changed at once: what it looks like, whether it can still be read, and the CSS of it. */
export const Editor: Story = {
  play: async ({ canvasElement }) => {
    await drawn(canvasElement, 'ready');
    await expect(frameColour(canvasElement)).toBe('rgb(255, 255, 255)');
    await expect(textOf(canvasElement, '[role=status]')).toMatch(/^All \d+ pairs hold\.$/u);

    // A pale accent on white: 1.37 to 1, which no text may have.
    await fireEvent.input(at(canvasElement, 'input[name=accent]'), { target: { value: '#00ff00' } });
    await waitFor(() => expect(textOf(canvasElement, '[data-pair="accent/surface"]')).toBe('accent / surface 4.5 1.3 ✗ too weak 7.6 ✓ passes'));
    await expect(textOf(canvasElement, '[role=status]')).toMatch(/^\d of \d+ pairs too weak\.$/u);
    await expect(textOf(canvasElement, 'pre')).toBe("[data-kpi-theme='own'] { --kpi-accent: light-dark(#00ff00, #84a9f7); }");

    await fireEvent.input(at(canvasElement, 'input[name=surface]'), { target: { value: '#102030' } });
    await fireEvent.input(at(canvasElement, 'input[name=radius]'), { target: { value: '3' } });
    await waitFor(() => expect(frameColour(canvasElement)).toBe('rgb(16, 32, 48)'));
    await expect(getComputedStyle(widgetIn(canvasElement).renderRoot.querySelector('.base') as Element).borderTopLeftRadius).toBe('3px');

    await userEvent.click(at(canvasElement, '#again'));
    await waitFor(() => expect(frameColour(canvasElement)).toBe('rgb(255, 255, 255)'));
    await expect(textOf(canvasElement, 'pre')).toBe("[data-kpi-theme='own'] { }");

    await userEvent.click(at(canvasElement, 'input[value=clay]'));
    await waitFor(() => expect(frameColour(canvasElement)).toBe('rgb(255, 250, 243)'));
    await userEvent.click(at(canvasElement, 'input[value=dark]'));
    await waitFor(() => expect(frameColour(canvasElement)).toBe('rgb(30, 24, 19)'));
  },
};
export const Slate: Story = { args: { theme: 'slate' }, play: shows('rgb(255, 255, 255)') };
export const SlateDark: Story = { args: { theme: 'slate' }, globals: { theme: 'dark' }, play: shows('rgb(26, 34, 43)') };
export const Clay: Story = { args: { theme: 'clay' }, play: shows('rgb(255, 250, 243)') };
export const ClayDarkGerman: Story = { args: { theme: 'clay' }, globals: { theme: 'dark', language: 'de' }, play: shows('rgb(30, 24, 19)') };
export const Contrast: Story = { args: { theme: 'contrast' }, play: shows('rgb(255, 255, 255)') };
export const ContrastDark: Story = { args: { theme: 'contrast' }, globals: { theme: 'dark' }, play: shows('rgb(0, 0, 0)') };
