import type { Filter } from '../../model/query.js';
import { SourceElement } from '../source-element.js';
import type { BoardTile } from './board-layout.js';
import { tileKindOf, type TileClass, type TileKind } from './tile-kinds.js';

/** An element as far as a board knows it: all of the kit have settings of the user's, some a filter of their own. */
type TileElement = HTMLElement & {
  filter?: Filter | null;
  setState?: (state: Readonly<Record<string, unknown>>) => void;
  readonly updateComplete?: Promise<boolean>;
};

interface Shown {
  readonly element: TileElement;
  settings: BoardTile['settings'] | null;
  state: BoardTile['state'];
}

/** The registry that an element belongs to: newer browsers have others beside the page's. */
const registryOf = (element: Element): CustomElementRegistry =>
  (element as { readonly customElementRegistry?: CustomElementRegistry | null }).customElementRegistry ?? customElements;

/** Where data comes from is the page's word alone: a layout may have been kept, sent, or typed by anybody. */
const isSettable = (name: string, observed: readonly string[]): boolean => observed.includes(name) && !SourceElement.observedAttributes.includes(name);

const attributeText = (value: unknown): string | null => {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  return value === true ? '' : null;
};

const isFilter = (value: unknown): value is Filter => typeof value === 'object' && value !== null && !Array.isArray(value)
  && Object.values(value).every((values) => Array.isArray(values) && values.every((one) => one === null || typeof one === 'string'));

/**
 * The real elements of the tiles. The code of each kind is fetched when the first tile names it; the element stays the same
 * one for as long as its tile is on the board, wherever it moves.
 */
export class TileElements {
  readonly #host: HTMLElement & { requestUpdate(): void };
  readonly #classes = new Map<string, TileClass | 'coming' | 'broken'>();
  readonly #coming = new Set<Promise<void>>();
  readonly #shown = new Map<string, Shown>();

  constructor(host: HTMLElement & { requestUpdate(): void }) {
    this.#host = host;
  }

  /** Code of a tile is on its way. */
  get isPending(): boolean {
    return this.#coming.size > 0;
  }

  /** Resolves when no code is on its way; never rejects. */
  async settled(): Promise<void> {
    while (this.#coming.size > 0) await Promise.all(this.#coming);
  }

  isBroken({ tag }: BoardTile): boolean {
    return this.#classes.get(tag) === 'broken';
  }

  /** The element of a tile with the tile's settings; null while its code is fetched, or where there is none. */
  of(tile: BoardTile, defaults: BoardTile['settings']): HTMLElement | null {
    const given = this.#classOf(tile.tag);
    if (given === null) return null;
    const known = this.#shown.get(tile.id);
    const tag = this.#localName(tile.tag);
    const shown = known?.element.localName === tag ? known : { element: this.#create(tag), settings: null, state: undefined };
    this.#shown.set(tile.id, shown);
    this.#apply(shown, { ...defaults, ...tile.settings }, tile.state, given.observedAttributes);
    return shown.element;
  }

  /** Forgets the elements of tiles that are no longer there. */
  keep(tiles: readonly BoardTile[]): void {
    for (const id of [...this.#shown.keys()]) if (!tiles.some((tile) => tile.id === id)) this.#shown.delete(id);
  }

  /** The tile that an element stands in. */
  tileOf(element: EventTarget | null): string | null {
    for (const [id, shown] of this.#shown) if (shown.element === element) return id;
    return null;
  }

  /** What the user has just set in an element itself: it is there already. */
  note(id: string, state: BoardTile['state']): void {
    const shown = this.#shown.get(id);
    if (shown !== undefined) shown.state = state;
  }

  /** Resolves when all elements have drawn their pictures. */
  async drawn(): Promise<void> {
    await Promise.all([...this.#shown.values()].map(async ({ element }) => element.updateComplete));
  }

  elementOf(id: string): HTMLElement | null {
    return this.#shown.get(id)?.element ?? null;
  }

  /** A board `acme-kpi-dashboard` holds `acme-kpi-card`. */
  #localName(tag: string): string {
    return this.#host.localName.replace(/kpi-dashboard$/u, tag);
  }

  #create(tag: string): TileElement {
    const registry = registryOf(this.#host);
    const { ownerDocument } = this.#host;
    return registry === customElements ? ownerDocument.createElement(tag) : ownerDocument.createElement(tag, { customElementRegistry: registry });
  }

  #classOf(tag: string): TileClass | null {
    const kind = tileKindOf(tag);
    if (kind === null) return null;
    const known = this.#classes.get(tag);
    if (known !== undefined) return typeof known === 'string' ? null : known;
    this.#classes.set(tag, 'coming');
    const coming = this.#fetch(tag, kind).finally(() => {
      this.#coming.delete(coming);
      this.#host.requestUpdate();
    });
    this.#coming.add(coming);
    return null;
  }

  async #fetch(tag: string, kind: TileKind): Promise<void> {
    try {
      const given = await kind.load();
      given.define(this.#localName(tag), registryOf(this.#host));
      this.#classes.set(tag, given);
    } catch {
      this.#classes.set(tag, 'broken');
    }
  }

  #apply(shown: Shown, settings: BoardTile['settings'], state: BoardTile['state'], observed: readonly string[]): void {
    const { element } = shown;
    const before = shown.settings ?? {};
    if (JSON.stringify(before) !== JSON.stringify(settings)) {
      for (const name of new Set([...Object.keys(before), ...Object.keys(settings)])) {
        if (!isSettable(name, observed)) continue;
        const text = attributeText(settings[name]);
        if (text === null) element.removeAttribute(name);
        else if (element.getAttribute(name) !== text) element.setAttribute(name, text);
      }
      if ('filter' in element) element.filter = isFilter(settings['filter']) ? settings['filter'] : null;
      shown.settings = settings;
    }
    if (state !== undefined && JSON.stringify(state) !== JSON.stringify(shown.state)) element.setState?.(state);
    shown.state = state;
  }
}
