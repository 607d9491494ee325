import type { KpiErrorInfo } from '../model/issue.js';
import type { TableName } from '../model/schema.js';
import { issueCodes, type IssueCode } from './issue-codes.js';
import type { InputName } from './report.js';

export interface IngestErrorFields {
  readonly phase?: 'load' | 'decode' | 'tabulate';
  readonly retryable?: boolean;
  readonly table?: TableName | null;
  readonly row?: number;
  readonly column?: string;
  readonly value?: string;
  /** Query and fragment are cut off before it is shown: tokens travel there. */
  readonly url?: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** An input that could not be read at all. Carries plain data, since the worker's border keeps nothing else. */
export class IngestError extends Error {
  override readonly name = 'IngestError';
  readonly info: KpiErrorInfo;

  constructor(code: IssueCode, fields: IngestErrorFields = {}) {
    const { phase = 'load', retryable = false, table = null, url, value, ...rest } = fields;
    const place = {
      ...rest,
      ...(url === undefined ? {} : { url: urlWithoutQuery(url) }),
      ...(value === undefined ? {} : { value: value.slice(0, 80) }),
    };
    const message = issueCodes[code].message({ table, count: 1, ...place });
    super(message);
    this.info = { code, severity: 'error', table, count: 1, message, phase, retryable, ...place };
  }

  /** An error that has been data meanwhile. */
  static of({ code, severity: _severity, count: _count, message: _message, ...fields }: KpiErrorInfo): IngestError {
    return new IngestError(code as IssueCode, fields as IngestErrorFields);
  }

  /** The same problem, told with the input it happened to; one without a name is known by its table only. */
  inInput({ url, label }: InputName): IngestError {
    const { params: { label: _unnamed, ...params } = {}, ...info } = this.info;
    return IngestError.of({ ...info, params: label === undefined ? params : { ...params, label }, ...(url === undefined ? {} : { url }) });
  }

  /** The same problem, told with the table it happened to. */
  inTable(table: TableName): IngestError {
    return IngestError.of({ ...this.info, table });
  }
}

export const urlWithoutQuery = (url: string): string => {
  const end = url.search(/[?#]/);
  const bare = end < 0 ? url : url.slice(0, end);
  // Names and passwords before the host are secrets too.
  return bare.replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/@]*@/i, '$1').slice(0, 300);
};
