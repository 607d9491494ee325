import type { LitElement, ReactiveController, TemplateResult } from 'lit';
import { KpiDrillEvent } from '../../events/kpi-drill.js';
import { attempt } from './attempt.js';
import type { Drill } from './drill.js';
import type { Sheet } from './provenance-sheet.js';

/** Where a number comes from, over the page; unless the page shows that itself. */
export class SheetController implements ReactiveController {
  readonly #host: LitElement;
  /** The leading figure with its question; null: there is none. */
  readonly #lead: () => Drill | null;
  #sheet: ((sheet: Sheet) => TemplateResult) | null = null;
  #isOpening = false;

  constructor(host: LitElement, lead: () => Drill | null) {
    this.#host = host;
    this.#lead = lead;
    host.addController(this);
  }

  /** What draws the sheet, while it is open. */
  get sheet(): ((sheet: Sheet) => TemplateResult) | null {
    return this.#sheet;
  }

  readonly open = (): void => {
    const lead = this.#lead();
    if (lead === null) return;
    const { isWider: _, ...detail } = lead;
    if (!this.#host.dispatchEvent(new KpiDrillEvent({ shows: 'definition', ...detail }))) return;
    attempt(this.#load());
  };

  readonly onClosed = (): void => this.#draw(null);

  hostUpdated(): void {
    if (!this.#isOpening) return;
    this.#isOpening = false;
    if (this.#host.isConnected) this.#host.renderRoot.querySelector('dialog')?.showModal();
  }

  async #load(): Promise<void> {
    const { provenanceSheet } = await import('./provenance-sheet.js');
    this.#isOpening = true;
    this.#draw(provenanceSheet);
  }

  #draw(sheet: ((sheet: Sheet) => TemplateResult) | null): void {
    this.#sheet = sheet;
    this.#host.requestUpdate();
  }
}
