/** The user changed how an element shows its data; `state` is what `setState` takes back. */
export class KpiStateChangeEvent extends Event {
  readonly detail: { readonly state: Readonly<Record<string, unknown>> };
  constructor(state: Readonly<Record<string, unknown>>) {
    super('kpi-state-change', { bubbles: true, composed: true });
    this.detail = Object.freeze({ state });
  }
}
