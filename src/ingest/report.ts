import type { ColumnMapping, DataIssue, DataOffer, KpiErrorInfo, MergeReport, NameMatch, RejectedRow, TableReport } from '../model/issue.js';
import type { TableName } from '../model/schema.js';
import { issueCodes, type IssueCode } from './issue-codes.js';
import type { LoadRuleCode, RuleOfColumn } from './load-rules.js';

/** Beyond this many rows or letters of theirs, rejected rows are counted only. */
const keptRejects = 1000;
const keptText = 1_000_000;
export const longestText = 4000;

/** A text that is cut says so. */
const cut = (text: string): string => (text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text);

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
  readonly params?: Readonly<Record<string, string | number>>;
  /** The row as written, or as it was read where the writing is gone; asked for only while it is kept. */
  readonly text: string | (() => string);
}

/** A rule that dropped, changed or flagged rows, for the provenance of every number computed from them. */
export interface LoadRule extends RuleOfColumn { readonly code: LoadRuleCode; readonly table: TableName; readonly count: number }

/** What an input is called: its address, or the name of a file; nothing for what has no name. */
export interface InputName {
  readonly url?: string;
  readonly label?: string;
  /** Number of the first row of each page, where it came in pages. */
  readonly pageStarts?: readonly number[];
}

/** What is there of an input whose further pages are not. */
export interface PartialInput { readonly pages: number; readonly rows: number; readonly cause: KpiErrorInfo }

/** The page, counted from 1, on which a row stands. */
const pageOf = (row: number, starts: readonly number[]): number => {
  const next = starts.findIndex((start) => start > row);
  return next < 0 ? starts.length : next;
};

/** Collects what loading one table found; findings of one code and column become one issue with the first place and the count. */
export class TableLog {
  /** Which input is being read, for every place named meanwhile. */
  input: InputName = {};
  rowsIn = 0;
  rowsUsed = 0;
  /** Rows whose fields went into rows of another input. */
  rowsJoined = 0;
  readonly columns: Record<string, string> = Object.create(null) as Record<string, string>;
  readonly mappings: ColumnMapping[] = [];
  readonly unmappedHeaders: string[] = [];
  readonly nameMatches: NameMatch[] = [];
  readonly merges: MergeReport[] = [];
  readonly offers: DataOffer[] = [];
  partial: PartialInput | null = null;
  private readonly rejects: RejectedRow[] = [];
  private rejected = 0;
  private rejectedText = 0;
  /** How rows of the input at hand were written, by row: those that will perhaps be left out. */
  private readonly originals = new Map<number, string>();
  private readonly issues = new Map<string, { code: IssueCode; finding: Finding & { readonly url?: string }; count: number }>();
  private readonly rules = new Map<string, LoadRule>();
  private readonly unmappedValues = new Map<string, { value: string; count: number }[]>();

  constructor(readonly table: TableName) {}

  /** All that was found so far, to go on with separately. */
  copy(): TableLog {
    const copy = new TableLog(this.table);
    copy.input = this.input;
    copy.partial = this.partial;
    [copy.rowsIn, copy.rowsUsed, copy.rowsJoined, copy.rejected, copy.rejectedText] = [this.rowsIn, this.rowsUsed, this.rowsJoined, this.rejected, this.rejectedText];
    Object.assign(copy.columns, this.columns);
    for (const list of ['mappings', 'unmappedHeaders', 'nameMatches', 'merges', 'offers', 'rejects'] as const) for (const entry of this[list]) (copy[list] as unknown[]).push(entry);
    for (const [key, issue] of this.issues) copy.issues.set(key, { ...issue });
    for (const [key, rule] of this.rules) copy.rules.set(key, rule);
    for (const [column, values] of this.unmappedValues) copy.unmappedValues.set(column, values);
    return copy;
  }

  find(code: IssueCode, finding: Finding = {}): void {
    if (finding.count === 0) return;
    const key = `${code}\n${finding.column ?? ''}`;
    const known = this.issues.get(key);
    const count = finding.count ?? 1;
    if (known === undefined) this.issues.set(key, { code, finding: this.placed(finding), count });
    else known.count += count;
  }

  /** Remembers how a row was written, in case it is left out; false = there is no more room. */
  keepOriginal(row: number, text: () => string): boolean {
    if (this.rejects.length + this.originals.size >= keptRejects) return false;
    this.originals.set(row, cut(text()));
    return true;
  }

  /** Rows of the next input have the same numbers. */
  forgetOriginals(): void {
    this.originals.clear();
  }

  /** A row that is not used: counted always, kept with its text while there is room. What is wrong is told by `find`. */
  exclude({ code, text, ...place }: Reject): void {
    this.rejected += 1;
    if (this.rejects.length >= keptRejects || this.rejectedText >= keptText) return;
    const { value, ...rest } = this.placed(place);
    const written = cut(this.originals.get(place.row) ?? (typeof text === 'string' ? text : text()));
    this.rejectedText += written.length;
    this.rejects.push({ ...rest, code, text: written, ...(value === undefined ? {} : { value: value.slice(0, 80) }) });
  }

  /** Further pages of the input at hand did not come: told with the reason, and a rule that every number of this table carries. */
  breakOff(partial: PartialInput): void {
    this.partial = partial;
    const { pages, rows, cause: { code, params } } = partial;
    this.find('PAGES_MISSING', { params: { ...params, pages, rows, cause: code } });
    this.rule('DQ_PARTIAL', rows);
  }

  private placed<Place extends { readonly row?: number; readonly params?: Finding['params'] }>(place: Place): Place & { readonly url?: string } {
    const { url, label, pageStarts } = this.input;
    const page = place.row === undefined || pageStarts === undefined ? {} : { page: pageOf(place.row, pageStarts) };
    const params = { ...place.params, ...(label === undefined ? {} : { label }), ...page };
    return { ...place, ...(url === undefined ? {} : { url }), ...(Object.keys(params).length === 0 ? {} : { params }) };
  }

  /** Names a rule for the provenance; counts of the same rule, of the same column where it is about one, add up. */
  rule(code: LoadRuleCode, count: number, of: RuleOfColumn = {}): void {
    if (count <= 0) return;
    const key = [code, of.column ?? '', of.value ?? ''].join('\n');
    this.rules.set(key, { code, table: this.table, count: count + (this.rules.get(key)?.count ?? 0), ...of });
  }

  unknownValues(column: string, values: readonly { value: string; count: number }[]): void {
    if (values.length > 0) this.unmappedValues.set(column, [...values]);
  }

  get rowsExcluded(): number {
    return this.rejected;
  }

  toRules(): LoadRule[] {
    return [...this.rules.values()];
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
      merges: this.merges,
      rejects: [...this.rejects].sort((a, b) => a.row - b.row),
      issues: this.toIssues(),
      offers: this.offers,
      ...(this.partial === null ? {} : { partial: { pages: this.partial.pages, rows: this.partial.rows, code: this.partial.cause.code } }),
    };
  }
}

export const toIssue = (code: IssueCode, table: TableName | null, finding: Finding & { readonly count: number; readonly url?: string }): DataIssue => {
  const facts = { ...finding, ...(finding.value === undefined ? {} : { value: finding.value.slice(0, 80) }) };
  return { code, severity: issueCodes[code].severity, table, ...facts, message: issueCodes[code].message({ table, ...facts }) };
};
