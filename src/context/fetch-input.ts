import type { DataInputSource } from '../model/input.js';
import type { ErrorCode, KpiErrorInfo } from '../model/issue.js';
import type { SourceInput } from './source-input.js';

const withoutQuery = (url: string): string => url.replace(/[?#].*$/, '');

const failure = (source: SourceInput, code: ErrorCode, message: string, params: KpiErrorInfo['params'] = {}): Error & { info: KpiErrorInfo } => {
  const info: KpiErrorInfo = {
    code, severity: 'error', table: source.table, count: 1, message, phase: 'load', retryable: true,
    ...(source.input.url === undefined ? {} : { url: withoutQuery(source.input.url) }), ...(params === undefined ? {} : { params }),
  };
  return Object.assign(new Error(message), { info });
};

/**
 * The input with the host's own request made, or as it was when the host has none. The host's function may throw,
 * hang (the signal ends it) or give something else than a Response: each is an error about the data, not an exception.
 */
export const fetchInput = async (source: SourceInput, signal: AbortSignal): Promise<DataInputSource> => {
  const { url, ...rest } = source.input;
  const { fetcher } = source;
  if (!fetcher || url === undefined) return source.input;
  // Called from a promise, so that a function that throws at once or gives no promise is caught like one that rejects.
  const answer: unknown = await Promise.resolve().then(() => fetcher(url, { signal })).catch((thrown: unknown) => {
    signal.throwIfAborted();
    throw failure(source, 'NETWORK', `The page's own fetcher failed: ${String(thrown).slice(0, 200)}`);
  });
  if (!(answer instanceof Response)) throw failure(source, 'HOST', 'The page\'s own fetcher gave no Response.');
  if (!answer.ok) throw failure(source, 'HTTP', `HTTP ${answer.status} for ${withoutQuery(url)}`, { status: answer.status });
  if (answer.body === null) throw failure(source, 'EMPTY_BODY', 'The answer has no body.');
  return { ...rest, stream: answer.body, label: rest.label ?? withoutQuery(url) };
};
