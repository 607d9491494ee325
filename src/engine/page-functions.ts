import type { AnswerLike } from '../model/input.js';
import type { Ask, HostFunctions, Told, ToldAnswer, Via } from './host-doors.js';
import { receiveBody } from './port-body.js';

const answerOf = ({ headers, body, ...rest }: ToldAnswer): AnswerLike =>
  ({ ...rest, headers: new Headers(headers.map(([name, value]): [string, string] => [name, value])), body: body === null ? null : receiveBody(body) });

const errorOf = ({ name, message, isType }: Extract<Told, { thrown: unknown }>['thrown']): Error =>
  Object.assign(isType ? new TypeError(message) : new Error(message), { name });

/** The page's own functions as they look from a worker: each call is a question to the page, given up with its signal. */
export const createPageFunctions = (port: MessagePort): ((via: Via) => HostFunctions) => {
  const waiting = new Map<number, (told: Told) => void>();
  let lastAsk = 0;
  port.onmessage = ({ data }: MessageEvent<Told>) => {
    waiting.get(data.ask)?.(data);
    // Nobody waits any more: the other side stops sending.
    if (!waiting.delete(data.ask) && 'answer' in data) void data.answer?.body?.postMessage('stop');
  };
  const question = async (asked: { readonly door: number; readonly what: 'fetcher' | 'headers'; readonly url: string; readonly renew: boolean }, signal?: AbortSignal): Promise<Told> => {
    const ask = ++lastAsk;
    const say = (words: Ask): void => port.postMessage(words);
    const told = await new Promise<Told>((resolve, reject) => {
      const stop = (): void => {
        waiting.delete(ask);
        say({ drop: ask });
        reject(signal?.reason as Error);
      };
      signal?.addEventListener('abort', stop, { once: true });
      waiting.set(ask, (words) => {
        signal?.removeEventListener('abort', stop);
        resolve(words);
      });
      say({ ask, ...asked });
    });
    if ('thrown' in told) throw errorOf(told.thrown);
    return told;
  };
  return ({ door, fetcher, headers }) => ({
    ...(fetcher ? {
      fetcher: async (url, { signal, renew }) => {
        const told = await question({ door, what: 'fetcher', url, renew }, signal as AbortSignal);
        // What is no answer stays none: who called finds out.
        return ('answer' in told && told.answer !== null ? answerOf(told.answer) : null) as AnswerLike;
      },
    } : {}),
    ...(headers ? {
      headers: async ({ url, renew }) => {
        const told = await question({ door, what: 'headers', url, renew });
        return ('pairs' in told ? told.pairs : null) as readonly (readonly [string, string])[];
      },
    } : {}),
  });
};
