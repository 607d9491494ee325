import type { ColumnMapping, DataIssue, DataOffer, NameMatch, RejectedRow, TableReport } from '../model/issue.js';
import type { TableName } from '../model/schema.js';
import { issueCodes, type IssueCode } from './issue-codes.js';

/** Beyond this many, rejected rows are counted only. */
const keptRejects = 100;
const shownText = 1000;

export interface Finding {
  readonly row?: number;
  readonly column?: string;
  readonly value?: string;
  readonly count?: number;
  readonly params?: Readonly<Record<string, string | number>>;
}

export interface Reject {
  readonly code: IssueCode;
  readonly row: number;
  readonly column?: string;
  readonly value?: string;
  /** The row as written, or as it was read where the writing is gone; asked for only while it is kept. */
  readonly text: string | (() => string);
}

/** A rule that dropped, changed or flagged rows, for the provenance of every number computed from them. */
export interface LoadRule { readonly code: string; readonly table: TableName; readonly count: number }

/** Collects what loading one table found; findings of one code and column become one issue with the first place and the count. */
export class TableLog {
  rowsIn = 0;
  rowsUsed = 0;
  readonly columns: Record<string, string> = Object.create(null) as Record<string, string>;
  readonly mappings: ColumnMapping[] = [];
  readonly unmappedHeaders: string[] = [];
  readonly nameMatches: NameMatch[] = [];
  readonly offers: DataOffer[] = [];
  private readonly rejects: RejectedRow[] = [];
  private rejected = 0;
  private readonly issues = new Map<string, { code: IssueCode; finding: Finding; count: number }>();
  private readonly rules = new Map<string, number>();
  private readonly unmappedValues = new Map<string, { value: string; count: number }[]>();

  constructor(readonly table: TableName) {}

  find(code: IssueCode, finding: Finding = {}): void {
    if (finding.count === 0) return;
    const key = `${code}\n${finding.column ?? ''}`;
    const known = this.issues.get(key);
    const count = finding.count ?? 1;
    if (known === undefined) this.issues.set(key, { code, finding, count });
    else known.count += count;
  }

  /** A row that is not used: counted always, kept with its text while there is room. What is wrong is told by `find`. */
  exclude({ code, row, column, value, text }: Reject): void {
    this.rejected += 1;
    if (this.rejects.length >= keptRejects) return;
    this.rejects.push({
      row, code, text: (typeof text === 'string' ? text : text()).slice(0, shownText),
      ...(column === undefined ? {} : { column }), ...(value === undefined ? {} : { value: value.slice(0, 80) }),
    });
  }

  /** Names a rule for the provenance; counts of the same rule add up. */
  rule(code: string, count: number): void {
    if (count > 0) this.rules.set(code, (this.rules.get(code) ?? 0) + count);
  }

  unknownValues(column: string, values: readonly { value: string; count: number }[]): void {
    if (values.length > 0) this.unmappedValues.set(column, [...values]);
  }

  get rowsExcluded(): number {
    return this.rejected;
  }

  toRules(): LoadRule[] {
    return [...this.rules].map(([code, count]) => ({ code, table: this.table, count }));
  }

  toIssues(): DataIssue[] {
    return [...this.issues.values()].map(({ code, finding, count }) => toIssue(code, this.table, { ...finding, count }));
  }

  toReport(): TableReport {
    return {
      rowsIn: this.rowsIn,
      rowsUsed: this.rowsUsed,
      rowsExcluded: this.rejected,
      columns: { ...this.columns },
      mappings: this.mappings,
      unmappedHeaders: this.unmappedHeaders,
      unmappedValues: Object.fromEntries(this.unmappedValues),
      nameMatches: this.nameMatches,
      rejects: [...this.rejects].sort((a, b) => a.row - b.row),
      issues: this.toIssues(),
      offers: this.offers,
    };
  }
}

export const toIssue = (code: IssueCode, table: TableName | null, finding: Finding & { readonly count: number }): DataIssue => {
  const facts = { ...finding, ...(finding.value === undefined ? {} : { value: finding.value.slice(0, 80) }) };
  return { code, severity: issueCodes[code].severity, table, ...facts, message: issueCodes[code].message({ table, ...facts }) };
};
