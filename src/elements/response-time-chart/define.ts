import '../refusal-notice.js';
import { ResponseTimeChart } from './response-time-chart.js';

ResponseTimeChart.define();
