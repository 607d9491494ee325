import type { CaveatTexts } from './caveat-wording.js';

export const whatIfCaveatTexts = {
  WI_ALL_STAY: ['block', 'Nearly everybody stays: there is nothing left to raise.', 'Fast alle bleiben: Da ist nichts mehr zu steigern.'],
  WI_BEYOND_CURVE: ['block', 'Not paid back by month {n}, the last one that is known.', 'Nicht amortisiert bis Monat {n}, dem letzten bekannten.'],
  WI_FEW_ANSWERED: ['block', 'Too few leads old enough were answered that fast to tell (n = {n}).', 'Zu wenige ausreichend alte Leads wurden so schnell beantwortet (n = {n}).'],
  WI_NOBODY_STAYS: ['block', 'Nobody stays a year: there is no share to raise.', 'Niemand bleibt ein Jahr: Da ist kein Anteil zu steigern.'],
  WI_NONE_QUALIFIED: ['block', 'No lead old enough was qualified: how that depends on the response cannot be told.', 'Kein ausreichend alter Lead qualifiziert: Wie das von der Reaktion abhängt, lässt sich nicht sagen.'],
  WI_NO_CURVE: ['block', 'Monthly margin or length of stay unknown: payback cannot be told.', 'Monatliche Marge oder Verweildauer unbekannt: Amortisation nicht bestimmbar.'],
  WI_NO_LEAD_FUNNEL: ['block', 'Leads, opportunities and spend of the period are not all known: what more opportunities are worth cannot be told.', 'Leads, Opportunities und Kosten des Zeitraums sind nicht alle bekannt: Was mehr Opportunities wert sind, lässt sich nicht sagen.'],
  WI_NO_MARGIN: ['block', 'At this price no margin is left: never paid back.', 'Zu diesem Preis bleibt keine Marge: keine Amortisation.'],
  WI_NO_MODEL: ['block', 'The customer value is to date only: without contracts there is no retention in it to change.', 'Der Kundenwert gilt nur bis heute: Ohne Verträge enthält er keine Kundenbindung, die sich ändern ließe.'],
  WI_NO_WINS: ['block', 'Nothing was won: there is no ratio to raise.', 'Nichts gewonnen: Da ist keine Quote zu steigern.'],
} as const satisfies CaveatTexts;
