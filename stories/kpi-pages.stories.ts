import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { expect } from 'storybook/test';
import '../src/define.js';
import type { KpiId } from '../src/model/kpi-id.js';
import { caveatsOf } from './book/caveat-list.js';
import { definitionOf } from './book/definitions.js';
import { kpiPageOf } from './book/kpi-page.js';
import { languageOf } from './book/language.js';
import { drawn } from './drawn.js';

const meta: Meta = {
  title: 'Figures/KPI',
  tags: ['!autodocs'],
  parameters: { controls: { disable: true } },
};
export default meta;

/** A figure with its picture; each of its warnings in both languages. */
const page = (id: KpiId): StoryObj => ({
  render: (_, { globals }) => kpiPageOf(id, languageOf(globals)),
  play: async ({ canvasElement }) => {
    await drawn(canvasElement, 'ready');
    const text = (canvasElement.textContent ?? '').replaceAll(/\s+/gu, ' ');
    const { name, formula } = definitionOf(id);
    for (const said of [name.en, name.de, formula.en, formula.de, ...Object.keys(caveatsOf(id))]) await expect(text).toContain(said.replaceAll(/\s+/gu, ' '));
  },
});

export const SalesCycle: StoryObj = page('sales_cycle');
export const Pipeline: StoryObj = page('pipeline');
export const CloseRatio: StoryObj = page('close_ratio');
export const Cac: StoryObj = page('cac');
export const Clv: StoryObj = page('clv');
export const Churn: StoryObj = page('churn');
export const ForecastAccuracy: StoryObj = page('forecast_accuracy');
export const LeadToOpp: StoryObj = page('lead_to_opp');
export const LeadResponse: StoryObj = page('lead_response');
export const TouchesToMeeting: StoryObj = page('touches_to_meeting');
export const ProductPerformance: StoryObj = page('product_performance');
/** The same pages in German. */
export const CloseRatioDarkGerman: StoryObj = { ...page('close_ratio'), globals: { theme: 'dark', language: 'de' } };
