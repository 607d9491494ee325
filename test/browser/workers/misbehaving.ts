import { serveWorker } from '../../../src/engine/worker-host.js';
import type { Engine } from '../../../src/engine/engine.js';
import type { KpiQuery } from '../../../src/model/query.js';
import { standIn } from '../../engine/stand-in.js';

/** A worker that does what a question asks of it: `options.once` only in a worker whose URL says `first`. */
const isFirst = new URL(location.href).searchParams.has('first');

const acts: Readonly<Record<string, () => void>> = {
  hang: () => {
    for (;;) performance.now();
  },
  close: () => (globalThis as unknown as { close(): void }).close(),
  throwLate: () => void setTimeout(() => { throw new Error('thrown late'); }, 5),
  rejectLate: () => void setTimeout(() => void Promise.reject(new Error('rejected late')), 5),
};

const misbehave = ({ options }: KpiQuery): void => {
  const act = options?.['act'];
  if (typeof act === 'string' && (isFirst || options?.['once'] !== true)) acts[act]?.();
};

const withOddReplies = (engine: Required<Engine>): Required<Engine> => ({
  ...engine,
  compute: async (query, options) => {
    const act = query.options?.['act'];
    if (act === 'never') return new Promise(() => undefined);
    const result = await engine.compute(query, options);
    if (act === 'unclonable') return { ...result, caveats: (() => 1) as never };
    if (act !== 'deep') return result;
    let deep: unknown = null;
    for (let i = 0; i < 200_000; i++) deep = [deep];
    return { ...result, caveats: deep as never };
  },
});

serveWorker(globalThis, (config) => withOddReplies(standIn(200_000, config, misbehave).engine));
