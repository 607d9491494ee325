import { html, nothing, type TemplateResult } from 'lit';
import { say, type MessageKey, type Messages } from '../../i18n/messages.js';
import { mostRows } from './arrange.js';
import { boardColumns, type BoardTile, type Spot } from './board-layout.js';
import { kpisOf } from './tile-kpis.js';

export interface TileChanges {
  /** Owner, goal, settings. */
  describe(tile: BoardTile): void;
  /** Place and size. */
  place(spot: Partial<Spot>): void;
}

const textOf = (event: Event): string => (event.target as HTMLInputElement).value.trim();

/** The same settings without the one that was emptied. */
const withSetting = (tile: BoardTile, name: string, value: string | number | null): BoardTile => {
  const { [name]: _, ...others } = tile.settings;
  return { ...tile, settings: value === null ? others : { ...others, [name]: value } };
};

/** A share is typed as a percentage; `12,3` and `12.3` are both read. */
const targetFrom = (text: string, isShare: boolean): number | null | undefined => {
  if (text === '') return null;
  const value = Number(text.replace(',', '.'));
  return Number.isFinite(value) ? (isShare ? value / 100 : value) : undefined;
};

/** Who answers for a tile, what it shall reach, where it stands: everything that hands do on the board, as fields. */
export const tileSheet = (tile: BoardTile, isShare: boolean, changes: TileChanges, messages: Messages): TemplateResult => {
  const field = (key: MessageKey, value: string, onChange: (text: string) => void, more: { readonly help?: string; readonly suffix?: string; readonly mode?: 'decimal' } = {}): TemplateResult => html`
    <label class="field"><span>${messages.catalogue[key]}${more.suffix === undefined ? nothing : ` (${more.suffix})`}</span>
      <input type="text" inputmode=${more.mode ?? 'text'} .value=${value} @change=${(event: Event) => onChange(textOf(event))} />
      ${more.help === undefined ? nothing : html`<small>${more.help}</small>`}</label>`;
  const number = (key: MessageKey, value: number, min: number, max: number, onChange: (value: number) => void): TemplateResult => html`
    <label class="field short"><span>${messages.catalogue[key]}</span>
      <input type="number" min=${min} max=${max} step="1" .value=${String(value)} @change=${(event: Event) => {
        const typed = (event.target as HTMLInputElement).valueAsNumber;
        if (Number.isFinite(typed)) onChange(Math.min(Math.max(Math.round(typed), min), max));
      }} /></label>`;
  const { target, heading } = tile.settings;
  const shownTarget = typeof target === 'number' ? String(isShare ? Number((target * 100).toPrecision(12)) : target) : '';
  return html`
    <div class="fields">
      ${field('board.field.heading', typeof heading === 'string' ? heading : '', (text) => changes.describe(withSetting(tile, 'heading', text === '' ? null : text)))}
      ${kpisOf(tile).length === 0 ? nothing : html`
        ${field('board.field.target', shownTarget, (text) => {
          const typed = targetFrom(text, isShare);
          if (typed !== undefined) changes.describe(withSetting(tile, 'target', typed));
        }, { help: say(messages, 'board.fieldHelp.target'), mode: 'decimal', ...(isShare ? { suffix: '%' } : {}) })}
        ${field('board.field.owner', tile.owner ?? '', (text) => changes.describe({ ...tile, owner: text === '' ? null : text }))}
        ${field('board.field.goal', tile.goal ?? '', (text) => changes.describe({ ...tile, goal: text === '' ? null : text }))}`}
      ${number('board.field.row', tile.y + 1, 1, 99, (value) => changes.place({ y: value - 1 }))}
      ${number('board.field.column', tile.x + 1, 1, boardColumns - tile.w + 1, (value) => changes.place({ x: value - 1 }))}
      ${number('board.field.width', tile.w, 1, boardColumns - tile.x, (value) => changes.place({ w: value }))}
      ${number('board.field.height', tile.h, 1, mostRows, (value) => changes.place({ h: value }))}
    </div>`;
};
