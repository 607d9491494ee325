import type { ChartContext } from './chart-context.js';
import { widestOf, widthOf } from './chart-context.js';

/** Where the columns of the funnel lie; null = not shown at this width or not in the data. */
export interface FunnelLayout {
  readonly form: 'wide' | 'medium' | 'narrow' | 'tiny';
  readonly pitch: number;
  readonly bar: number;
  readonly nameWidth: number;
  readonly count: { readonly x: number; readonly bar: number; readonly right: number } | null;
  readonly value: { readonly x: number; readonly bar: number; readonly right: number } | null;
  readonly cohort: { readonly x: number; readonly bar: number } | null;
  /** Right edges of the percent columns. */
  readonly previous: { readonly left: number; readonly right: number } | null;
  readonly all: number | null;
  readonly onward: number | null;
}

export interface FunnelNeeds {
  readonly names: readonly string[];
  readonly counts: readonly string[];
  readonly values: readonly string[];
  readonly reached: readonly string[];
  readonly percents: readonly string[];
  /** What is open now is part of the picture, not only how far a cohort got. */
  readonly hasOpen: boolean;
  readonly hasValue: boolean;
  readonly hasCohort: boolean;
}

const wideFrom = 600;
const mediumFrom = 430;
const narrowFrom = 240;
const labelGap = 6;
/** Rows of two lines of a name. */
const twoLines = 34;

const isWrapped = (context: ChartContext, names: readonly string[], width: number, strong: boolean): boolean =>
  names.some((name) => widthOf(context, name, 'text', strong) > width);

export const funnelLayout = (context: ChartContext, needs: FunnelNeeds): FunnelLayout => {
  const { width } = context.frame;
  if (width < mediumFrom) return smallLayout(context, needs, width);
  const form = width >= wideFrom ? 'wide' : 'medium';
  const nameWidth = Math.min(widestOf(context, needs.names, 'text', true) + 16, Math.round(width * (needs.hasCohort ? 0.22 : 0.3)));
  const countLabel = widestOf(context, needs.counts, 'text', false, true) + labelGap;
  const valueLabel = widestOf(context, needs.values, 'text', false, true) + labelGap;
  const percentWidth = widestOf(context, needs.percents, 'text', true, true);
  const previousLeft = width - 2 * percentWidth - 30;
  const split = !needs.hasOpen ? nameWidth : needs.hasCohort ? nameWidth + Math.round((width - nameWidth) * (form === 'wide' ? 0.585 : 0.45)) : width;
  const openRight = needs.hasCohort ? split - 20 : width;
  const countBar = !needs.hasValue ? openRight - nameWidth - countLabel
    : form === 'wide' ? Math.round((openRight - nameWidth) * 0.19) : 0;
  const countRight = nameWidth + Math.max(countBar + countLabel, form === 'wide' ? 60 : 40);
  const valueX = countRight + (form === 'wide' ? 20 : 12);
  return {
    form,
    pitch: Math.max(form === 'wide' ? 30 : 26, isWrapped(context, needs.names, nameWidth - 12, true) ? twoLines : 0),
    bar: form === 'wide' ? 12 : 11,
    nameWidth: nameWidth - 12,
    count: needs.hasOpen ? { x: nameWidth, bar: countBar, right: countRight } : null,
    value: needs.hasValue ? { x: valueX, bar: Math.max(20, openRight - valueX - valueLabel), right: openRight } : null,
    cohort: needs.hasCohort
      ? { x: split, bar: Math.max(20, previousLeft - split - widestOf(context, needs.reached, 'text', false, true) - labelGap - 10) } : null,
    previous: needs.hasCohort ? { left: previousLeft, right: width - percentWidth - 16 } : null,
    all: needs.hasCohort ? width : null,
    onward: null,
  };
};

/** Names beside the bars while there is room for both, else above them. */
const smallLayout = (context: ChartContext, needs: FunnelNeeds, width: number): FunnelLayout => {
  const form = width >= narrowFrom ? 'narrow' : 'tiny';
  const nameWidth = form === 'tiny' ? 0 : Math.min(widestOf(context, needs.names, 'text') + 12, Math.round(width * 0.36));
  const percentWidth = needs.hasCohort ? widestOf(context, needs.percents, 'text', false, true) + 12 : 0;
  const label = widestOf(context, !needs.hasOpen ? needs.reached : needs.hasValue ? needs.values : needs.counts, 'text', true, true) + labelGap;
  const column = { x: nameWidth, bar: Math.max(12, width - nameWidth - label - percentWidth), right: width - percentWidth };
  return {
    form,
    pitch: form === 'tiny' ? 36 : isWrapped(context, needs.names, nameWidth - 12, false) ? twoLines : 22,
    bar: 11,
    nameWidth: form === 'tiny' ? width : nameWidth - 12,
    count: needs.hasValue || !needs.hasOpen ? null : column,
    value: needs.hasValue ? column : null,
    cohort: needs.hasOpen ? null : column, previous: null, all: null,
    onward: needs.hasCohort ? width : null,
  };
};
