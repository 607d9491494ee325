import type { KpiErrorInfo } from '../model/issue.js';

/** Whatever was thrown, as facts a widget can show. Errors of the engine carry theirs as `info`. */
export const errorInfo = (thrown: unknown, phase: KpiErrorInfo['phase']): KpiErrorInfo => {
  const info = (thrown as { info?: Partial<KpiErrorInfo> } | null)?.info;
  if (typeof info?.code === 'string' && typeof info.message === 'string') return info as KpiErrorInfo;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return { code: 'INTERNAL', severity: 'error', table: null, count: 1, message, phase, retryable: true };
};

/** Somebody no longer wants the answer: not an error to anybody. */
export const isAbort = (thrown: unknown): boolean => {
  if (thrown instanceof DOMException && thrown.name === 'AbortError') return true;
  const code = (thrown as { info?: { code?: string } } | null)?.info?.code;
  return code === 'ABORTED' || code === 'CLOSED';
};

/** The user did not want to wait any longer. */
export const cancelled = (phase: KpiErrorInfo['phase']): KpiErrorInfo =>
  ({ code: 'CANCELLED', severity: 'info', table: null, count: 1, message: 'Cancelled by the user.', phase, retryable: true });
