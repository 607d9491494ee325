export interface Interval {
  readonly lo: number | null;
  readonly hi: number | null;
  readonly level: number;
  readonly method: string;
}
