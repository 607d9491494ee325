import type { KpiQuery } from '../model/query.js';
import type { KpiResult } from '../model/result.js';
import type { AskOptions } from './compute-queue.js';
import type { ComputeOptions } from './engine.js';
import { fetchedCode } from './fetched-code.js';

type Compute = (query: KpiQuery, options?: ComputeOptions) => Promise<KpiResult>;

/**
 * The answer to a question with what assumed changes would make of it. The answers it starts from are asked like any other
 * and kept, and go on being computed where only the assumptions change: a slider that moves waits for none of them twice.
 */
export const withWhatIf = async (compute: Compute, { whatIf: changes = {}, ...query }: KpiQuery, { signal, onFirst }: AskOptions): Promise<KpiResult> => {
  const { whatIfOf, whatIfQuestions } = await fetchedCode('assumed changes', () => import('../kpi/what-if.js'));
  signal?.throwIfAborted();
  const { lead, ...questions } = { lead: query, ...whatIfQuestions(query) };
  const names = Object.keys(questions) as (keyof typeof questions)[];
  const found: { lead?: KpiResult; base: Partial<Record<keyof typeof questions, KpiResult>> } = { base: {} };
  const assembled = (): KpiResult | null =>
    (found.lead === undefined || names.some((name) => found.base[name] === undefined) ? null
      : { ...found.lead, whatIf: whatIfOf(found.base as Parameters<typeof whatIfOf>[0], changes, query.options) });
  let waiting = names.length + 1;
  const take = async (question: KpiQuery, keep: (result: KpiResult) => void): Promise<void> => {
    const tellFirst = (result: KpiResult): void => {
      keep(result);
      const first = signal?.aborted === true || waiting === 0 ? null : assembled();
      if (first !== null) onFirst?.(first);
    };
    const result = await compute(question, { onFirst: tellFirst });
    waiting--;
    tellFirst(result);
  };
  await Promise.all([
    take(lead, (result) => { found.lead = result; }),
    ...names.map((name) => take(questions[name], (result) => { found.base[name] = result; })),
  ]);
  signal?.throwIfAborted();
  return assembled() as KpiResult;
};
