import type { Column } from '../model/table.js';
import type { DateFormat } from './date-format.js';
import type { FieldBatch, OddCell } from './field-batch.js';
import type { IssueCode } from './issue-codes.js';

/** Something about the cells of one column; `row` is the index in the table under construction. */
export interface CellFinding {
  readonly code: IssueCode;
  readonly row?: number;
  readonly value?: string;
  readonly count: number;
  readonly params?: Readonly<Record<string, string | number>>;
}

export interface BuiltColumn {
  readonly column: Column;
  readonly findings: readonly CellFinding[];
  /** The first unreadable cells by row, for rows that are lost with them. */
  readonly cells: ReadonlyMap<number, CellFinding>;
  /** Cells of it have two readings between which only further cells of the column could decide. */
  readonly isOpen: boolean;
}

/** As many as rows left out are kept; beyond that unreadable cells are counted only. */
const keptCells = 1000;

export interface BuildSettings {
  readonly timeZone: string;
  /** Zone of times written without offset, where the source writes them in another than the report's. */
  readonly clockZone?: string;
  /** BCP 47; decides where a column alone does not tell. */
  readonly locale?: string;
  readonly dateFormat?: DateFormat;
  /** Texts that the host says stand for "no value", in lower case. */
  readonly missing?: ReadonlySet<string>;
}

/**
 * Takes the cells of one column in source order and becomes a typed column at the end. How numbers and dates are
 * written is decided for the whole column, so nothing is final before `finish`.
 */
export interface ColumnBuilder {
  /** `expectedRows`: rows the whole input will have, 0 = unknown. */
  appendFields(batch: FieldBatch, field: number, expectedRows: number): void;
  /** One value of a plain object; undefined and null are missing. */
  appendValue(value: unknown): void;
  /** Tells that a cell taken as missing holds a list or an object; `count`: and so many more after it. */
  refuse(row: number, what: OddCell['what'], count?: number): void;
  /** Whether a cell has no value as far as can be told before `finish`. */
  isMissingAt(row: number): boolean;
  /** `rowNumberOf`: row number in the source of a row index, for messages that name several rows. */
  finish(rowNumberOf: (row: number) => number): BuiltColumn;
  /** The cells so far, to be finished by themselves while more come here; takes no further ones. */
  copy(): ColumnBuilder;
}

export const oddOf = (value: unknown): OddCell['what'] => (Array.isArray(value) ? 'array' : 'object');

/** Findings of one column by code: the first place, and how many. */
export class CellFindings {
  readonly cells = new Map<number, CellFinding>();
  private readonly byCode = new Map<IssueCode, { -readonly [K in keyof CellFinding]: CellFinding[K] }>();

  add(code: IssueCode, row: number, value: string, params?: Readonly<Record<string, string | number>>, count = 1): void {
    const known = this.byCode.get(code);
    const shown = value.slice(0, 80);
    if (this.cells.size < keptCells) this.cells.set(row, { code, row, value: shown, count: 1 });
    if (known === undefined) this.byCode.set(code, { code, row, value: shown, count, ...(params === undefined ? {} : { params }) });
    else {
      known.count += count;
      if (row < (known.row ?? row)) {
        known.row = row;
        known.value = shown;
        if (params !== undefined) known.params = params;
      }
    }
  }

  /** Something about a cell that was read all the same. */
  note(code: IssueCode, row: number, value: string, params?: Readonly<Record<string, string | number>>): void {
    const known = this.byCode.get(code);
    if (known !== undefined) known.count += 1;
    else this.byCode.set(code, { code, row, value: value.slice(0, 80), count: 1, ...(params === undefined ? {} : { params }) });
  }

  /** A finding that is counted already; joins the one of the same code. */
  put(finding: CellFinding): void {
    const known = this.byCode.get(finding.code);
    if (known === undefined) this.byCode.set(finding.code, { ...finding });
    else known.count += finding.count;
  }

  built(column: Column, isOpen = false): BuiltColumn {
    return { column, findings: [...this.byCode.values()], cells: this.cells, isOpen };
  }

  copy(): CellFindings {
    const copy = new CellFindings();
    for (const [row, cell] of this.cells) copy.cells.set(row, cell);
    for (const [code, finding] of this.byCode) copy.byCode.set(code, { ...finding });
    return copy;
  }
}

/** What a cell of a plain object says as text; null = missing, undefined = not a scalar at all. */
export const textOfValue = (value: unknown): string | null | undefined => {
  switch (typeof value) {
    case 'string': return value;
    case 'number': case 'bigint': case 'boolean': return String(value);
    case 'undefined': return null;
    case 'object':
      if (value === null) return null;
      if (value instanceof Date) return Number.isNaN(value.getTime()) ? '' : value.toISOString();
      return undefined;
    default: return undefined;
  }
};
