import { configure, version } from './context/configure.js';
import { defineAll } from './elements/define-all.js';
import { registerInlineWorker } from './engine/client.js';
import InlineWorker from './engine/worker.js?worker&inline';
import { registerLanguage } from './i18n/register-language.js';

// One file for pages without a bundler: the worker is inside, for hosts of another origin.
registerInlineWorker(() => new InlineWorker());
defineAll();

export { configure, defineAll as define, registerLanguage, version };
