import { configureWorker, openEngine, registerInlineWorker } from '../../../src/engine/client.js';
import { numbersOf } from './engine-numbers.js';

/** Runs in a page of the test server, under that page's policy; how is in the query of this module's URL. */
const query = new URL(import.meta.url).searchParams;
const violations: string[] = [];
const errors: string[] = [];
const warnings: string[] = [];
document.addEventListener('securitypolicyviolation', (event) => violations.push(`${event.effectiveDirective} ${event.blockedURI}`));
addEventListener('error', (event) => errors.push(event.message));
addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));
console.warn = (...args: unknown[]) => void warnings.push(args.join(' '));

const worker = query.get('worker') ?? 'auto';
const workerFile = new URL('../../../src/engine/worker.ts', import.meta.url).href;
/** As the one-file build has it, a worker from memory: here its code comes a moment later, and what was said until then is said again. */
const fromMemory = `const early = [];
const keep = (event) => early.push(event);
addEventListener('message', keep);
import(${JSON.stringify(workerFile)}).then(() => {
  removeEventListener('message', keep);
  for (const { data, ports } of early) dispatchEvent(new MessageEvent('message', { data, ports: [...ports] }));
});`;
const blobWorker = (): Worker => new Worker(URL.createObjectURL(new Blob([fromMemory], { type: 'text/javascript' })), { type: 'module' });
if (query.has('inline')) registerInlineWorker(blobWorker);

type Rules = { createScriptURL(url: string): string };
const trusted = (url: string): string => {
  const { trustedTypes } = globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: Rules): Rules } };
  return trustedTypes.createPolicy('app', { createScriptURL: (text) => text }).createScriptURL(url);
};
configureWorker({
  worker: worker === 'factory' ? () => new Worker(workerFile, { type: 'module' })
    : worker === 'trusted-factory' ? () => new Worker(trusted(workerFile), { type: 'module' })
    : worker,
  timeout: Number(query.get('timeout') ?? 8_000),
});

const outcome = async (): Promise<object> => {
  const engine = await openEngine({ timeZone: 'Europe/Berlin' });
  try {
    return { rung: engine.rung, numbers: await numbersOf(engine) };
  } finally {
    await engine.close();
  }
};
const report = await outcome().catch((thrown: unknown) => ({ failure: String(thrown) }));
// Violation events arrive a task later.
await new Promise((resolve) => setTimeout(resolve, 50));
parent.postMessage({ kind: 'engine-page', ...report, violations, errors, warnings }, '*');
