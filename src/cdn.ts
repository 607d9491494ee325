import './elements/refusal-notice.js';
import { configure, version } from './context/configure.js';
import { defineAll } from './elements/define-all.js';
import { blobWorker, registerInlineWorker, registerWorkerFile } from './engine/client.js';
import workerSource from './engine/worker.js?worker&inline';
import { registerLanguage } from './i18n/register-language.js';

// In a variable, since bundlers would take a literal for a file to copy.
const workerFile = '../worker/kennzahl.worker.js';

// Hosts of the same origin take the file beside this one, which a strict policy allows; all others the source within.
registerWorkerFile(new URL(workerFile, import.meta.url));
// The build makes this import the source itself: as a constructor it could not be vouched for under Trusted Types.
registerInlineWorker(() => blobWorker(workerSource as unknown as string));
defineAll();

export { configure, defineAll as define, registerLanguage, version };
