import type { enPaging } from './en-paging.js';
import type { CatalogueOf } from './messages.js';

/** German texts about data that comes in pages, takes its time, or is not the newest. */
export const dePaging: CatalogueOf<typeof enPaging> = {
  'issue.whereOnPage': '{file}, Zeile {row} (Seite {page}), {column}:',
  'issue.whereRowOnPage': '{file}, Zeile {row} (Seite {page}):',
  'issue.PAGES_MISSING': { by: 'pages', one: 'nur {pages} Seite ist da (Zeilen: {rows}), die Zahlen sind also unvollständig. Die nächste: {why}', other: 'nur {pages} Seiten sind da (Zeilen: {rows}), die Zahlen sind also unvollständig. Die nächste: {why}' },
  'issue.PAGE_LOOP': 'führt auf Seite {page} über \u201e{value}\u201c zu einer schon gelesenen Seite zurück. Nichts davon wird verwendet.',
  'issue.PAGE_ORIGIN': 'nennt als nächste Seite {value}, die nicht auf {origin} liegt. Nichts davon wird verwendet.',
  'issue.PAGE_HEADER': 'die Seiten haben verschiedene Spaltenköpfe. Nichts davon wird verwendet.',
  'size.pages': 'Seiten',
  'caveat.DQ_PARTIAL': { one: 'Unvollständig: Das Laden endete nach {n} Zeile.', other: 'Unvollständig: Das Laden endete nach {n} Zeilen.' },
  'caveat.DQ_LOADING': { one: 'Aus bisher {n} Zeile: Das Laden läuft noch.', other: 'Aus bisher {n} Zeilen: Das Laden läuft noch.' },
  'load.partial': 'Unvollständig',
  'load.soFar': { one: 'aus bisher {n} Zeile', other: 'aus bisher {n} Zeilen' },
  'load.computing': 'Wird berechnet',
  'load.rows': { one: '{n} Zeile', other: '{n} Zeilen' },
  'load.page': 'Seite {page}',
  'load.cancel': 'Abbrechen',
  'load.asOf': 'Stand: {age}',
  'load.asOfOffline': 'Stand: {age}, offline',
  'issue.CANCELLED': 'Abgebrochen.',
};
