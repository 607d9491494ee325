import type { CaveatTexts } from './caveat-wording.js';

/** Of the value of a customer, wherever it is told. */
export const customerValueCaveatTexts = {
  CLV_FIT_UNSTABLE: ['warn', 'Model not identified; survival curve used.', 'Modell nicht bestimmbar; Überlebenskurve genutzt.'],
  CLV_NO_MARGIN: ['warn', 'Revenue used: no margin data.', 'Umsatz statt Marge verwendet.'],
} as const satisfies CaveatTexts;
