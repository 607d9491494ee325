import type { PartialLoad } from '../engine/engine.js';
import type { KpiResult } from '../model/result.js';
import type { Readable } from './store.js';

/** Rows read so far by a load under way, where questions can be asked of them. */
export interface PartialState { readonly partial: PartialLoad | null }

/** Asks of the rows so far, and again whenever there are more of them, one question at a time, until the returned function ends it. */
export const answerSoFar = (of: Readable<PartialState>, ask: () => Promise<KpiResult | null>, tell: (result: KpiResult) => void): (() => void) => {
  let isEnded = false;
  let isAsking = false;
  let asked: PartialLoad | null = null;
  const follow = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    while (!isEnded && of.state.partial !== null && of.state.partial !== asked) {
      asked = of.state.partial;
      // What cannot be answered from a part is answered from the whole, or its failure told then.
      const result = await ask().catch(() => null);
      if (!isEnded && result !== null) tell(result);
    }
    isAsking = false;
  };
  const unsubscribe = of.subscribe(() => void follow());
  void follow();
  return () => {
    isEnded = true;
    unsubscribe();
  };
};
