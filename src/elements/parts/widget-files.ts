import type { Scene } from '../../model/scene.js';
import { attempt } from './attempt.js';
import { copyTables } from './copy-tables.js';

/** What a widget shows now, for taking it elsewhere. */
export interface Shown {
  readonly scenes: readonly Scene[];
  readonly heading: string;
  readonly locale: string;
  /** Whose colours and font the pictures have; null: nothing is drawn. */
  readonly base: HTMLElement | null;
}

/** Pictures and numbers of a widget as files; what makes them is fetched when somebody wants one. */
export class WidgetFiles {
  readonly #host: HTMLElement;
  readonly #shown: () => Promise<Shown>;

  /** `shown` resolves when the widget is drawn. */
  constructor(host: HTMLElement, shown: () => Promise<Shown>) {
    this.#host = host;
    this.#shown = shown;
  }

  async svg(): Promise<string> {
    const { scenes, heading, base } = await this.#shown();
    if (base === null) return '';
    const { sceneToSvg } = await import('../../paint/scene-to-svg.js');
    return sceneToSvg(scenes, { tokensFrom: base, title: heading });
  }

  async png(): Promise<Blob> {
    const { exportPng } = await import('./export-png.js');
    return exportPng(await this.svg());
  }

  async csv(): Promise<string> {
    const { scenes, locale } = await this.#shown();
    const { scenesCsv } = await import('./csv-export.js');
    return scenesCsv(scenes, locale);
  }

  /** Offers the numbers as a file. */
  readonly save = (): void => attempt(this.#save());

  /** Puts the tables on the clipboard. */
  readonly copy = (): void => attempt(this.#shown().then(({ scenes }) => copyTables(scenes)));

  async #save(): Promise<void> {
    const csv = await this.csv();
    const { saveCsv } = await import('./csv-export.js');
    saveCsv(csv, `${this.#host.localName}.csv`, this.#host.ownerDocument);
  }
}
