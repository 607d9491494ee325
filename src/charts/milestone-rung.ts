import type { MilestoneStanding } from '../model/milestone.js';
import type { Ink, Mark } from '../model/scene.js';
import { isUnreliable } from './is-unreliable.js';
import { isThere, type Rung } from './milestone-words.js';
import { round } from './text-mark.js';
import type { TimeScale } from './time-axis.js';

/** Room that one track takes: bar, and below it the way that is still to go. */
export const trackHeight = 26;
const barHeight = 7;
const arrivalGap = 11;

/** A shape for each state, beside its word: diamond reached, dot on track, triangle at risk, square behind, crossed missed. */
export const stateMarks = (standing: MilestoneStanding, x: number, y: number): readonly Mark[] => {
  switch (standing) {
    case 'secured': return [{ type: 'diamond', x, y, r: 6.5, fill: 'surface', stroke: { ink: 'good', width: 1.25 } }, { type: 'diamond', x, y, r: 3.6, fill: 'good' }];
    case 'reached': return [{ type: 'diamond', x, y, r: 5.5, fill: 'good' }];
    case 'on_track': return [{ type: 'dot', x, y, r: 4.5, fill: 'good' }];
    case 'at_risk': return [{ type: 'area', points: [[x - 5.5, y + 4, y + 4], [x, y - 5.5, y + 4], [x + 5.5, y + 4, y + 4]], fill: 'warn' }];
    case 'behind': return [{ type: 'rect', x: x - 4.5, y: y - 4.5, width: 9, height: 9, radius: 1.5, fill: 'bad' }];
    case 'missed': return [
      { type: 'rect', x: x - 5, y: y - 5, width: 10, height: 10, radius: 2, fill: 'bad' },
      { type: 'rule', x1: x - 2.4, y1: y - 2.4, x2: x + 2.4, y2: y + 2.4, stroke: { ink: 'surface', width: 1.4 } },
      { type: 'rule', x1: x - 2.4, y1: y + 2.4, x2: x + 2.4, y2: y - 2.4, stroke: { ink: 'surface', width: 1.4 } },
    ];
    case 'unknown': return [{ type: 'dot', x, y, r: 4, fill: 'surface', stroke: { ink: 'neutral', width: 1.25, dash: 'open' } }];
  }
};

const diamondOf = (standing: MilestoneStanding): { readonly fill: Ink; readonly ink: Ink } =>
  (isThere(standing) ? { fill: 'good', ink: 'good' } : standing === 'missed' ? { fill: 'surface', ink: 'bad' } : { fill: 'surface', ink: 'ink-2' });

/**
 * A milestone on the time axis: the way as a bar from start to due day, as much of it filled as is done, a tick where it should
 * be by now, a diamond at the due day; below, from the cut-off, when it is reached at the pace of the last periods.
 */
export const trackMarks = ({ stone, result }: Rung, middle: number, x: TimeScale, ends: { readonly from: number; readonly to: number }, point: number): readonly Mark[] => {
  const { start, due, progress, pace, standing, eta, etaRange, firstReached } = stone;
  const today = x(result.asOf.slice(0, 10));
  const within = (at: number): number => round(Math.min(ends.to, Math.max(ends.from, at)));
  const [from, to] = [within(start === null ? ends.from : x(start)), within(due === null ? ends.to : x(due))];
  const at = (share: number): number => round(from + Math.min(1, Math.max(0, share)) * (to - from));
  const fill: Ink = isUnreliable(stone) ? 'neutral' : 'accent';
  const y = middle - barHeight / 2;
  const diamond = diamondOf(standing);
  const ahead = middle + arrivalGap;
  const arrival = eta === null ? null : x(eta);
  const isShown = arrival !== null && !isThere(standing) && standing !== 'unknown';
  return [
    ...(start === null && due === null ? [] : [{ type: 'rect', x: from, y, width: round(Math.max(1, to - from)), height: barHeight, radius: 3.5, fill: 'neutral-weak', point } as const]),
    ...(progress === null || progress <= 0 ? [] : [{ type: 'rect', x: from, y, width: round(Math.max(2, at(progress) - from)), height: barHeight, radius: 3.5, fill, point } as const]),
    ...(pace === null || isThere(standing) ? [] : [{ type: 'rule', x1: at(pace), x2: at(pace), y1: middle - 8, y2: middle + 8, stroke: { ink: 'ink-1', width: 1.75 } } as const]),
    ...(firstReached === null || !isThere(standing) ? [] : [{ type: 'dot', x: within(x(firstReached)), y: middle, r: 3.5, fill: 'good', stroke: { ink: 'surface', width: 1.25 } } as const]),
    ...(due === null ? [] : [{ type: 'diamond', x: to, y: middle, r: 5.5, fill: diamond.fill, stroke: { ink: diamond.ink, width: 1.5 } } as const]),
    ...(isShown ? [
      { type: 'rule', x1: within(today), x2: within(arrival), y1: ahead, y2: ahead, stroke: { ink: 'ink-3', width: 1.25, dash: 'reference' } } as const,
      ...(etaRange === null ? [] : rangeMarks(within(x(etaRange.from)), etaRange.to === null ? ends.to : x(etaRange.to), ahead, ends.to)),
      ...(arrival > ends.to ? [] : [{ type: 'dot', x: within(arrival), y: ahead, r: 3.2, fill: 'surface', stroke: { ink: 'ink-2', width: 1.3 } } as const]),
    ] : []),
  ];
};

/** Earliest to latest; an arrow where the latest lies beyond the picture, or is not in sight. */
const rangeMarks = (from: number, to: number, y: number, end: number): readonly Mark[] =>
  (from >= end - 4 ? [] : to >= end ? [{ type: 'arrow', x1: from, y1: y, x2: end, y2: y, stroke: { ink: 'ink-3', width: 1.25 } }]
    : [{ type: 'whisker', x1: from, x2: round(to), y1: y, y2: y, cap: 6, stroke: { ink: 'ink-3', width: 1.25 } }]);
