import type { AlertRule } from '../../events/kpi-alert.js';
import type { Control } from '../../model/control.js';
import type { Better, Reliability, Status } from '../../model/result.js';

/** What is watched: a figure, its target, and how it is judged. */
export interface Watched {
  readonly value: number | null;
  readonly target: number | null;
  readonly status: Status;
  readonly better: Better;
  readonly reliability: Reliability;
  readonly partial: boolean;
  readonly control?: Control | null;
}

/** What made the host look up: which rule, which way, and what was told before. */
export interface Alert {
  readonly rule: AlertRule;
  readonly turned: 'good' | 'bad';
  readonly previous: Watched;
}

type Side = 'good' | 'bad';

/** Good and bad are sides; a figure within reach is on neither. */
const sideOf = ({ status }: Watched): Side | null => (status === 'good' || status === 'bad' ? status : null);

const meets = ({ value, target, better }: Watched): boolean | null =>
  (value === null || target === null ? null : better === 'higher' ? value >= target : value <= target);

/** Also what has a target and yet no judgement is not firm: rows are still to come, or it lies far beyond. */
const isFirm = ({ reliability, partial, target, status }: Watched): boolean =>
  !partial && (reliability === 'ok' || reliability === 'caution') && (target === null || status !== 'unknown');

/** A period that left its limits is told once; the period is what makes it another one. */
const leftLimits = (before: Watched, after: Watched): Alert | null => {
  const now = after.control ?? null;
  if (now === null || now.outside === null) return null;
  const { control: then } = before;
  if (then?.period.start === now.period.start && then.outside === now.outside) return null;
  return { rule: 'control', turned: (now.outside === 'above') === (after.better === 'higher') ? 'good' : 'bad', previous: before };
};

/** The status that turned goes before the target that was crossed within chance, and both before the limits. */
const turn = (before: Watched, after: Watched): Alert | null => {
  if (!isFirm(before) || !isFirm(after)) return null;
  const side = sideOf(after);
  if (side !== null && sideOf(before) !== side && before.status !== 'unknown') return { rule: 'status', turned: side, previous: before };
  const [met, meets_] = [meets(before), meets(after)];
  const crossed = before.target === after.target && met !== null && meets_ !== null && met !== meets_ && after.reliability === 'ok';
  return crossed ? { rule: 'target', turned: meets_ ? 'good' : 'bad', previous: before } : leftLimits(before, after);
};

/**
 * Tells when new data takes a figure across its target. Only data counts: another question, period or target is a new
 * beginning. After an alert it is quiet for a while; what lasts beyond that is told then, what went back is not.
 */
export class AlertWatch {
  /** The figure of the last alert, or the first one seen. */
  #told: Watched | null = null;
  #question = '';
  #loadedAtMs: number | null = null;
  #quietUntilMs = -Infinity;

  /** An answer to a question from data that arrived at a moment; null = nothing to tell. `nowMs` is any steady clock. */
  take(watched: Watched, question: string, loadedAtMs: number | null, quietMs: number, nowMs: number): Alert | null {
    const isNew = question !== this.#question || this.#told === null;
    const isOther = loadedAtMs !== this.#loadedAtMs;
    this.#question = question;
    this.#loadedAtMs = loadedAtMs;
    if (isNew || !isOther) {
      this.#told = watched;
      return null;
    }
    const before = this.#told as Watched;
    // What cannot be judged now leaves what was told before as it is.
    if (!isFirm(watched)) return null;
    const alert = turn(before, watched);
    if (alert === null) {
      if (!isFirm(before) || before.status === 'unknown') this.#told = watched;
      return null;
    }
    if (nowMs < this.#quietUntilMs) return null;
    this.#quietUntilMs = nowMs + quietMs;
    this.#told = watched;
    return alert;
  }
}
