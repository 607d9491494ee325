import type { LitElement, ReactiveController } from 'lit';
import { KpiDrillEvent } from '../../events/kpi-drill.js';
import type { RowsDialog, RowsDialogParts } from '../rows/rows-dialog.js';
import { attempt } from './attempt.js';
import type { Drill } from './drill.js';

/** The rows behind a number, over the page; unless the page shows them itself. Their code is fetched when somebody asks. */
export class RowsController implements ReactiveController {
  readonly #host: LitElement;
  /** Where and for whom; null: there is nothing to ask, or no words yet. */
  readonly #around: () => Omit<RowsDialogParts, 'drill'> | null;
  #dialog: RowsDialog | null = null;

  constructor(host: LitElement, around: () => Omit<RowsDialogParts, 'drill'> | null) {
    this.#host = host;
    this.#around = around;
    host.addController(this);
  }

  /** The dialog, while it is open. */
  get element(): HTMLElement | null {
    return this.#dialog?.element ?? null;
  }

  open(drill: Drill): void {
    const { isWider: _, ...detail } = drill;
    if (this.#host.dispatchEvent(new KpiDrillEvent({ shows: 'rows', ...detail }))) attempt(this.#load(drill));
  }

  hostUpdated(): void {
    const dialog = this.#dialog;
    if (dialog?.element.isConnected !== true || dialog.element.open) return;
    dialog.element.showModal();
    dialog.focus();
  }

  hostDisconnected(): void {
    this.#let();
  }

  async #load(drill: Drill): Promise<void> {
    const [{ RowsDialog: Dialog }, { adoptRowsStyles }] = await Promise.all([import('../rows/rows-dialog.js'), import('../rows/rows.styles.js')]);
    const around = this.#around();
    if (around === null || !this.#host.isConnected) return;
    this.#dialog?.close();
    adoptRowsStyles(this.#host.renderRoot as ShadowRoot);
    this.#dialog = new Dialog(this.#host.ownerDocument, { ...around, drill }, () => this.#let());
    this.#host.requestUpdate();
  }

  #let(): void {
    if (this.#dialog === null) return;
    this.#dialog.close();
    this.#dialog = null;
    this.#host.requestUpdate();
  }
}
