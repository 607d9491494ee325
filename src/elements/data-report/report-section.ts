import type { TemplateResult } from 'lit';
import type { DataInfo } from '../../context/dataset.js';
import type { Messages } from '../../i18n/messages.js';
import type { LoadReport, TableReport } from '../../model/issue.js';
import type { KpiResult } from '../../model/result.js';
import type { TableName } from '../../model/schema.js';

/** All that the report speaks of. */
export interface ReportContext {
  readonly messages: Messages;
  readonly report: LoadReport;
  /** What the tables hold now; null until it is told. */
  readonly info: DataInfo | null;
  /** The last answer of each KPI that the page asks for. */
  readonly figures: readonly KpiResult[];
  readonly loadedAtMs: number | null;
  readonly onRejectsCsv: () => void;
}

/** One part of the report: what it is about and its sum in a line, and the rest below. */
export interface ReportSection {
  readonly id: string;
  readonly title: string;
  readonly sum: string;
  readonly body: TemplateResult;
}

export const tablesOf = ({ tables }: LoadReport): readonly (readonly [TableName, TableReport])[] => Object.entries(tables) as [TableName, TableReport][];
