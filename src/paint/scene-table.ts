import { html, nothing, type TemplateResult } from 'lit';
import type { Scene } from '../model/scene.js';

/** The numbers of a scene as a table: the first column names the row, whatever it holds; figures stand right. */
export const sceneTable = ({ table }: Scene, active: number | null = null): TemplateResult => html`
  <table part="table">
    <caption>${table.caption}</caption>
    <thead>
      <tr>${table.columns.map((column, i) => html`<th scope="col" class=${column.numeric && i > 0 ? 'numeric' : nothing}>${column.label}</th>`)}</tr>
    </thead>
    <tbody>
      ${table.rows.map((cells, row) => html`
        <tr class=${active !== null && (table.pointOfRow?.[row] ?? row) === active ? 'active' : nothing}>${cells.map((cell, i) => (i === 0
    ? html`<th scope="row"><bdi>${cell}</bdi></th>`
    : html`<td class=${table.columns[i]?.numeric ? 'numeric' : nothing}><bdi>${cell}</bdi></td>`))}</tr>`)}
    </tbody>
  </table>`;
