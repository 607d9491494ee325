import { KpiCard } from '../../src/elements/kpi-card/kpi-card.js';
import '../../src/elements/kpi-card/define.js';
import { widgetSuite } from './widget-suite.js';

describe('<kpi-card>', function () {
  // A cold start on a busy machine takes its time.
  this.timeout(40_000);
  widgetSuite({
    tag: 'kpi-card', widget: KpiCard, attributes: { kpi: 'close_ratio', period: 'all', target: '0.5' },
    heading: { en: 'Close ratio', de: 'Abschlussquote' }, needs: { table: 'deals', column: 'status' }, pictures: 1,
  });
});
