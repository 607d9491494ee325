import { html, nothing, type TemplateResult } from 'lit';

export interface PlainColumn { readonly label: string; readonly isNumeric?: boolean }

/** Texts as a table with a name; the first column names the row. A wide one scrolls in itself. */
export const plainTable = (caption: string, columns: readonly PlainColumn[], rows: readonly (readonly (string | TemplateResult)[])[]): TemplateResult => html`
  <div class="table-scroll" role="region" tabindex="0" aria-label=${caption}>
    <table part="table">
      <caption class="visually-hidden">${caption}</caption>
      <thead><tr>${columns.map(({ label, isNumeric }) => html`<th scope="col" class=${isNumeric === true ? 'numeric' : nothing}>${label}</th>`)}</tr></thead>
      <tbody>${rows.map((cells) => html`<tr>${cells.map((cell, i) => (i === 0
    ? html`<th scope="row"><bdi>${cell}</bdi></th>`
    : html`<td class=${columns[i]?.isNumeric === true ? 'numeric' : nothing}><bdi>${cell}</bdi></td>`))}</tr>`)}</tbody>
    </table>
  </div>`;
