import type { AnswerLike, Fetcher, HeaderSource } from '../model/input.js';
import { headerPairs, isAnswer } from './host-shapes.js';
import { sendBody } from './port-body.js';

/** Functions of the page that make its requests; they cannot leave it. */
export interface HostFunctions { readonly fetcher?: Fetcher; readonly headers?: HeaderSource }

/** How a worker names functions of the page, and which of them there are. */
export interface Via { readonly door: number; readonly fetcher: boolean; readonly headers: boolean }

/** What a worker asks of the page, and what ends that. */
export type Ask = { readonly ask: number; readonly door: number; readonly what: 'fetcher' | 'headers'; readonly url: string; readonly renew: boolean } | { readonly drop: number };
/** `null` = what the page's function gave is not what it should give. */
export type Told =
  | { readonly ask: number; readonly answer: ToldAnswer | null }
  | { readonly ask: number; readonly pairs: readonly (readonly [string, unknown])[] | null }
  | { readonly ask: number; readonly thrown: { readonly name: string; readonly message: string; readonly isType: boolean } };
export interface ToldAnswer extends Omit<AnswerLike, 'headers' | 'body'> {
  readonly headers: readonly (readonly [string, string])[];
  readonly body: MessagePort | null;
}

const doors = new Map<number, HostFunctions>();
let lastDoor = 0;

/** The functions behind a door; none once its dataset is closed. */
export const hostFunctions = ({ door }: Via): HostFunctions => doors.get(door) ?? {};

/** The doors of one dataset. */
export interface HostDoors {
  /** undefined = the page makes no requests for this input itself. The same functions get the same door. */
  via(functions: HostFunctions): Via | undefined;
  close(): void;
}

export const createHostDoors = (): HostDoors => {
  const own = new Map<number, HostFunctions>();
  return {
    via: ({ fetcher, headers }) => {
      if (typeof fetcher !== 'function' && typeof headers !== 'function') return undefined;
      const known = [...own].find(([, functions]) => functions.fetcher === fetcher && functions.headers === headers);
      const door = known?.[0] ?? ++lastDoor;
      if (known === undefined) {
        const functions = { ...(fetcher === undefined ? {} : { fetcher }), ...(headers === undefined ? {} : { headers }) };
        own.set(door, functions);
        doors.set(door, functions);
      }
      return { door, fetcher: fetcher !== undefined, headers: headers !== undefined };
    },
    close: () => {
      for (const door of own.keys()) doors.delete(door);
      own.clear();
    },
  };
};

const toldAnswer = (answer: unknown, signal: AbortSignal, onEnd: () => void): { readonly told: ToldAnswer | null; readonly handOver: MessagePort[] } => {
  if (!isAnswer(answer)) {
    onEnd();
    return { told: null, handOver: [] };
  }
  const { status, statusText = '', type = 'default', url = '', body } = answer;
  const said = { status, statusText, type, url, headers: (headerPairs(answer.headers) ?? []) as ToldAnswer['headers'] };
  if (body === null || body === undefined) {
    onEnd();
    return { told: { ...said, body: null }, handOver: [] };
  }
  const { port1, port2 } = new MessageChannel();
  sendBody(body, port1, signal, onEnd);
  return { told: { ...said, body: port2 }, handOver: [port2] };
};

/** Answers what a worker asks of the page's own functions, until the returned function ends what is still going on. */
export const serveHost = (port: MessagePort): (() => void) => {
  const running = new Map<number, AbortController>();
  port.onmessage = async ({ data }: MessageEvent<Ask>) => {
    if ('drop' in data) {
      running.get(data.drop)?.abort(new DOMException('Nobody waits for it any more.', 'AbortError'));
      return;
    }
    const { ask, door, what, url, renew } = data;
    const tell = (told: Told, handOver: Transferable[] = []): void => port.postMessage(told, handOver);
    const stop = new AbortController();
    running.set(ask, stop);
    const done = (): void => void running.delete(ask);
    try {
      const { fetcher, headers } = doors.get(door) ?? {};
      if (what === 'fetcher') {
        const { told, handOver } = toldAnswer(await fetcher?.(url, { signal: stop.signal, renew }), stop.signal, done);
        tell({ ask, answer: told }, handOver);
      } else {
        tell({ ask, pairs: headerPairs(await headers?.({ url, renew })) });
        done();
      }
    } catch (thrown) {
      const { name, message } = thrown instanceof Error ? thrown : { name: 'Error', message: String(thrown) };
      tell({ ask, thrown: { name, message, isType: thrown instanceof TypeError } });
      done();
    }
  };
  return () => {
    for (const stop of [...running.values()]) stop.abort(new DOMException('The worker has ended.', 'AbortError'));
    port.close();
  };
};
