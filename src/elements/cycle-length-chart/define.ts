import '../refusal-notice.js';
import { CycleLengthChart } from './cycle-length-chart.js';

CycleLengthChart.define();

export { CycleLengthChart };
