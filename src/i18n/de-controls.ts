import { deDashboard } from './de-dashboard.js';
import { deEmbed } from './de-embed.js';
import { deReport } from './de-report.js';
import type { enControls } from './en-controls.js';
import type { CatalogueOf } from './messages.js';

export const deControls: CatalogueOf<typeof enControls> = {
  'filter.heading': 'Filter',
  'filter.all': 'Alle',
  'filter.chosen': '{n} gewählt',
  'filter.clear': 'Alle zeigen',
  'filter.clearAll': 'Filter aufheben',
  'filter.undo': 'Rückgängig',
  'filter.search': 'Wert suchen',
  'filter.found': '{n} gefunden',
  'filter.more': '{n} mehr',
  'filter.fewer': 'Weniger',
  'filter.remove': '{what} aus dem Filter nehmen',
  'filter.none': 'Kein Filter: Alles wird gezeigt.',
  'filter.noDimension': 'Die Daten haben keine Spalte {column}.',
  'filter.noSource': 'Dieses Element gehört in ein <sales-data>.',
  'filter.rows': { one: '{n} Zeile', other: '{n} Zeilen' },

  ...deReport,
  ...deDashboard,
  ...deEmbed,
};
