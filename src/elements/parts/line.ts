import { html, nothing, type TemplateResult } from 'lit';
import type { MessageRun } from '../../i18n/messages.js';
import { icon, type IconName } from './icon.js';

/** One sentence behind a 14 px shape; what is strong stands out. */
export interface Line {
  /** null: no shape, and no room for one. */
  readonly icon: IconName | null;
  readonly runs: readonly MessageRun[];
}

export const plainLine = (name: IconName | null, text: string): Line => ({ icon: name, runs: [{ text, strong: false }] });

export const runsOf = (runs: readonly MessageRun[]): readonly (TemplateResult | string)[] =>
  runs.map(({ text, strong }) => (strong ? html`<b>${text}</b>` : text));

export const lineTemplate = (line: Line | null, part: string): TemplateResult | typeof nothing =>
  (line === null ? nothing : html`<p class="line" part=${part}>${line.icon === null ? nothing : icon(line.icon)}<span>${runsOf(line.runs)}</span></p>`);
