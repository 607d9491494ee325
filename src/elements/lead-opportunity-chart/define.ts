import '../refusal-notice.js';
import { LeadOpportunityChart } from './lead-opportunity-chart.js';

LeadOpportunityChart.define();
