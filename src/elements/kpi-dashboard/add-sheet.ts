import { html, nothing, type TemplateResult } from 'lit';
import { say, type Messages } from '../../i18n/messages.js';
import type { KpiId } from '../../model/kpi-id.js';
import type { BoardTile } from './board-layout.js';
import { tileKinds, type TileKind } from './tile-kinds.js';
import { allKpis, kpisOf, settingsFor } from './tile-kpis.js';
import { reasonFor } from './tile-words.js';

/** What can be added, without a place yet. */
export type Addition = Pick<BoardTile, 'tag' | 'settings' | 'w' | 'h'>;

interface Form { readonly addition: Addition; readonly form: 'card' | 'chart' }

const kinds: readonly (readonly [tag: string, kind: TileKind])[] = Object.entries(tileKinds);

const additionOf = (tag: string, { w, h }: TileKind, kpi: KpiId | null): Addition => ({ tag, settings: settingsFor(tag, kpi), w, h });

/** A figure as a card, and the pictures it leads. */
const formsOf = (kpi: KpiId): readonly Form[] => kinds.flatMap(([tag, kind]): readonly Form[] => {
  if (kind.kpis === 'chosen') return [{ addition: additionOf(tag, kind, kpi), form: 'card' }];
  return kind.kpis[0] === kpi ? [{ addition: additionOf(tag, kind, null), form: 'chart' }] : [];
});

/** The palette: every figure of the kit with the reason to have it, as a card or a picture; then what has no figure. */
export const addSheet = (tiles: readonly BoardTile[], role: string | null, add: (addition: Addition) => void, messages: Messages): TemplateResult => {
  const shown = new Set(tiles.flatMap(kpisOf));
  const others = kinds.filter(([, { kpis }]) => kpis !== 'chosen' && kpis.length === 0);
  const button = (addition: Addition, label: string, name: string): TemplateResult =>
    html`<button class="framed-button" type="button" aria-label=${`${name}: ${label}`} @click=${() => add(addition)}>${label}</button>`;
  return html`
    <ul class="palette">
      ${allKpis.map((kpi) => {
        const name = say(messages, `kpi.${kpi}`);
        return html`<li>
          <div><b>${name}</b>${shown.has(kpi) ? html` <span class="badge">${say(messages, 'board.isThere')}</span>` : nothing}<p>${reasonFor(kpi, role, messages)}</p></div>
          <div class="forms">${formsOf(kpi).map(({ addition, form }) => button(addition, say(messages, `board.kind.${form}`), name))}</div></li>`;
      })}
    </ul>
    ${others.length === 0 ? nothing : html`<h5>${say(messages, 'board.others')}</h5>
      <div class="choices">${others.map(([tag, kind]) => {
        const name = say(messages, kind.title);
        return html`<button class="framed-button" type="button" @click=${() => add(additionOf(tag, kind, null))}>${name}</button>`;
      })}</div>`}`;
};
