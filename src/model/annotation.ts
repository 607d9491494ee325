/** What a page marks on its axes of time. */
export type AnnotationKind = 'campaign' | 'event';

/** A dated mark as a page gives it: a window from its first to its last day, or a single day. Days are local ones, `YYYY-MM-DD`. */
export interface Annotation {
  readonly from?: string;
  /** The last day, which still belongs to it. */
  readonly to?: string;
  /** In place of `from` and `to`. */
  readonly date?: string;
  /** Text, never markup; at most 200 characters. */
  readonly label: string;
  /** Default: a window is a campaign, a day an event. */
  readonly kind?: AnnotationKind;
}

/** The same once it was checked: half-open like every period. */
export interface DatedMark {
  readonly start: string;
  readonly end: string;
  readonly label: string;
  readonly kind: AnnotationKind;
}
