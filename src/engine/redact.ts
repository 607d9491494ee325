import { IngestError } from '../ingest/ingest-error.js';
import type { KpiErrorInfo } from '../model/issue.js';

/** Shorter ones would black out ordinary words. */
const shortestSecret = 6;
const mask = '•••';

/** What must not be told: values that the page gave to be sent, which a server or a library may repeat. */
export interface Secrets {
  add(value: string): void;
  redact(info: KpiErrorInfo): KpiErrorInfo;
  /** The same error without them. */
  redactThrown(thrown: unknown): unknown;
}

export const createSecrets = (): Secrets => {
  const secrets = new Set<string>();
  const clean = (text: string): string => {
    let cleaned = text;
    for (const secret of secrets) cleaned = cleaned.replaceAll(secret, mask);
    return cleaned;
  };
  const redact = (info: KpiErrorInfo): KpiErrorInfo => {
    if (secrets.size === 0) return info;
    const params = Object.fromEntries(Object.entries(info.params ?? {}).map(([name, fact]) => [name, typeof fact === 'string' ? clean(fact) : fact]));
    return {
      ...info, message: clean(info.message),
      ...(info.params === undefined ? {} : { params }), ...(info.value === undefined ? {} : { value: clean(info.value) }),
    };
  };
  return {
    add: (value) => {
      // `Bearer x`: the scheme is no secret, and what follows may come back alone.
      for (const part of [value, ...value.split(' ')]) if (part.length >= shortestSecret && part !== 'Bearer') secrets.add(part);
    },
    redact,
    redactThrown: (thrown) => (thrown instanceof IngestError ? IngestError.of(redact(thrown.info)) : thrown),
  };
};
