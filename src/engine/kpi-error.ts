import type { ErrorCode, KpiErrorInfo } from '../model/issue.js';

/** The one error that leaves the engine: plain facts in `info`, the same on every side of the worker's border. */
export class KpiError extends Error {
  override readonly name = 'KpiError';
  readonly info: KpiErrorInfo;
  constructor(info: KpiErrorInfo) {
    super(info.message);
    this.info = info;
  }
}

/** Facts of an error of the engine itself; data errors come from ingest with their own facts. */
export const engineError = (
  code: ErrorCode, message: string, more: Partial<KpiErrorInfo> = {},
): KpiError => new KpiError({ severity: 'error', table: null, count: 1, phase: 'worker', retryable: false, ...more, code, message });

const isInfo = (value: unknown): value is KpiErrorInfo =>
  typeof value === 'object' && value !== null && typeof (value as KpiErrorInfo).code === 'string' && typeof (value as KpiErrorInfo).message === 'string';

/** Whatever was thrown, as facts that survive structured cloning. Errors of lower layers carry theirs as `info`. */
export const toErrorInfo = (thrown: unknown, phase: KpiErrorInfo['phase']): KpiErrorInfo => {
  const info: unknown = typeof thrown === 'object' && thrown !== null ? (thrown as { info?: unknown }).info : undefined;
  if (isInfo(info)) return info;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return engineError(thrown instanceof Error && thrown.name === 'AbortError' ? 'ABORTED' : 'INTERNAL', message, { phase }).info;
};
