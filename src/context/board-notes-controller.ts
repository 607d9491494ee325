import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { checkBoard } from '../engine/client.js';
import type { BoardNotes, Tile } from '../model/board.js';
import type { Caveat } from '../model/result.js';

const none: BoardNotes = { board: [], tiles: [] };

/** What is to be said of the set of KPIs that a host shows, asked anew whenever that set changes. */
export class BoardNotesController implements ReactiveController {
  #notes: BoardNotes = none;
  #asked = '[]';
  readonly #host: ReactiveControllerHost;
  readonly #tiles: () => readonly Tile[];

  constructor(host: ReactiveControllerHost, tiles: () => readonly Tile[]) {
    this.#host = host;
    this.#tiles = tiles;
    host.addController(this);
  }

  get board(): readonly Caveat[] {
    return this.#notes.board;
  }

  /** How many there are. */
  get count(): number {
    return this.board.length + this.#notes.tiles.reduce((sum, notes) => sum + notes.length, 0);
  }

  /** Notes on one of the tiles, in the order that they are given in. */
  of(index: number): readonly Caveat[] {
    return this.#notes.tiles[index] ?? [];
  }

  hostUpdated(): void {
    const tiles = this.#tiles();
    const key = JSON.stringify(tiles);
    if (key === this.#asked) return;
    this.#asked = key;
    // Without its rules, whose file could not be had, a board is shown all the same.
    checkBoard(tiles).then((notes) => {
      if (this.#asked !== key) return;
      this.#notes = notes;
      this.#host.requestUpdate();
    }, () => undefined);
  }
}
