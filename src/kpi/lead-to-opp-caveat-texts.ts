import type { CaveatTexts } from './caveat-wording.js';

export const leadToOppCaveatTexts = {
  LO_FAR_FROM_TARGET: ['warn', 'Far from target; find the cause before assigning blame.', 'Weit vom Ziel; erst Ursache klären, dann Verantwortung.'],
  LO_IMMATURE: ['warn', 'Cohort not mature: {p} still within {h} {h:day|days}.', 'Kohorte unreif: {p} noch innerhalb von {h} {h:Tag|Tagen}.'],
  LO_QUALITY: ['warn', 'Points to lead quality or marketing-sales misalignment.', 'Deutet auf Lead-Qualität oder Fehlausrichtung Marketing–Vertrieb.'],
  LO_REP_QUALIFYING: ['warn', 'Differs by rep, not source.', 'Unterschied liegt bei Verkäufern, nicht Quellen.'],
  LO_UNWORKED: ['warn', 'Before blaming lead quality: {p} were never worked.', 'Vor Kritik an der Lead-Qualität: {p} wurden nie bearbeitet.'],
} as const satisfies CaveatTexts;
