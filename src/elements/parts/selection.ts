import { html, type TemplateResult } from 'lit';
import { say, type Messages } from '../../i18n/messages.js';
import { segmentName, type Naming } from '../../i18n/words.js';
import type { Filter } from '../../model/query.js';

export type Key = readonly (string | null)[];

/** The keys of these dimensions that a filter chooses; none if it does not speak of all of them. */
export const chosenIn = (filter: Filter, dimensions: readonly string[]): readonly Key[] => {
  if (dimensions.length === 0 || !dimensions.every((name) => Object.hasOwn(filter, name))) return [];
  return dimensions.reduce<readonly Key[]>(
    (keys, name) => keys.flatMap((key) => (filter[name] ?? []).map((value) => [...key, value])), [[]],
  );
};

/** The filter without these dimensions: a picture that shows them keeps all of their values, the chosen ones in full colour. */
export const withoutDimensions = (filter: Filter, dimensions: readonly string[]): Filter =>
  Object.fromEntries(Object.entries(filter).filter(([name]) => !dimensions.includes(name)));

/** The filter after a key was chosen; choosing it again, or an empty key, takes it back. */
export const toggled = (filter: Filter, dimensions: readonly string[], key: Key): Filter => {
  const rest = withoutDimensions(filter, dimensions);
  const same = key.length > 0 && dimensions.every((name, i) => filter[name]?.length === 1 && filter[name][0] === key[i]);
  if (same || key.length === 0) return rest;
  return { ...rest, ...Object.fromEntries(dimensions.map((name, i) => [name, [key[i] ?? null]])) };
};

/** The filter after these keys were chosen in place of whatever was; several dimensions accept every combination of their values. */
export const replaced = (filter: Filter, dimensions: readonly string[], keys: readonly Key[]): Filter => {
  const rest = withoutDimensions(filter, dimensions);
  if (keys.length === 0) return rest;
  return { ...rest, ...Object.fromEntries(dimensions.map((name, i) => [name, [...new Set(keys.map((key) => key[i] ?? null))]])) };
};

/** Says what is chosen, shows its rows and takes it back. */
export const selectionBar = (keys: readonly Key[], naming: Naming, { clear, showRows }: { readonly clear: () => void; readonly showRows: () => void }, messages: Messages): TemplateResult => html`
  <p class="selection" part="legend" role="status">
    <bdi>${say(messages, 'control.selected', { what: keys.map((key) => segmentName(messages, key, naming)).join(', ') })}</bdi>
    <button class="text-button" type="button" @click=${showRows}>${say(messages, 'rows.show')}</button>
    <button class="text-button" type="button" @click=${clear}>${say(messages, 'control.clearSelection')}</button>
  </p>`;
