import { ForecastAccuracyChart } from '../../src/elements/forecast-accuracy-chart/forecast-accuracy-chart.js';
import '../../src/elements/forecast-accuracy-chart/define.js';
import { widgetSuite } from './widget-suite.js';

describe('<forecast-accuracy-chart>', () => {
  widgetSuite({
    tag: 'forecast-accuracy-chart', widget: ForecastAccuracyChart, attributes: { period: 'all' },
    heading: { en: 'Forecast accuracy', de: 'Prognosegenauigkeit' }, needs: { table: 'forecasts', column: 'period_start' }, pictures: 2,
  });
});
