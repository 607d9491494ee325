import type { CaveatTexts } from './caveat-wording.js';

export const touchesCaveatTexts = {
  TP_NOT_RELEVANT: ['warn', 'Short cycle or small product: this KPI says little.', 'Kurzer Zyklus oder kleines Produkt: KPI wenig aussagekräftig.'],
  TP_OWNED_BY_MARKETING: ['warn', 'Warm-up is done by marketing; assign the KPI there.', 'Das Aufwärmen leistet das Marketing; KPI dort führen.'],
  TP_SURVIVORS: ['warn', 'Mean covers only leads that met.', 'Mittelwert nur über Leads mit Termin.'],
} as const satisfies CaveatTexts;
