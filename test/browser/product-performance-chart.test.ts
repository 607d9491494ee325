import { ProductPerformanceChart } from '../../src/elements/product-performance-chart/product-performance-chart.js';
import '../../src/elements/product-performance-chart/define.js';
import { widgetSuite } from './widget-suite.js';

describe('<product-performance-chart>', () => {
  widgetSuite({
    tag: 'product-performance-chart', widget: ProductPerformanceChart, attributes: { period: 'all' },
    heading: { en: 'Product performance', de: 'Produktleistung' }, needs: { table: 'deals', column: 'status' }, pictures: 2,
  });
});
