import '../refusal-notice.js';
import { ProductPerformanceChart } from './product-performance-chart.js';

ProductPerformanceChart.define();
