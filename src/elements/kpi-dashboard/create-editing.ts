import { html, nothing, type TemplateResult } from 'lit';
import { say, type Messages } from '../../i18n/messages.js';
import type { KpiResult } from '../../model/result.js';
import { addSheet, type Addition } from './add-sheet.js';
import { addTile, moveTile, removeTile, resizeTile, shiftTile, stepTile, type Direction } from './arrange.js';
import type { BoardEditing, EditedBoard } from './board-editing.js';
import { boardColumns, type BoardTile, type Spot } from './board-layout.js';
import { gripIcon, handleIcon, settingsIcon } from './edit-icons.js';
import { changed, historyOf, redone, undone, type History } from './edit-history.js';
import { actionOf } from './edit-keys.js';
import { editSheet } from './edit-sheet.js';
import { icon } from '../parts/icon.js';
import { inReadingOrder } from './settle.js';
import { startDrag, type TileDrag } from './tile-drag.js';
import { tileSheet } from './tile-sheet.js';
import { tileName } from './tile-words.js';

/** What stands in the focus: a part of a tile, or a button of the bar. */
type Focus = { readonly tile: string; readonly part: 'handle' | 'grip' } | 'add';
type Sheet = 'add' | { readonly tile: string };

/** Arranging a board: by pointer at its handles, by keys, by fields. Each change can be taken back and is told. */
export const createEditing = (board: EditedBoard): BoardEditing => {
  let history: History<readonly BoardTile[]> = historyOf(board.tiles);
  let told = say(board.messages, 'board.told.editing', { help: say(board.messages, 'board.help') });
  let drag: TileDrag | null = null;
  let preview: readonly BoardTile[] | null = null;
  let sheet: Sheet | null = null;
  let focus: Focus | null = null;

  const tileOf = (id: string): BoardTile | undefined => board.tiles.find((tile) => tile.id === id);
  const nameOf = (tile: BoardTile): string => tileName(tile, board.messages);
  const tell = (text: string): void => {
    told = text;
    board.redraw();
  };
  const place = (tile: BoardTile): { readonly name: string; readonly row: number; readonly column: number } => ({ name: nameOf(tile), row: tile.y + 1, column: tile.x + 1 });

  /** The board may have been changed from outside meanwhile: what can be undone is what stood there last. */
  const change = (tiles: readonly BoardTile[], text: string): void => {
    history = changed({ ...history, now: board.tiles }, tiles);
    told = text;
    board.change(tiles);
  };
  const isSame = (a: readonly BoardTile[], b: readonly BoardTile[]): boolean => a === b || JSON.stringify(inReadingOrder(a)) === JSON.stringify(inReadingOrder(b));
  /** A tile at another place or in another size; tells where it came to stand, or that it is at the edge. */
  const rearrange = (id: string, tiles: readonly BoardTile[], kind: 'move' | 'size'): void => {
    const tile = tiles.find((one) => one.id === id);
    if (tile === undefined) return;
    if (isSame(tiles, board.tiles)) return tell(say(board.messages, 'board.told.edge', { name: nameOf(tile) }));
    change(tiles, kind === 'move' ? say(board.messages, 'board.told.moved', place(tile))
      : say(board.messages, 'board.told.sized', { name: nameOf(tile), w: tile.w, h: tile.h, most: boardColumns }));
  };
  const isWide = (): boolean => {
    const grid = board.root.querySelector('.grid');
    return grid !== null && getComputedStyle(grid).gridTemplateColumns.split(' ').length === boardColumns;
  };
  const step = (id: string, direction: Direction): void => {
    const tiles = isWide() ? stepTile(board.tiles, id, direction) : shiftTile(board.tiles, id, direction === 'up' || direction === 'left' ? -1 : 1);
    rearrange(id, tiles, 'move');
  };
  const resize = (id: string, w: number, h: number): void => {
    const tile = tileOf(id);
    if (tile !== undefined) rearrange(id, resizeTile(board.tiles, id, { w: tile.w + w, h: tile.h + h }), 'size');
  };
  const remove = (id: string): void => {
    const order = inReadingOrder(board.tiles);
    const index = order.findIndex((tile) => tile.id === id);
    const tile = order[index];
    if (tile === undefined) return;
    const next = order[index + 1] ?? order[index - 1];
    focus = next === undefined ? 'add' : { tile: next.id, part: 'handle' };
    change(removeTile(board.tiles, id), say(board.messages, 'board.told.removed', { name: nameOf(tile) }));
  };
  const travel = (next: History<readonly BoardTile[]>, text: string): void => {
    if (next === history) return;
    const focused = focusedTile();
    history = next;
    told = text;
    if (focused !== null && !next.now.some(({ id }) => id === focused.tile)) focus = 'add';
    board.change(next.now);
  };
  const undo = (): void => travel(undone({ ...history, now: board.tiles }), say(board.messages, 'board.told.undone'));
  const redo = (): void => travel(redone({ ...history, now: board.tiles }), say(board.messages, 'board.told.redone'));
  const add = (addition: Addition): void => {
    const taken = new Set(board.tiles.map(({ id }) => id));
    const base = typeof addition.settings['kpi'] === 'string' ? addition.settings['kpi'] : addition.tag;
    let id = base;
    for (let n = 2; taken.has(id); n++) id = `${base}-${n}`;
    const tiles = addTile<BoardTile>(board.tiles, { ...addition, id, x: 0, y: 0 });
    const tile = tiles.find((one) => one.id === id);
    if (tile === undefined) return;
    sheet = null;
    focus = { tile: id, part: 'handle' };
    change(tiles, say(board.messages, 'board.told.added', place(tile)));
  };
  const reset = (): void => {
    if (!isSame(board.tiles, board.begun)) change(board.begun, say(board.messages, 'board.told.reset'));
  };

  const focusedTile = (): { readonly tile: string; readonly part: 'handle' | 'grip' } | null => {
    const active = board.root.activeElement?.closest<HTMLElement>('[data-part]');
    const tile = active?.closest<HTMLElement>('[data-tile]')?.dataset['tile'];
    const part = active?.dataset['part'];
    return tile !== undefined && (part === 'handle' || part === 'grip') ? { tile, part } : null;
  };
  const endDrag = (isKept: boolean): void => {
    const [ended, tiles] = [drag, preview];
    [drag, preview] = [null, null];
    if (ended === null) return;
    if (isKept && tiles !== null && !isSame(tiles, board.tiles)) {
      focus = { tile: ended.tile.id, part: ended.kind === 'move' ? 'handle' : 'grip' };
      rearrange(ended.tile.id, tiles, ended.kind);
    } else board.redraw();
  };
  const onPointerdown = (event: PointerEvent, tile: BoardTile, kind: 'move' | 'size'): void => {
    const grid = board.root.querySelector('.grid');
    if (event.button !== 0 || grid === null || drag !== null) return;
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    drag = startDrag(grid, board.tiles, tile, kind, event, board.dir);
  };
  const onPointermove = (event: PointerEvent): void => {
    if (drag === null || event.pointerId !== drag.pointerId) return;
    const tiles = drag.at(event.clientX, event.clientY);
    if (preview === null ? tiles === board.tiles : isSame(tiles, preview)) return;
    preview = tiles;
    board.redraw();
  };
  const onPointerup = ({ pointerId }: PointerEvent): void => {
    if (pointerId === drag?.pointerId) endDrag(true);
  };
  const onPointercancel = ({ pointerId }: PointerEvent): void => {
    if (pointerId === drag?.pointerId) endDrag(false);
  };

  const handle = (tile: BoardTile, kind: 'move' | 'size', name: string): TemplateResult => html`
    <button type="button" class=${kind === 'move' ? 'handle' : 'grip'} data-part=${kind === 'move' ? 'handle' : 'grip'} aria-describedby="board-help"
      aria-label=${say(board.messages, kind === 'move' ? 'board.handle' : 'board.resize', { name })}
      @pointerdown=${(event: PointerEvent) => onPointerdown(event, tile, kind)} @pointermove=${onPointermove} @pointerup=${onPointerup}
      @pointercancel=${onPointercancel}>${kind === 'move' ? html`${handleIcon}<span>${name}</span>` : gripIcon}</button>`;
  const openSheet = (next: Sheet): void => {
    sheet = next;
    board.redraw();
  };
  const resultOf = (id: string): KpiResult | null => {
    const element = board.root.querySelector<Element & { getResult?: () => KpiResult | null }>(`[data-tile=${CSS.escape(id)}] > [inert]`);
    return element?.getResult?.() ?? null;
  };
  const sheetContent = (open: Sheet, messages: Messages): { readonly heading: string; readonly content: TemplateResult } | null => {
    if (open === 'add') return { heading: say(messages, 'board.addHeading'), content: addSheet(board.tiles, board.role, add, messages) };
    const tile = tileOf(open.tile);
    if (tile === undefined) return null;
    const changes = {
      describe: (next: BoardTile) => change(board.tiles.map((one) => (one.id === next.id ? next : one)), ''),
      place: (spot: Partial<Spot>) => {
        const isSize = spot.w !== undefined || spot.h !== undefined;
        rearrange(tile.id, isSize ? resizeTile(board.tiles, tile.id, { w: tile.w, h: tile.h, ...spot }) : moveTile(board.tiles, tile.id, { x: tile.x, y: tile.y, ...spot }), isSize ? 'size' : 'move');
      },
    };
    return { heading: say(messages, 'board.settings', { name: nameOf(tile) }), content: tileSheet(tile, resultOf(tile.id)?.unit === 'ratio', changes, messages) };
  };

  return {
    get preview() { return preview; },
    get held() { return drag !== null && preview !== null ? drag.tile.id : null; },
    get told() { return told; },
    bar: () => {
      const { messages } = board;
      return html`
        <div class="bar" part="toolbar" role="toolbar" aria-label=${say(messages, 'board.edit')}>
          <button class="framed-button primary" type="button" id="add" @click=${() => openSheet('add')}>${say(messages, 'board.add')}</button>
          <button class="framed-button" type="button" aria-disabled=${history.past.length === 0 ? 'true' : 'false'} @click=${undo}>${say(messages, 'board.undo')}</button>
          <button class="framed-button" type="button" aria-disabled=${history.future.length === 0 ? 'true' : 'false'} @click=${redo}>${say(messages, 'board.redo')}</button>
          ${board.begun.length === 0 ? nothing : html`<button class="framed-button" type="button" @click=${reset}>${say(messages, 'board.reset')}</button>`}
          <p id="board-help"><bdi>${say(messages, 'board.help')}</bdi></p>
        </div>`;
    },
    handles: (tile) => {
      const name = nameOf(tile);
      return html`
        <div class="handles">
          ${handle(tile, 'move', name)}
          <button class="icon-button" type="button" aria-haspopup="dialog" aria-label=${say(board.messages, 'board.settings', { name })} @click=${() => openSheet({ tile: tile.id })}>${settingsIcon}</button>
          <button class="icon-button" type="button" aria-label=${say(board.messages, 'board.remove', { name })} @click=${() => remove(tile.id)}>${icon('close')}</button>
        </div>
        ${handle(tile, 'size', name)}`;
    },
    sheet: () => {
      const open = sheet === null ? null : sheetContent(sheet, board.messages);
      return open === null ? null : editSheet(open.heading, open.content, () => {
        sheet = null;
        board.redraw();
      }, board.messages);
    },
    onKeydown: (event) => {
      if ((event.target as Element).closest('dialog') !== null || event.defaultPrevented) return;
      const on = focusedTile();
      const action = actionOf(event, board.dir, on?.part ?? null);
      if (action === null) return;
      event.preventDefault();
      if (action.kind === 'undo') return undo();
      if (action.kind === 'redo') return redo();
      if (action.kind === 'cancel') return drag === null ? board.finish() : endDrag(false);
      if (on === null) return;
      focus = on;
      if (action.kind === 'remove') return remove(on.tile);
      if (action.kind === 'size') return resize(on.tile, action.w, action.h);
      step(on.tile, action.direction);
    },
    openPalette: () => openSheet('add'),
    afterDraw: () => {
      const dialog = board.root.querySelector<HTMLDialogElement>('dialog.edit-sheet');
      if (dialog !== null && !dialog.open) dialog.showModal();
      if (focus === null || dialog !== null) return;
      const wanted = focus === 'add' ? board.root.querySelector<HTMLElement>('#add') : board.root.querySelector<HTMLElement>(`[data-tile=${CSS.escape(focus.tile)}] [data-part=${focus.part}]`);
      if (wanted === null) return;
      focus = null;
      if (board.root.activeElement === wanted) return;
      wanted.focus();
    },
  };
};
