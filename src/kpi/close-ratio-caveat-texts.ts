import type { CaveatTexts } from './caveat-wording.js';

export const closeRatioCaveatTexts = {
  CR_BASIS_DECIDED: ['warn', 'No start date: won / (won + lost) by closing date instead.', 'Kein Startdatum: stattdessen gewonnen / (gewonnen + verloren) nach Abschluss.'],
  CR_CELL_CONFOUNDED: ['warn', '{rep} works most of {cell}: lead and rep inseparable.', '{rep} bearbeitet fast alles in {cell}: nicht trennbar.'],
  CR_FLUCTUATES: ['warn', 'Swings more than chance; look for season or market.', 'Schwankt stärker als Zufall; Saison oder Markt prüfen.'],
  CR_IMMATURE: ['warn', 'Cohort not mature: {p} still within {h} {h:day|days}.', 'Kohorte unreif: {p} noch innerhalb von {h} {h:Tag|Tagen}.'],
  CR_MIX_NOT_SKILL: ['warn', 'Difference comes from lead mix, not the rep.', 'Unterschied kommt vom Lead-Mix, nicht vom Verkäufer.'],
  CR_NO_LOST: ['block', 'No lost deals in the data: a ratio would always be 100 %.', 'Keine verlorenen Deals in den Daten: die Quote wäre immer 100 %.'],
  CR_NO_OPEN: ['warn', 'Only closed deals in the data.', 'Nur abgeschlossene Deals in den Daten.'],
  CR_SEASONAL: ['warn', 'After season the change is {x}.', 'Saisonbereinigt beträgt die Änderung {x}.'],
  CR_SEASON_UNKNOWN: ['info', 'Under 12 months: season cannot be removed.', 'Unter 12 Monaten: Saison nicht bereinigbar.'],
} as const satisfies CaveatTexts;
