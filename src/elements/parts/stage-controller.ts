import type { ReactiveControllerHost } from 'lit';
import { textWidth } from '../../charts/text-width.js';
import { beforePaint } from '../../context/before-paint.js';
import { FontController } from '../../context/font-controller.js';
import { SizeController } from '../../context/size-controller.js';
import type { Messages } from '../../i18n/messages.js';
import { LanguageController } from './language-controller.js';
import { MessagesController } from './messages-controller.js';
import { createStage, sizeOf, type Stage, type StageParts } from './stage.js';

/** Room for pictures with the default padding; the first layout corrects it where a page has set its own. */
const guessedBody = (host: number, form: 'card' | 'chart'): number => {
  const inner = host - (sizeOf(host) === 'lg' ? 42 : sizeOf(host) === 'xs' ? 26 : 34);
  return Math.max(60, form === 'card' && sizeOf(host) === 'lg' ? Math.floor(inner - Math.max(190, inner * 0.43) - 24) : inner);
};

/** Follows everything around a widget that decides how it is drawn: language, direction, width, font. */
export class StageController {
  readonly #host: ReactiveControllerHost;
  readonly #language: LanguageController;
  readonly #words: MessagesController;
  readonly #size: SizeController;
  readonly #font: FontController;
  #body: { readonly host: number; readonly width: number } | null = null;
  /** Resolves once the width was looked at after the last draw; null: it was. */
  #measured: Promise<void> | null = null;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    this.#language = new LanguageController(host);
    this.#words = new MessagesController(host);
    this.#size = new SizeController(host);
    this.#font = new FontController(host, textWidth);
  }

  get dir(): 'ltr' | 'rtl' {
    return this.#language.dir;
  }

  /** Texts of the given locale, else of the language around; null while the first ones are fetched. */
  messages(locale: string | null): Messages | null {
    return this.#words.in(locale ?? this.#language.language ?? 'en');
  }

  /** Words are on their way, or the first layout, or the look at it after a draw. */
  get isPending(): boolean {
    return this.#words.isPending || this.#size.isPending || this.#measured !== null;
  }

  async settled(): Promise<void> {
    await Promise.all([this.#words.settled(), this.#size.settled(), this.#measured]);
  }

  /** Width for pictures: as the last layout had it, else a guess that the first layout corrects; null = no room yet. */
  width(form: 'card' | 'chart'): number | null {
    const host = this.#size.width;
    if (host === null) return null;
    return this.#body?.host === host ? this.#body.width : guessedBody(host, form);
  }

  stage(form: 'card' | 'chart', parts: Pick<StageParts, 'messages' | 'currency' | 'selected' | 'isOld' | 'annotations'>): Stage {
    return createStage({ ...parts, dir: this.dir, hostWidth: this.#size.width ?? 300, width: this.width(form) ?? 260, measure: this.#font.measure });
  }

  /** After a draw: has it drawn again before it is painted where the layout gives another width than was guessed. */
  measure(root: ParentNode, form: 'card' | 'chart'): void {
    const body = root.querySelector('.body');
    if (body === null) return;
    this.#measured ??= beforePaint(() => {
      this.#measured = null;
      this.#take(body.isConnected ? body : root.querySelector('.body'), form);
    });
  }

  #take(body: Element | null, form: 'card' | 'chart'): void {
    const host = this.#size.width;
    const width = body?.clientWidth ?? 0;
    if (host === null || width === 0 || (this.#body?.host === host && this.#body.width === width)) return;
    const drawn = this.width(form);
    this.#body = { host, width };
    // A pixel is what rounding makes; it is not worth another picture.
    if (drawn === null || Math.abs(drawn - width) > 1) this.#host.requestUpdate();
  }
}
