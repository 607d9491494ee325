import type { ErrorCode, KpiErrorInfo } from '../../model/issue.js';
import type { TableName } from '../../model/schema.js';

/** Names of query parameters that carry what opens doors. */
const secretNames = /^(access[-_]?token|auth[-_]?token|id[-_]?token|token|api[-_]?key|apikey|client[-_]?secret|secret|password|passwd|pwd|authorization)$/iu;

const refusal = (code: ErrorCode, message: string, table: TableName, params: Readonly<Record<string, string>> = {}): KpiErrorInfo =>
  ({ code, severity: 'error', table, count: 1, message, params, phase: 'load', retryable: false });

/**
 * The address of a `src` attribute, whole, or why it is refused: only http and https; no secrets, since attributes can
 * be read by every script and end up in logs. The refusal never repeats the secret.
 */
export const gateUrl = (src: string, baseUri: string, table: TableName): { readonly url: string } | { readonly error: KpiErrorInfo } => {
  let url: URL;
  try {
    url = new URL(src, baseUri);
  } catch {
    return { error: refusal('URL', 'The src attribute is no address.', table) };
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { error: refusal('URL', `Only http and https addresses can be loaded, not ${url.protocol}`, table) };
  }
  const name = url.username !== '' || url.password !== '' ? 'password' : [...url.searchParams.keys()].find((key) => secretNames.test(key));
  if (name !== undefined) {
    return { error: refusal('SECRET_IN_ATTRIBUTE', `The src attribute holds a secret (${name}). Give it through the headers or fetcher property.`, table, { name }) };
  }
  return { url: url.href };
};
