import { createContext } from '@lit/context';
import type { KpiErrorInfo } from '../model/issue.js';
import type { Filter, KpiQuery, PeriodInput } from '../model/query.js';
import type { CheckedAnnotations } from './check-annotations.js';
import type { Dataset } from './dataset.js';
import type { SourceInput } from './source-input.js';
import type { Readable } from './store.js';

/** What `<sales-data>` decides for the widgets inside it. Frozen; replaced as a whole. */
export interface SalesDataView {
  readonly dataset: Dataset;
  readonly filter: Filter;
  /** Whether the user's last change of the filter can be taken back. */
  readonly canUndo: boolean;
  readonly period: PeriodInput | null;
  readonly compare: KpiQuery['compare'] | null;
  readonly basis: string | null;
  readonly locale: string | null;
  /** What is marked on axes of time; null: nothing was given. */
  readonly annotations: CheckedAnnotations | null;
  /** Whether data was given at all: without it widgets say what they need. */
  readonly hasSources: boolean;
  /** Seconds after which the data is loaded again; 0 = never. */
  readonly refreshSeconds: number;
  /** Why a source was refused before anything was asked for; widgets show it, the element around them tells it. */
  readonly refusal: KpiErrorInfo | null;
}

/** State down. Requests go up as events, except the three things only the owner of the data can do. */
export interface SalesDataHub extends Readable<SalesDataView> {
  /** A `<data-source>`, or the file a user chose in an empty widget; an empty list takes it back. */
  put(owner: object, inputs: readonly SourceInput[], error?: KpiErrorInfo | null): void;
  reload(): Promise<void>;
  /** Takes back the user's last change of the filter. */
  undo(): void;
}

export const salesDataContext = createContext<SalesDataHub>(Symbol('kennzahl sales-data'));
