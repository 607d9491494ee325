import { KpiCard } from '../../src/elements/kpi-card/kpi-card.js';
import '../../src/elements/kpi-card/define.js';
import { widgetSuite } from './widget-suite.js';

describe('<kpi-card>', () => {
  widgetSuite({
    tag: 'kpi-card', widget: KpiCard, attributes: { kpi: 'close_ratio', period: 'all', target: '0.5' },
    heading: { en: 'Close ratio', de: 'Abschlussquote' }, needs: { table: 'deals', column: 'status' }, pictures: 1,
  });
});
