import { checkAnnotations as check, type CheckedAnnotations } from '../engine/client.js';
import { errorInfo } from './error-info.js';

export type { CheckedAnnotations };

/** Dated marks from outside, checked; never rejects: where the rules cannot be fetched, nothing is marked, and that is an error. */
export const checkAnnotations = async (given: unknown): Promise<CheckedAnnotations> => {
  try {
    return await check(given);
  } catch (thrown) {
    return { marks: [], errors: [errorInfo(thrown, 'compute')] };
  }
};
