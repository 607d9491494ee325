import type { CaveatTexts } from './caveat-wording.js';

export const churnCaveatTexts = {
  CH_BENCH_OUTSIDE: ['info', 'Own effect {x} lies outside +25 to +95 %.', 'Eigener Effekt {x} außerhalb +25 bis +95 %.'],
  CH_EARLY: ['warn', 'Customers leave early: check promises made in sales.', 'Kunden gehen früh: Verkaufsversprechen prüfen.'],
  CH_NOT_SALES_OWNED: ['warn', 'Unless sales owns retention, focus on early churn only.', 'Ohne Verantwortung für Kundenbindung nur die frühe Abwanderung betrachten.'],
  CH_OVERPROMISE_REP: ['warn', '{rep}: early churn above expectation.', '{rep}: frühe Abwanderung über Erwartung.'],
  CH_PROVISIONAL: ['info', '{n} may still return within {d} {d:day|days}.', 'Bei {n} ist binnen {d} {d:Tag|Tagen} eine Rückkehr möglich.'],
} as const satisfies CaveatTexts;
