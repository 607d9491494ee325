import '../refusal-notice.js';
import { MilestoneTrack } from './milestone-track.js';

MilestoneTrack.define();

export { MilestoneTrack };
