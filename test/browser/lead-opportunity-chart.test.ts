import { LeadOpportunityChart } from '../../src/elements/lead-opportunity-chart/lead-opportunity-chart.js';
import '../../src/elements/lead-opportunity-chart/define.js';
import { widgetSuite } from './widget-suite.js';

describe('<lead-opportunity-chart>', () => {
  widgetSuite({
    tag: 'lead-opportunity-chart', widget: LeadOpportunityChart, attributes: { period: 'all' },
    heading: { en: 'Lead to opportunity', de: 'Vom Lead zur Chance' }, needs: { table: 'leads', column: 'id' }, pictures: 4,
  });
});
