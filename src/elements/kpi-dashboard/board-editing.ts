import type { TemplateResult } from 'lit';
import type { Messages } from '../../i18n/messages.js';
import type { BoardTile } from './board-layout.js';

/** What arranging needs of the board: its code is fetched when the user asks for it. */
export interface EditedBoard {
  readonly root: ParentNode & DocumentOrShadowRoot;
  readonly messages: Messages;
  readonly dir: 'ltr' | 'rtl';
  readonly tiles: readonly BoardTile[];
  /** Whose board it is. */
  readonly role: string | null;
  /** The tiles that the board began with. */
  readonly begun: readonly BoardTile[];
  /** The user has changed the board. */
  change(tiles: readonly BoardTile[]): void;
  redraw(): void;
  finish(): void;
}

export interface BoardEditing {
  /** Where tiles stand while one is dragged; null = where they are. */
  readonly preview: readonly BoardTile[] | null;
  /** The tile that is dragged. */
  readonly held: string | null;
  /** What has just happened, for who does not see it. */
  readonly told: string;
  bar(): TemplateResult;
  handles(tile: BoardTile): TemplateResult;
  sheet(): TemplateResult | null;
  onKeydown(event: KeyboardEvent): void;
  /** Begins with choosing what to add. */
  openPalette(): void;
  /** The board is drawn: focus goes where it belongs. */
  afterDraw(): void;
}
