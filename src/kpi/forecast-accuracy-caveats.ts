import type { ForecastDetails } from '../model/forecast-details.js';
import type { Caveat } from '../model/result.js';
import { forecastAccuracyCaveatTexts } from './forecast-accuracy-caveat-texts.js';
import { caveatWriter } from './caveats.js';
import type { KpiContext } from './context.js';
import type { Question } from './define-kpi.js';
import { fewestToLean, leanOf, sampleDeviation, singleAccuracies } from './forecast-accuracy-figures.js';
import { isUsed, type ForecastPairs } from './forecast-accuracy-periods.js';
import { forecastRows } from './forecast-rows.js';
import { categoryDimension, kindsFor } from './forecast-series.js';
import { ownerCaveats } from './owner-caveat.js';

const caveat = caveatWriter(forecastAccuracyCaveatTexts);

const fewPeriods = 8;
const swing = 0.15;
const longHistory = 16;

/** First of the filtered dimensions that no forecast is made by; null = they can be filtered by all of them. */
const unsplitDimension = (context: KpiContext, question: Question): string | null => {
  const rows = forecastRows(context);
  const asked = Object.keys(question.cut.filter);
  const has = (name: string): boolean => name === categoryDimension || (rows?.series.kinds.some((kind) => kindsFor([name]).includes(kind)) ?? false);
  return asked.find((name) => !has(name)) ?? (kindsFor(asked).length === 0 ? asked[0] ?? null : null);
};

/** Whether any forecast is of the category that is read, or of none. */
const hasCategory = (context: KpiContext, category: string | null): boolean =>
  category === null || (forecastRows(context)?.categories.some((name) => name === null || name === category) ?? false);

/** What to know of an accuracy: how long its record is, how it swings and leans, and what costs nothing and is as good. */
export const forecastCaveats = (pairs: ForecastPairs, context: KpiContext, question: Question, details: ForecastDetails): readonly Caveat[] => {
  const used = pairs.window.filter(isUsed);
  const found: Caveat[] = [];
  const unsplit = unsplitDimension(context, question);
  if (unsplit !== null) found.push(caveat('NOT_APPLICABLE', { table: 'forecasts', column: unsplit }));
  else if (!hasCategory(context, details.category)) found.push(caveat('NOT_APPLICABLE', { table: 'forecasts', column: categoryDimension }));
  if (used.length > 0 && used.length < fewPeriods) found.push(caveat('FC_FEW_PERIODS', { n: used.length }));
  const deviation = sampleDeviation(singleAccuracies(used));
  if (used.length >= fewestToLean && deviation !== null && deviation > swing) found.push(caveat('FC_UNSTABLE', { sd: deviation }));
  if (details.mase !== null && details.mase > 1) found.push(caveat('FC_WORSE_THAN_NAIVE', { mase: details.mase }));
  const lean = leanOf(used);
  if (lean !== null) found.push(caveat('FC_BIASED', { side: lean === 'over' ? 0 : 1 }));
  const recorded = pairs.history.filter(isUsed).length;
  if (used.length > 0 && recorded < longHistory) found.push(caveat('FC_NO_LONG_BENCHMARK', { n: recorded }));
  if (used.some(({ isUndated }) => isUndated)) found.push(caveat('FC_NO_SNAPSHOT_DATE'));
  if (!(context.tables.get('forecasts')?.columns.has('series') ?? false)) found.push(caveat('NOT_APPLICABLE', { table: 'forecasts', column: 'series' }, 'info'));
  return [...found, ...ownerCaveats(context, question.cut, details.owners.length > 0)];
};
