import type { CaveatTexts } from './caveat-wording.js';

export const forecastAccuracyCaveatTexts = {
  FC_BIASED: ['warn', 'Systematically {over|under}.', 'Systematisch zu {hoch|niedrig}.'],
  FC_FEW_PERIODS: ['warn', 'High accuracy in {n} {n:period|periods} does not guarantee future accuracy.', 'Hohe Genauigkeit in {n} {n:Zeitraum|Zeiträumen} garantiert keine künftige Genauigkeit.'],
  FC_NO_LONG_BENCHMARK: ['warn', 'Too little history to judge accuracy itself.', 'Zu wenig Historie, um die Genauigkeit zu beurteilen.'],
  FC_NO_SNAPSHOT_DATE: ['warn', 'Forecasts carry no date: taken as made before their period.', 'Prognosen ohne Datum: gelten als vor dem Zeitraum erstellt.'],
  FC_UNSTABLE: ['warn', 'Accuracy itself swings.', 'Die Genauigkeit schwankt selbst stark.'],
  FC_WORSE_THAN_NAIVE: ['warn', 'Repeating the last comparable period would have been as good.', 'Der letzte vergleichbare Zeitraum wäre ebenso gut gewesen.'],
} as const satisfies CaveatTexts;
