import { registerInlineWorker } from './engine/client.js';
import InlineWorker from './engine/worker.js?worker&inline';
import { define } from './index.js';

// One file for pages without a bundler: the worker is inside, for hosts of another origin.
registerInlineWorker(() => new InlineWorker());
define();

export { configure, define, registerLanguage, version } from './index.js';
