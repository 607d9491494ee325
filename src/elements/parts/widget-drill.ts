import type { LitElement } from 'lit';
import type { Messages } from '../../i18n/messages.js';
import type { ScenePoint } from '../../model/scene.js';
import { drillOf, partOf, type Drill, type DrillPart } from './drill.js';
import type { Figure } from './figure.js';
import { RowsController } from './rows-controller.js';
import { SheetController } from './sheet-controller.js';
import type { Key } from './selection.js';
import type { WidgetData } from './widget-data.js';
import type { WidgetFrame } from './widget-frame.js';

export interface DrillHooks {
  readonly data: WidgetData;
  messages(): Messages | null;
  dir(): 'ltr' | 'rtl';
  /** Keys of these dimensions that are chosen now. */
  selectedKeys(dimensions: readonly string[]): readonly Key[];
}

/** From the figures of a widget to what they are made of: formula and rules, and the rows themselves. */
export class WidgetDrill {
  readonly #hooks: DrillHooks;
  readonly #sheet: SheetController;
  readonly #rows: RowsController;

  constructor(host: LitElement, hooks: DrillHooks) {
    this.#hooks = hooks;
    this.#sheet = new SheetController(host, () => this.#drill(0));
    this.#rows = new RowsController(host, () => {
      const { kpi: { dataset }, report } = hooks.data;
      const messages = hooks.messages();
      return dataset === null || messages === null ? null : { dataset, report, messages, dir: hooks.dir() };
    });
  }

  readonly openSheet = (): void => this.#sheet.open();

  /** The rows behind a mark of a picture. */
  openPoint({ dimensions, result = 0 }: Figure, point: ScenePoint): void {
    this.#open(result, partOf(point, dimensions));
  }

  /** What the frame shows of it, and asks for. */
  get frame(): Pick<WidgetFrame, 'onSheet' | 'sheet' | 'onSheetClosed' | 'rows' | 'onRows' | 'onResultRows' | 'onSelectedRows'> {
    return {
      onSheet: this.openSheet, sheet: this.#sheet.sheet, onSheetClosed: this.#sheet.onClosed, rows: this.#rows.element,
      onRows: () => this.#open(0), onResultRows: (index) => this.#open(index),
      onSelectedRows: (dimensions) => this.#open(0, { dimensions, keys: this.#hooks.selectedKeys(dimensions), title: '' }),
    };
  }

  #open(index: number, part?: DrillPart): void {
    const drill = this.#drill(index, part);
    if (drill !== null) this.#rows.open(drill);
  }

  /** A result, or a part of it, with the question that it answers; null: there is no such result. */
  #drill(index: number, part?: DrillPart): Drill | null {
    const { results, queries } = this.#hooks.data;
    const [result, asked] = [results?.[index], queries[index]];
    return result === undefined || asked === undefined ? null : drillOf(result, asked, part);
  }
}
