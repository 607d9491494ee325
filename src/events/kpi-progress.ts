/** How far a load has come. */
export interface ProgressDetail {
  /** Tables that are loaded together. */
  readonly tables: readonly string[];
  readonly rows: number;
  readonly bytes: number;
  /** Pages read or begun; null = nothing comes in pages. */
  readonly pages: number | null;
  /** 0 to 1; null = nobody knows how much there is. */
  readonly share: number | null;
}

/** Data is being loaded: fired at most some ten times a second by the element that loads, never after its end. */
export class KpiProgressEvent extends Event {
  readonly detail: ProgressDetail;
  constructor(progress: ProgressDetail) {
    super('kpi-progress', { bubbles: true, composed: true });
    this.detail = Object.freeze({ ...progress });
  }
}
