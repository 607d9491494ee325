import '../refusal-notice.js';
import { CloseRatioChart } from './close-ratio-chart.js';

CloseRatioChart.define();
