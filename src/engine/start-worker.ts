import { wrap } from 'comlink';
import { serveHost } from './host-doors.js';
import { engineError, type KpiError } from './kpi-error.js';
import { createLink, type Death, type Link, type Patience, type Rung } from './link.js';
import { version } from './version.js';
import type { Hello, Hub, HubEvent } from './wire.js';

export interface StartOptions extends Patience {
  /** How long a worker may take from its construction to its first answer. */
  readonly timeoutMs: number;
  readonly onDeath: (death: Death) => void;
}

const notStarted = (message: string): KpiError => engineError('WORKER', message, { retryable: true });

/**
 * Starts a worker and believes in it only after it has answered. A refusal shows in three ways: an exception (another
 * origin, Trusted Types), an `error` event (CSP, 404, wrong type) or nothing at all; see the matrix in the worker tests.
 * Rejects with code WORKER, or VERSION when an older or newer copy of the file answers.
 */
export const startWorker = async (rung: Rung, make: () => Worker, options: StartOptions): Promise<Link> => {
  const worker = make();
  const calls = new MessageChannel();
  const events = new MessageChannel();
  const asks = new MessageChannel();
  const leaveHost = serveHost(asks.port1);
  const stop = (): void => {
    worker.terminate();
    calls.port1.close();
    events.port1.close();
    leaveHost();
  };
  const hub = wrap<Hub>(calls.port1) as unknown as Hub;

  let handshaking = true;
  const first = new Promise<string>((resolve, reject) => {
    const timer = setTimeout(() => reject(notStarted(`The worker did not answer within ${options.timeoutMs} ms.`)), options.timeoutMs);
    const refuse = (message: string): void => {
      clearTimeout(timer);
      reject(notStarted(message));
    };
    worker.addEventListener('error', (event) => {
      // Keeps the report out of the host's window.onerror: it is ours to handle.
      event.preventDefault();
      const message = event.message === '' || event.message === undefined ? 'The worker could not be loaded.' : event.message;
      if (handshaking) refuse(message);
      else link.die('crash', message);
    });
    const greeting: Hello = { kennzahl: 'hello' };
    worker.postMessage(greeting, [calls.port2, events.port2, asks.port2]);
    hub.ping().then((answer) => {
      clearTimeout(timer);
      resolve(answer.version);
    }, (thrown: unknown) => refuse(String(thrown)));
  });

  const link = createLink(rung, hub, options, stop, options.onDeath);
  events.port1.onmessage = ({ data }: MessageEvent<HubEvent>) => link.receive(data);
  for (const port of [calls.port1, events.port1]) port.addEventListener('messageerror', () => link.die('crash', 'A message of the worker could not be read.'));

  try {
    const theirs = await first;
    if (theirs !== version) {
      throw engineError('VERSION', `The worker is kennzahl ${theirs}, the page ${version}.`, { params: { worker: theirs, page: version } });
    }
  } catch (thrown) {
    stop();
    throw thrown;
  }
  handshaking = false;
  return link;
};
