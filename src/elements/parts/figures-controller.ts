import type { LitElement } from 'lit';
import { errorInfo } from '../../context/error-info.js';
import type { KpiErrorInfo } from '../../model/issue.js';
import type { FiguresView, PointActor } from './figures-view.js';

/** Once it is here, it is here for every widget of the page. */
let loaded: typeof FiguresView | null = null;

/** The view of a widget's figures, fetched when figures are on their way. */
export class FiguresController {
  readonly #host: LitElement;
  readonly #act: PointActor;
  /** Fetches what the widget draws its pictures with; null: that is here already. */
  readonly #prepare: () => Promise<void> | null;
  #view: FiguresView | null = null;
  #coming: Promise<void> | null = null;
  #error: KpiErrorInfo | null = null;

  constructor(host: LitElement, act: PointActor, prepare: () => Promise<void> | null) {
    this.#host = host;
    this.#act = act;
    this.#prepare = prepare;
  }

  /** Why it could not be fetched. */
  get error(): KpiErrorInfo | null {
    return this.#error;
  }

  get isPending(): boolean {
    return this.#coming !== null;
  }

  /** Resolves when nothing is being fetched; never rejects. */
  async settled(): Promise<void> {
    await this.#coming;
  }

  /** The view, or null and an update later. */
  get(): FiguresView | null {
    if (this.#view !== null || this.#coming !== null || this.#error !== null) return this.#view;
    const preparing = this.#prepare();
    if (loaded === null || preparing !== null) this.#coming = this.#fetch(preparing);
    else this.#view = new loaded(this.#host, this.#act);
    return this.#view;
  }

  /** Tries again after a failure. */
  again(): void {
    this.#error = null;
  }

  async #fetch(preparing: Promise<void> | null): Promise<void> {
    try {
      const [view] = await Promise.all([import('./figures-view.js'), preparing]);
      loaded = view.FiguresView;
    } catch (thrown) {
      this.#error = errorInfo(thrown, 'compute');
    }
    this.#coming = null;
    this.#host.requestUpdate();
  }
}
