import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { checkAnnotations, type CheckedAnnotations } from '../../context/check-annotations.js';
import { KpiErrorEvent } from '../../events/kpi-error.js';
import { InlineDataController } from './inline-data.js';

/** The dated marks that an element was given, checked: as its property, else as JSON in the page. What checks them is fetched with the first ones. */
export class AnnotationsController implements ReactiveController {
  readonly #host: ReactiveControllerHost & HTMLElement;
  readonly #stated: () => unknown;
  readonly #inline: InlineDataController;
  #given: unknown = null;
  #checked: CheckedAnnotations | null = null;
  #coming: Promise<void> | null = null;

  /** `stated`: the property; null = not set. */
  constructor(host: ReactiveControllerHost & HTMLElement, stated: () => unknown) {
    this.#host = host;
    this.#stated = stated;
    this.#inline = new InlineDataController(host, 'annotations');
    host.addController(this);
  }

  /** Null: none were given, or they are being checked for the first time. */
  get checked(): CheckedAnnotations | null {
    return this.#checked;
  }

  get isPending(): boolean {
    return this.#coming !== null;
  }

  /** Resolves when nothing is being checked; never rejects. */
  async settled(): Promise<void> {
    await this.#coming;
  }

  hostUpdate(): void {
    const given = this.#stated() ?? this.#inline.data?.text ?? null;
    if (given === this.#given) return;
    this.#given = given;
    this.#coming = given === null ? null : this.#check(given);
    if (given === null) this.#checked = null;
  }

  async #check(given: unknown): Promise<void> {
    const checked = await checkAnnotations(given);
    if (given !== this.#given) return;
    this.#coming = null;
    this.#checked = checked;
    this.#host.requestUpdate();
    for (const error of checked.errors) this.#host.dispatchEvent(new KpiErrorEvent(error));
  }
}
