import '../refusal-notice.js';
import { KpiDashboard } from './kpi-dashboard.js';

KpiDashboard.define();

export { KpiDashboard };
