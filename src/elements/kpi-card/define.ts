import '../refusal-notice.js';
import { KpiCard } from './kpi-card.js';

KpiCard.define();

export { KpiCard };
