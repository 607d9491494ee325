import '../refusal-notice.js';
import { ChurnChart } from './churn-chart.js';

ChurnChart.define();
