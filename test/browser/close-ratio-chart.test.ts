import { CloseRatioChart } from '../../src/elements/close-ratio-chart/close-ratio-chart.js';
import '../../src/elements/close-ratio-chart/define.js';
import { widgetSuite } from './widget-suite.js';

describe('<close-ratio-chart>', () => {
  widgetSuite({
    tag: 'close-ratio-chart', widget: CloseRatioChart, attributes: { period: 'all' },
    heading: { en: 'Close ratio', de: 'Abschlussquote' }, needs: { table: 'deals', column: 'status' }, pictures: 2,
  });
});
