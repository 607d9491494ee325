import type { CaveatTexts } from './caveat-wording.js';

export const cacCaveatTexts = {
  CAC_INDUSTRY: ['info', 'Benchmark is for another industry.', 'Vergleichswert gilt für andere Branche.'],
  CAC_NEAR_AOV_OK: ['info', 'CAC close to order value but profitable over the lifetime.', 'CAC nahe am Bestellwert, über die Laufzeit aber profitabel.'],
  CAC_NO_ACCOUNT: ['warn', 'No account ids: every won deal counts as a customer.', 'Keine Kundennummern: jeder gewonnene Deal zählt als Kunde.'],
  CAC_NO_CUSTOMERS: ['block', 'Spend without new customers.', 'Ausgaben ohne neue Kunden.'],
  CAC_NO_PAYBACK: ['block', 'Never paid back within {h} {h:month|months}.', 'Keine Amortisation in {h} {h:Monat|Monaten}.'],
  CAC_NO_SPEND: ['block', 'No spend recorded for this period.', 'Keine Kosten für diesen Zeitraum erfasst.'],
  CAC_PRICE_ONLY: ['info', 'Do not judge CAC by product price alone.', 'CAC nicht nur mit dem Produktpreis vergleichen.'],
  CAC_SHORT_WINDOW: ['warn', 'Use long-term numbers.', 'Mit langfristigen Zahlen rechnen.'],
  CAC_SPEND_NOT_SPLIT: ['block', 'Spend is not recorded by {dim}.', 'Kosten sind nicht nach {dim} erfasst.'],
  CAC_UNPROFITABLE: ['block', 'Lifetime margin is below CAC.', 'Lebenszeitmarge liegt unter CAC.'],
  CAC_VOLATILE: ['warn', 'Monthly CAC swings strongly.', 'Monatlicher CAC schwankt stark.'],
} as const satisfies CaveatTexts;
