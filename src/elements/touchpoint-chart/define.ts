import '../refusal-notice.js';
import { TouchpointChart } from './touchpoint-chart.js';

TouchpointChart.define();
