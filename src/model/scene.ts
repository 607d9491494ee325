import type { DatedMark } from './annotation.js';
import type { PeriodDates } from './query.js';

/** A picture as plain data: positions, words, reading order. No DOM, no colours but token roles. */

/** Token roles; painting turns them into `var(--kpi-…)`. */
export type Ink =
  | 'ink-1' | 'ink-2' | 'ink-3' | 'grid' | 'axis' | 'neutral' | 'neutral-weak' | 'accent' | 'accent-mid' | 'accent-weak'
  | 'good' | 'warn' | 'bad' | 'surface' | 'surface-sunken' | 'border' | 'focus'
  | 'series-1' | 'series-2' | 'series-3' | 'series-4' | 'series-5' | 'series-6' | 'series-7' | 'series-8' | 'none';

/** Font sizes of scene texts in px; charts place by them, painting sets them. */
export const textSizePx = { small: 11, text: 12, heading: 13 } as const;

export interface Stroke { readonly ink: Ink; readonly width: number; readonly dash?: 'target' | 'reference' | 'open' }

interface MarkBase {
  /** Segment this mark belongs to: clicking selects it, others are dimmed while one is selected. */
  readonly key?: readonly (string | null)[];
  /** Index into `Scene.points`: hover and focus show that point's readout. */
  readonly point?: number;
}
export interface RectMark extends MarkBase {
  readonly type: 'rect'; readonly x: number; readonly y: number; readonly width: number; readonly height: number;
  readonly fill: Ink; readonly stroke?: Stroke; readonly radius?: number; readonly hatch?: boolean; readonly opacity?: number;
}
/** Straight or stepped line through the points; a null splits it. */
export interface LineMark extends MarkBase {
  readonly type: 'line'; readonly points: readonly (readonly [number, number] | null)[];
  readonly stroke: Stroke; readonly curve?: 'linear' | 'step-after';
}
/** Between y0 and y1 over x. */
export interface AreaMark extends MarkBase {
  readonly type: 'area'; readonly points: readonly (readonly [x: number, y0: number, y1: number])[];
  readonly fill: Ink; readonly curve?: 'linear' | 'step-after'; readonly opacity?: number;
}
export interface TextMark extends MarkBase {
  readonly type: 'text'; readonly x: number; readonly y: number; readonly text: string;
  readonly anchor: 'start' | 'middle' | 'end'; readonly ink: Ink; readonly size: 'small' | 'text' | 'heading';
  readonly strong?: boolean; readonly tabular?: boolean;
  /** Ink of the surface behind: a halo in that colour keeps the text readable over lines. */
  readonly halo?: Ink;
  /** Full text when `text` was shortened. */
  readonly title?: string;
  /** Parts of `text` with their own weight or ink, set one after the other; together they are `text`. */
  readonly runs?: readonly TextRun[];
}
export interface TextRun { readonly text: string; readonly strong?: boolean; readonly ink?: Ink }
export interface RuleMark extends MarkBase {
  readonly type: 'rule'; readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number; readonly stroke: Stroke;
}
export interface DotMark extends MarkBase {
  readonly type: 'dot'; readonly x: number; readonly y: number; readonly r: number; readonly fill: Ink; readonly stroke?: Stroke;
}
/** ├─┤ with caps of the given size. */
export interface WhiskerMark extends MarkBase {
  readonly type: 'whisker'; readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number; readonly cap: number; readonly stroke: Stroke;
}
export interface ArrowMark extends MarkBase {
  readonly type: 'arrow'; readonly x1: number; readonly y1: number; readonly x2: number; readonly y2: number; readonly stroke: Stroke;
}
export interface DiamondMark extends MarkBase {
  readonly type: 'diamond'; readonly x: number; readonly y: number; readonly r: number; readonly fill: Ink; readonly stroke?: Stroke;
}
export type Mark = RectMark | LineMark | AreaMark | TextMark | RuleMark | DotMark | WhiskerMark | ArrowMark | DiamondMark;

/** A stop for keyboard and pointer, in reading order. */
export interface ScenePoint {
  readonly x: number;
  readonly y: number;
  /** Box of the thing, for hit area and focus ring; default a ring around x, y. */
  readonly box?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  readonly title: string;
  readonly rows: readonly { readonly label: string; readonly value: string }[];
  /** Spoken. */
  readonly sentence: string;
  readonly key?: readonly (string | null)[];
  /** What the point stands for where it is a stretch of time: its rows are those of a figure for that. */
  readonly period?: PeriodDates;
  /** Which rows are its own, by column, where it is no segment that other pictures know. */
  readonly rowsWith?: Readonly<Record<string, string>>;
  /** Crosshair to both axes. */
  readonly crosshair?: boolean;
}

export interface SceneTable {
  readonly caption: string;
  readonly columns: readonly { readonly label: string; readonly numeric: boolean }[];
  /** Formatted as shown; `raw` goes to CSV. */
  readonly rows: readonly (readonly string[])[];
  readonly raw: readonly (readonly (string | number | null)[])[];
  /** Headers of `raw` where it has other columns than `columns`, such as both ends of an interval. */
  readonly rawColumns?: readonly string[];
  /** Row index → index into `Scene.points`, where they differ. */
  readonly pointOfRow?: readonly (number | null)[];
}

export interface Scene {
  readonly width: number;
  readonly height: number;
  /** Direction of the texts; positions are already mirrored. Default ltr. */
  readonly dir?: 'ltr' | 'rtl';
  readonly marks: readonly Mark[];
  readonly points: readonly ScenePoint[];
  /** Plot area, for focus ring and crosshair. */
  readonly plot: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** One sentence that says what the picture says. */
  readonly summary: string;
  readonly table: SceneTable;
  /** Its axis is the calendar: dated marks of the page are drawn on it. */
  readonly isDated?: true;
}

/** Where and for whom a chart draws. */
export interface Frame {
  readonly width: number;
  readonly locale: string;
  readonly dir: 'ltr' | 'rtl';
  readonly currency: string | null;
  /** Width of a text in px at a size; charts place labels with it. */
  readonly measure: (text: string, size: number, strong?: boolean) => number;
  /** Keys at full colour; null = no selection. */
  readonly selected: readonly (readonly (string | null)[])[] | null;
  /** What the page marks on axes of calendar time, by its start. */
  readonly annotations?: readonly DatedMark[];
}
