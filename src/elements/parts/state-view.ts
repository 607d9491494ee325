import { html, nothing, type TemplateResult } from 'lit';
import { caveatText } from '../../i18n/caveat-text.js';
import { say, type Messages } from '../../i18n/messages.js';
import { tableName } from '../../i18n/words.js';
import type { LoadReport } from '../../model/issue.js';
import type { KpiResult } from '../../model/result.js';
import { emptyTableOf, findingsOf } from './findings.js';

/** Grey shapes where text and picture will stand: the final size, so that nothing jumps. */
export const skeleton = (form: 'card' | 'chart'): TemplateResult => html`
  <div class="skeleton ${form}-skeleton" aria-hidden="true">
    <div class="bone bone-value"></div><div class="bone bone-line"></div><div class="bone bone-short"></div>
    <div class="bone bone-chart"></div><div class="bone bone-note"></div><div class="bone bone-foot"></div>
  </div>`;

/** The same, said in words. */
export const loadingView = (form: 'card' | 'chart', what: string, messages: Messages): TemplateResult => html`
  ${skeleton(form)}
  <p class="visually-hidden" role="status">${say(messages, 'state.loading', { what })}</p>`;

export interface Needed { readonly table: string; readonly column: string | null }

/** What the engine says is missing. */
export const neededOf = (result: KpiResult): Needed | null => {
  const missing = result.caveats.find(({ code }) => code === 'NOT_APPLICABLE');
  const table = missing?.params['table'];
  const column = missing?.params['column'];
  return typeof table === 'string' ? { table, column: typeof column === 'string' ? column : null } : null;
};

/** A sentence with code words in it: `{table}` and `{columns}` of the text become code. */
const needsSentence = ({ table, column }: Needed, messages: Messages): TemplateResult => {
  const parts = say(messages, 'state.empty.needs', { table: '\u0001', columns: '\u0002' }).split(/([\u0001\u0002])/u);
  return html`<p><bdi>${parts.map((part) => (part === '\u0001' ? html`<code>${table}</code>` : part === '\u0002' ? html`<code>${column ?? '…'}</code>` : part))}</bdi></p>`;
};

export interface EmptyHooks {
  /** A file for a table, chosen by the user. */
  readonly onFile: (table: string, file: File) => void;
  /** Tag under which data sources are registered. */
  readonly sourceTag: string;
  readonly report: LoadReport | null;
}

const fileButton = (table: string, hooks: EmptyHooks, messages: Messages): TemplateResult => {
  const take = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement;
    const file = input.files?.[0];
    if (file !== undefined) hooks.onFile(table, file);
  };
  const open = (event: Event): void => (event.currentTarget as HTMLElement).parentElement?.querySelector('input')?.click();
  return html`<div>
    <button class="framed-button" type="button" @click=${open} aria-label=${say(messages, 'control.chooseFor', { table: tableName(messages, table) })}>${say(messages, 'state.empty.choose')}</button>
    <input type="file" accept=".csv,.tsv,.txt,.json,.ndjson,text/csv,application/json" hidden @change=${take} />
  </div>`;
};

const mostFindings = 3;

const findingLines = (result: KpiResult, report: LoadReport | null, messages: Messages): readonly TemplateResult[] =>
  findingsOf([result], report, messages).slice(0, mostFindings).map(({ where, what }) => html`<p><bdi><b>${where}</b> ${what}</bdi></p>`);

/** A table without a row to count: it came so, or every row had something wrong. */
const emptyTableView = (result: KpiResult, hooks: EmptyHooks, messages: Messages): TemplateResult | null => {
  const found = emptyTableOf([result], hooks.report);
  if (found === null) return null;
  const { table, report: { rowsIn } } = found;
  const name = tableName(messages, table);
  return html`<div class="state">
    <h4><bdi>${rowsIn === 0 ? say(messages, 'state.empty.rows', { table: name }) : say(messages, 'state.empty.allLeftOut', { table: name, n: rowsIn })}</bdi></h4>
    ${findingLines(result, hooks.report, messages)}
    ${fileButton(table, hooks, messages)}
  </div>`;
};

/** Nothing to show: what is missing and how to give it. */
export const emptyView = (result: KpiResult, isFiltered: boolean, hooks: EmptyHooks, messages: Messages): TemplateResult => {
  const needed = neededOf(result);
  if (needed !== null) {
    return html`<div class="state">
      <h4><bdi>${say(messages, 'state.empty.title', { table: tableName(messages, needed.table) })}</bdi></h4>
      ${needsSentence(needed, messages)}
      ${fileButton(needed.table, hooks, messages)}
      <p><bdi>${say(messages, 'state.empty.inPage')} <code dir="ltr">&lt;${hooks.sourceTag} table="${needed.table}" src="…"&gt;</code></bdi></p>
    </div>`;
  }
  const emptyTable = emptyTableView(result, hooks, messages);
  if (emptyTable !== null) return emptyTable;
  return html`<div class="state">
    <h4><bdi>${say(messages, 'state.empty.filtered')}</bdi></h4>
    ${isFiltered ? html`<p><bdi>${say(messages, 'state.empty.filteredWay')}</bdi></p>` : nothing}
  </div>`;
};

/** Why this number says nothing here; with `needed`, which column would let it. */
export const notApplicableView = (result: KpiResult, hooks: EmptyHooks, messages: Messages): TemplateResult => {
  const needed = neededOf(result);
  const reasons = result.caveats.filter(({ severity, code }) => severity === 'block' && code !== 'NOT_APPLICABLE');
  return html`<div class="state">
    <h4><bdi>${say(messages, needed === null ? 'state.notApplicable.title' : 'state.notApplicable.missing')}</bdi></h4>
    ${needed === null ? nothing : needsSentence(needed, messages)}
    ${reasons.map((reason) => html`<p><bdi>${caveatText(reason, messages)}</bdi></p>`)}
    ${findingLines(result, hooks.report, messages)}
    ${needed === null ? nothing : fileButton(needed.table, hooks, messages)}
  </div>`;
};

/** Fewer cases than may be shown. */
export const suppressedView = (least: number, messages: Messages): TemplateResult => html`
  <div class="state">
    <div class="hatch" aria-hidden="true"></div>
    <h4><bdi>${say(messages, 'state.suppressed.title')}</bdi></h4>
    <p><bdi>${say(messages, 'state.suppressed.text', { k: least })}</bdi></p>
  </div>`;
