import '../refusal-notice.js';
import { CacClvGauge } from './cac-clv-gauge.js';

CacClvGauge.define();

export { CacClvGauge };
