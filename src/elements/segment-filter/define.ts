import '../refusal-notice.js';
import { SegmentFilter } from './segment-filter.js';

SegmentFilter.define();

export { SegmentFilter };
