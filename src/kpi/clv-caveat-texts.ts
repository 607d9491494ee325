import type { CaveatTexts } from './caveat-wording.js';

export const clvCaveatTexts = {
  CLV_CENSORED: ['info', '{p} still active: value to date only.', '{p} noch aktiv: Wert nur bis heute.'],
  CLV_NO_REVENUE: ['block', 'No revenue data: only the model is shown.', 'Keine Umsatzdaten: nur das Modell wird gezeigt.'],
  CLV_NO_ROSTER: ['warn', 'No customer list: customers without revenue are missing, the value is too high.', 'Keine Kundenliste: Kunden ohne Umsatz fehlen, der Wert ist zu hoch.'],
  CLV_OUTLIERS: ['warn', '{p} of revenue comes from {k} {k:customer|customers}.', '{p} des Umsatzes von {k} Kunden.'],
  CLV_SMALL_BASE: ['warn', 'Small base; a few outliers decide.', 'Kleiner Kundenstamm; wenige Ausreißer entscheiden.'],
  CLV_UNPAIRED: ['info', 'For sales only useful next to CAC or AOV.', 'Für den Vertrieb nur mit CAC oder AOV nützlich.'],
} as const satisfies CaveatTexts;
