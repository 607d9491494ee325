import type { Interval } from '../model/interval.js';
import type { MilestonePoint, MilestoneStanding } from '../model/milestone.js';
import type { Reliability } from '../model/result.js';
import { senInterval } from '../stats/sen-interval.js';
import { theilSen } from '../stats/theil-sen.js';

const [leastProgress, mostProgress] = [-1, 1.5];
/** Share of the pace under which a milestone is behind. */
const riskShare = 0.7;
/** Points that the slope is taken from. */
const slopePoints = 6;
/** Beyond this nothing is in sight. */
const farDays = 3653;

/** Share of the way from start to target; null where they are the same or a value is missing. Not clamped. */
export const shareOfWay = (value: number | null, start: number | null, target: number): number | null =>
  value === null || start === null || start === target ? null : (value - start) / (target - start);

export const clampProgress = (share: number | null): number | null =>
  share === null ? null : Math.min(mostProgress, Math.max(leastProgress, share));

/** Share of the time between two days that has passed, 0 to 1; null without both, or where none lies between them. */
export const elapsedShare = (startDay: number | null, dueDay: number | null, day: number): number | null =>
  startDay === null || dueDay === null || dueDay <= startDay ? null : Math.min(1, Math.max(0, (day - startDay) / (dueDay - startDay)));

export interface Standing {
  readonly value: number | null;
  readonly ci: Interval | null;
  readonly reliability: Reliability;
  readonly target: number;
  /** 1 = the target lies above, −1 = below. */
  readonly direction: 1 | -1;
  readonly progress: number | null;
  readonly pace: number | null;
  readonly isDue: boolean;
}

export const isPast = (value: number | null, target: number, direction: 1 | -1): boolean => value !== null && direction * (value - target) >= 0;

/** The first state that fits, in the order of {@link MilestoneStanding}. */
export const standingOf = ({ value, ci, reliability, target, direction, progress, pace, isDue }: Standing): MilestoneStanding => {
  if (value === null || reliability === 'unreliable' || reliability === 'none') return 'unknown';
  if (isPast((direction === 1 ? ci?.lo : ci?.hi) ?? null, target, direction)) return 'secured';
  if (isPast(value, target, direction)) return 'reached';
  if (isDue) return 'missed';
  if (progress === null || pace === null) return 'unknown';
  if (progress >= pace) return 'on_track';
  return progress >= riskShare * pace ? 'at_risk' : 'behind';
};

interface Way { readonly day: number; readonly progress: number | null }

const toldOf = (points: readonly Way[]) => points.slice(-slopePoints).filter((point): point is { day: number; progress: number } => point.progress !== null);

const daysAt = (slope: number | null, left: number): number | null => {
  const days = slope === null || slope <= 0 || left <= 0 ? Infinity : Math.ceil(left / slope - 1e-9);
  return days > farDays ? null : days;
};

/** Days from the last point until the whole way is done, by the Theil–Sen slope of the last six points' progress; null without a slope towards the target. */
export const daysToTarget = (points: readonly Way[]): number | null => {
  const told = toldOf(points);
  return daysAt(theilSen(told.map(({ day }) => day), told.map(({ progress }) => progress)).slope, 1 - (told.at(-1)?.progress ?? 1));
};

/** The same at both ends of the slope's interval: at the soonest, and at the latest (null = perhaps never). null where neither can be told. */
export const daysToTargetRange = (points: readonly Way[]): { readonly from: number; readonly to: number | null } | null => {
  const told = toldOf(points);
  const slopes = senInterval(told.map(({ day }) => day), told.map(({ progress }) => progress));
  const left = 1 - (told.at(-1)?.progress ?? 1);
  const from = daysAt(slopes?.hi ?? null, left);
  return from === null ? null : { from, to: daysAt(slopes?.lo ?? null, left) };
};

/** First time, number of times and rows of points at or past the target. A point without value ends a row and begins none. */
export const reachedTimes = (points: readonly MilestonePoint[], target: number, direction: 1 | -1) => {
  let firstReached: string | null = null;
  let [crossings, streak, longestStreak] = [0, 0, 0];
  for (const { at, value } of points) {
    const isThere = isPast(value, target, direction);
    if (isThere && streak === 0) crossings++;
    if (isThere) firstReached ??= at;
    streak = isThere ? streak + 1 : 0;
    longestStreak = Math.max(longestStreak, streak);
  }
  return { firstReached, crossings, streak, longestStreak };
};
