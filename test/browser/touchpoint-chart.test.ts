import { TouchpointChart } from '../../src/elements/touchpoint-chart/touchpoint-chart.js';
import '../../src/elements/touchpoint-chart/define.js';
import { widgetSuite } from './widget-suite.js';

describe('<touchpoint-chart>', () => {
  widgetSuite({
    tag: 'touchpoint-chart', widget: TouchpointChart, attributes: { period: 'all' },
    heading: { en: 'Touchpoints to first meeting', de: 'Kontakte bis zum ersten Termin' }, needs: { table: 'activities', column: 'lead_id' }, pictures: 1,
  });
});
