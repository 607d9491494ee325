import { PipelineFunnel } from './pipeline-funnel.js';

PipelineFunnel.define();

export { PipelineFunnel };
