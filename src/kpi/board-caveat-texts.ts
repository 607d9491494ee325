import type { CaveatTexts } from './caveat-wording.js';

export const boardCaveatTexts = {
  SET_NO_COUNTER: ['info', 'Counter-metric missing: {lead to opportunity|customer churn or product performance|acquisition cost}.', 'Gegenkennzahl fehlt: {Vom Lead zur Chance|Kundenabwanderung oder Produktleistung|Gewinnungskosten}.'],
  SET_NO_GOAL: ['info', 'No linked goal.', 'Kein verknüpftes Ziel.'],
  SET_NO_OWNER: ['info', 'No owner.', 'Kein Verantwortlicher.'],
  SET_NO_TARGET: ['info', 'No target.', 'Kein Ziel.'],
  SET_TOO_MANY: ['info', 'Too many KPIs.', 'Zu viele KPIs.'],
} as const satisfies CaveatTexts;
