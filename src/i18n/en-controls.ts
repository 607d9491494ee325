import { enDashboard } from './en-dashboard.js';
import { enEmbed } from './en-embed.js';
import { enReport } from './en-report.js';

/** Texts of what stands around the widgets: filters, dashboards, milestones, sliders, reports. Same rules as `en.ts`. */
export const enControls = {
  'filter.heading': 'Filter',
  'filter.all': 'All',
  'filter.chosen': '{n} chosen',
  'filter.clear': 'Show all',
  'filter.clearAll': 'Clear the filter',
  'filter.undo': 'Undo',
  'filter.search': 'Find a value',
  'filter.found': '{n} found',
  'filter.more': '{n} more',
  'filter.fewer': 'Fewer',
  'filter.remove': 'Remove {what} from the filter',
  'filter.none': 'No filter: everything is shown.',
  'filter.noDimension': 'The data has no column {column}.',
  'filter.noSource': 'Place this element inside <sales-data>.',
  'filter.rows': { one: '{n} row', other: '{n} rows' },

  ...enReport,
  ...enDashboard,
  ...enEmbed,
} as const;
