import { CacClvGauge } from './cac-clv-gauge.js';

CacClvGauge.define();

export { CacClvGauge };
