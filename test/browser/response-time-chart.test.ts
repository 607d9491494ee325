import { ResponseTimeChart } from '../../src/elements/response-time-chart/response-time-chart.js';
import '../../src/elements/response-time-chart/define.js';
import { widgetSuite } from './widget-suite.js';

describe('<response-time-chart>', () => {
  widgetSuite({
    tag: 'response-time-chart', widget: ResponseTimeChart, attributes: { period: 'all' },
    heading: { en: 'Lead response time', de: 'Lead-Reaktionszeit' }, needs: { table: 'leads', column: 'id' }, pictures: 3,
  });
});
