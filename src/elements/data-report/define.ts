import '../refusal-notice.js';
import { DataReport } from './data-report.js';

DataReport.define();

export { DataReport };
