import { deCharts } from './de-charts.js';
import { enCharts } from './en-charts.js';
import type { Catalogue, Messages } from './messages.js';

const ownTexts: Readonly<Record<string, Partial<Catalogue>>> = { de: deCharts };
const completed = new WeakMap<Catalogue, Catalogue>();

/** Messages that also have the texts of the pictures: what a registered language has of them, else German or English. */
export const withChartTexts = (messages: Messages): Messages => {
  const { catalogue, language } = messages;
  let whole = completed.get(catalogue);
  if (!whole) {
    whole = { ...enCharts, ...ownTexts[language], ...catalogue };
    completed.set(catalogue, whole);
  }
  return { ...messages, catalogue: whole };
};
