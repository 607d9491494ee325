import '../refusal-notice.js';
import { PipelineFunnel } from './pipeline-funnel.js';

PipelineFunnel.define();

export { PipelineFunnel };
