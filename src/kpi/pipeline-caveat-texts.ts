import type { CaveatTexts } from './caveat-wording.js';

export const pipelineCaveatTexts = {
  PL_AMOUNT_MISSING: ['warn', '{n} {n:deal has|deals have} no amount.', '{n} {n:Deal|Deals} ohne Betrag.'],
  PL_BIG_PICTURE: ['info', 'Shows only the big picture; check stages, win rate and age.', 'Zeigt nur das große Ganze; Phasen, Abschlussquote und Alter prüfen.'],
  PL_CONCENTRATED: ['warn', 'One deal holds {p}.', 'Ein Deal trägt {p}.'],
  PL_NO_HISTORY: ['info', 'No amount or pipeline history: such changes show as 0.', 'Keine Historie von Betrag oder Pipeline: solche Änderungen erscheinen als 0.'],
  PL_NO_PROBABILITY: ['info', '{n} {n:deal has|deals have} no probability: not in the weighted value.', '{n} {n:Deal|Deals} ohne Wahrscheinlichkeit: nicht im gewichteten Wert.'],
  PL_OVERDUE: ['warn', '{p} of value has a past close date.', '{p} des Werts mit überschrittenem Abschlussdatum.'],
  PL_RECONCILE: ['block', 'Start and flows do not give the end stock.', 'Anfang und Bewegungen ergeben nicht den Endbestand.'],
  PL_STALE: ['warn', '{p} of value is older than 90 % of won deals.', '{p} des Werts ist älter als 90 % der gewonnenen Deals.'],
  PL_VALUE_UP_WEIGHTED_DOWN: ['warn', 'Value grew but expected revenue fell.', 'Wert gestiegen, erwarteter Umsatz gesunken.'],
} as const satisfies CaveatTexts;
