import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { shownStyle } from '../../context/shown-style.js';
import { languageOf } from '../../i18n/language-of.js';

/** One observer per document or shadow root, for however many elements. */
const watched = new Map<Node, { readonly observer: MutationObserver; readonly listeners: Set<() => void> }>();

const watch = (root: Node, listener: () => void): (() => void) => {
  let entry = watched.get(root);
  if (entry === undefined) {
    const listeners = new Set<() => void>();
    const observer = new MutationObserver(() => {
      for (const told of [...listeners]) told();
    });
    observer.observe(root, { attributes: true, attributeFilter: ['lang', 'dir'], subtree: true });
    watched.set(root, entry = { observer, listeners });
  }
  const { observer, listeners } = entry;
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    observer.disconnect();
    watched.delete(root);
  };
};

/** The roots around an element, outwards: an observer sees only its own. */
const rootsOf = (element: Node): readonly Node[] => {
  const roots: Node[] = [];
  for (let root = element.getRootNode(); ; root = root.host.getRootNode()) {
    roots.push(root);
    if (!(root instanceof ShadowRoot)) return roots;
  }
};

/** Language and direction of the text around an element, followed when the page changes them. */
export class LanguageController implements ReactiveController {
  #language: string | null = null;
  #dir: 'ltr' | 'rtl' = 'ltr';
  #unwatch: readonly (() => void)[] = [];
  readonly #host: ReactiveControllerHost & HTMLElement;

  constructor(host: ReactiveControllerHost & HTMLElement) {
    this.#host = host;
    host.addController(this);
  }

  /** Nearest `lang`; null if the page names none. */
  get language(): string | null {
    return this.#language;
  }

  get dir(): 'ltr' | 'rtl' {
    return this.#dir;
  }

  hostConnected(): void {
    this.#read();
    this.#unwatch = rootsOf(this.#host).map((root) => watch(root, () => this.#read()));
  }

  hostDisconnected(): void {
    for (const unwatch of this.#unwatch) unwatch();
    this.#unwatch = [];
  }

  #read(): void {
    const language = languageOf(this.#host);
    const dir = shownStyle(this.#host).direction === 'rtl' ? 'rtl' : 'ltr';
    if (language === this.#language && dir === this.#dir) return;
    this.#language = language;
    this.#dir = dir;
    this.#host.requestUpdate();
  }
}
