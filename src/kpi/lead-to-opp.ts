import { defineKpi } from './define-kpi.js';
import { qualifiedByMonth } from './lead-months.js';
import { leadRows } from './lead-rows.js';
import { leadToOppCells, type LeadToOppCells } from './lead-to-opp-cells.js';
import { finishLeadToOpp, noLeadToOppDetails } from './lead-to-opp-finish.js';

/** Lead-to-opportunity ratio: share of the leads of a period that became an opportunity within the horizon. */
export const leadToOpp = defineKpi<'lead_to_opp', LeadToOppCells>({
  id: 'lead_to_opp',
  version: '1',
  unit: 'ratio',
  better: 'higher',
  name: { en: 'Lead-to-opportunity ratio', de: 'Lead-to-Opportunity-Verhältnis' },
  formula: {
    en: 'Leads received (or handed over) in the period that are qualified into an opportunity within the horizon / leads as old as the horizon',
    de: 'Im Zeitraum eingegangene (oder übergebene) Leads, die innerhalb des Horizonts zur Opportunity qualifiziert werden / Leads, die so alt sind wie der Horizont',
  },
  needs: [
    [{ table: 'leads', columns: ['id', 'received_at'] }],
    // Either a date of its own or a link to a deal that has one.
    [{ table: 'leads', columns: ['qualified_at'] }, { table: 'leads', columns: ['opp_id'] }],
    [{ table: 'deals', columns: ['created_at'] }, { table: 'leads', columns: ['qualified_at'] }],
  ],
  time: 'period',
  dataRules: { DQ_FUTURE: ['leads', 'activities'], DQ_NO_START: ['leads'] },
  isAdditive: true,
  noDetails: noLeadToOppDetails,
  rows: (context) => [leadRows(context)],
  cells: leadToOppCells,
  finish: finishLeadToOpp,
  explain: () => import('./lead-to-opp-explain.js').then(({ explainLeadToOpp: explain }) => ({ explain })),
  behind: () => import('./lead-to-opp-behind.js').then(({ leadToOppBehind }) => leadToOppBehind),
  monthly: qualifiedByMonth,
  isShown: ({ cohort, backwards }) => cohort + backwards > 0,
});
