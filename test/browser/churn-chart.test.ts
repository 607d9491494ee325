import { ChurnChart } from '../../src/elements/churn-chart/churn-chart.js';
import '../../src/elements/churn-chart/define.js';
import { widgetSuite } from './widget-suite.js';

describe('<churn-chart>', () => {
  widgetSuite({
    tag: 'churn-chart', widget: ChurnChart, attributes: { period: '2024-10-01/2025-03-01' },
    heading: { en: 'Customer churn', de: 'Kundenabwanderung' }, needs: { table: 'subscriptions', column: 'customer_id' }, pictures: 4,
  });
});
