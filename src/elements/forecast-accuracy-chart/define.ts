import '../refusal-notice.js';
import { ForecastAccuracyChart } from './forecast-accuracy-chart.js';

ForecastAccuracyChart.define();
