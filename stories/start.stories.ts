import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect, waitFor } from 'storybook/test';
import '../src/define.js';
import { boardRoles } from '../src/elements/kpi-dashboard/presets.js';
import { tags } from '../src/elements/tags.js';
import { dataPage } from './book/data-page.js';
import { languageOf } from './book/language.js';
import { languagesPage } from './book/languages-page.js';
import { rolesPage } from './book/roles-page.js';
import { welcome } from './book/welcome.js';
import { drawn, textAt } from './drawn.js';

const meta: Meta = {
  title: 'Start',
  tags: ['!autodocs'],
  parameters: { controls: { disable: true } },
};
export default meta;

const galleryIsDrawn: NonNullable<StoryObj['play']> = async ({ canvasElement }) => {
  await drawn(canvasElement, 'ready');
  for (const tag of tags) {
    const shown = canvasElement.querySelector<HTMLElement>(`[data-shows=${tag}] > ${tag}`);
    await waitFor(() => expect(shown?.shadowRoot?.childElementCount, tag).toBeGreaterThan(0));
    await expect(shown?.getBoundingClientRect().height, tag).toBeGreaterThan(40);
  }
  await expect(canvasElement.querySelectorAll('sales-data').length, 'one load for all').toBe(1);
};

/** What the kit is, how it is used, and every element alive. */
export const Welcome: StoryObj = { render: (_, { globals }) => welcome(languageOf(globals)), play: galleryIsDrawn };
export const WelcomeDarkGerman: StoryObj = { ...Welcome, globals: { theme: 'dark', language: 'de' } };

/** How data gets in. */
export const Data: StoryObj = {
  render: (_, { globals }) => dataPage(languageOf(globals)),
  play: async ({ canvasElement }) => {
    const [card] = await drawn(canvasElement, 'ready');
    // (10 + 40) ÷ 2
    await expect(card === undefined ? '' : textAt(card, '[part=value] .figure')).toBe('25 days');
    await waitFor(() => expect(canvasElement.querySelector('data-report')?.shadowRoot?.textContent).toContain('Farbe'));
  },
};

/** Languages side by side, and a further one. */
export const Languages: StoryObj = {
  render: (_, { globals }) => languagesPage(languageOf(globals)),
  play: async ({ canvasElement }) => {
    const [english, german, swiss, dutch] = (await drawn(canvasElement, 'ready')).map((widget) => textAt(widget, '[part=heading]'));
    await expect([english, german, swiss, dutch]).toEqual(['Acquisition cost', 'Gewinnungskosten', 'Gewinnungskosten', 'Verkoopcyclus']);
  },
};

/** What each role steers by, and why. */
export const Roles: StoryObj = {
  render: (_, { globals }) => rolesPage(languageOf(globals)),
  play: async ({ canvasElement }) => {
    for (const role of boardRoles) await expect(canvasElement.querySelectorAll(`[data-role=${role}] tbody tr`).length, role).toBeGreaterThan(2);
  },
};
export const RolesDarkGerman: StoryObj = { ...Roles, globals: { theme: 'dark', language: 'de' } };
