import { toErrorInfo } from '../engine/kpi-error.js';
import type { KpiErrorInfo } from '../model/issue.js';

/** Whatever was thrown, as facts a widget can show. */
export const errorInfo = (thrown: unknown, phase: KpiErrorInfo['phase']): KpiErrorInfo => toErrorInfo(thrown, phase);

/** Somebody no longer wants the answer: not an error to anybody. */
export const isAbort = (thrown: unknown): boolean => {
  if (thrown instanceof DOMException && thrown.name === 'AbortError') return true;
  const code = (thrown as { info?: { code?: string } } | null)?.info?.code;
  return code === 'ABORTED' || code === 'CLOSED';
};
