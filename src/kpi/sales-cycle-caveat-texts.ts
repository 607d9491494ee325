import type { CaveatTexts } from './caveat-wording.js';

export const salesCycleCaveatTexts = {
  SC_BACKFILLED: ['warn', '{p} of won deals were entered after the fact.', '{p} der Gewinne nachträglich erfasst.'],
  SC_LEAD_QUALITY: ['warn', 'Longer cycle comes from low-score leads.', 'Längerer Zyklus durch schwach qualifizierte Leads.'],
  SC_MIX_SHIFT: ['warn', 'Change comes mostly from a different mix.', 'Die Änderung kommt vor allem aus anderem Mix.'],
  SC_NEW_REP: ['warn', 'Longer cycle comes from new reps.', 'Längerer Zyklus durch neue Verkäufer.'],
  SC_START_FALLBACK: ['warn', 'First contact missing for {p}; later start used.', 'Erstkontakt fehlt bei {p}; späterer Start.'],
  SC_TAIL_OPEN: ['warn', '{p} of deals still open; true cycle is longer.', '{p} der Deals noch offen; der wahre Zyklus ist länger.'],
  SC_UNSEGMENTED: ['info', 'Segments differ strongly: choose one.', 'Segmente unterscheiden sich stark: bitte wählen.'],
} as const satisfies CaveatTexts;
