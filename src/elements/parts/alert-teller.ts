import { KpiAlertEvent } from '../../events/kpi-alert.js';
import type { KpiResult } from '../../model/result.js';
import { AlertWatch, type Watched } from './alert-watch.js';

/** Watches one figure of a widget, and tells the page what `AlertWatch` finds. */
export class AlertTeller {
  readonly #host: HTMLElement;
  readonly #watch = new AlertWatch();
  readonly #quietMs: () => number;

  constructor(host: HTMLElement, quietMs: () => number) {
    this.#host = host;
    this.#quietMs = quietMs;
  }

  take([lead]: readonly KpiResult[], watched: Watched | null, question: string, loadedAtMs: number | null): void {
    if (lead === undefined || watched === null) return;
    const alert = this.#watch.take(watched, question, loadedAtMs, this.#quietMs(), performance.now());
    if (alert === null) return;
    const { rule, turned, previous: { value, status } } = alert;
    this.#host.dispatchEvent(new KpiAlertEvent({ result: lead, rule, turned, previous: { value, status } }));
  }
}
