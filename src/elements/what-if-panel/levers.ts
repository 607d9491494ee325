import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { formatPercent } from '../../format/percent.js';
import { caveatText } from '../../i18n/caveat-text.js';
import { say, type Messages } from '../../i18n/messages.js';
import type { Lever, WhatIf, WhatIfChanges, WhatIfLever } from '../../model/what-if.js';

export interface LeverHooks {
  /** What the controls stand at: ahead of what has been answered while one is dragged. */
  readonly changes: WhatIfChanges;
  /** `isDone`: let go of, or typed. */
  readonly move: (changes: WhatIfChanges, isDone: boolean) => void;
}

const valueOf = (event: Event): number => (event.target as HTMLInputElement).valueAsNumber;
/** Points and percent to a tenth, as the controls count them. */
const points = (share: number): number => Math.round(share * 1_000) / 10;

const withinText = (minutes: number | null, messages: Messages): string =>
  (minutes === null ? say(messages, 'assume.responseAsIs') : minutes === 1_440 ? say(messages, 'assume.withinDay') : minutes === 60 ? say(messages, 'assume.withinHour') : say(messages, 'assume.within', { minutes }));

const standing = ({ lever, now, then, change }: WhatIfLever, messages: Messages): TemplateResult | typeof nothing => {
  if (now === null || then === null) return nothing;
  const [from, to] = [now, then].map((share) => formatPercent(share, messages.locale, 1)) as [string, string];
  const isMoved = change !== null && now !== then;
  if (lever === 'responseMinutes') return html`<output class="also">${isMoved ? say(messages, 'assume.qualifiedThen', { from, to }) : say(messages, 'assume.qualified', { from })}</output>`;
  if (lever === 'price') return html`<output class=${isMoved ? 'moved' : ''}>${isMoved ? say(messages, 'assume.fromTo', { from: formatPercent(1, messages.locale), to: formatPercent(then, messages.locale) }) : say(messages, 'assume.priceAsIs')}</output>`;
  return html`<output class=${isMoved ? 'moved' : ''}>${isMoved ? say(messages, 'assume.fromTo', { from, to }) : from}</output>`;
};

const slider = (own: WhatIfLever, { changes, move }: LeverHooks, messages: Messages): TemplateResult => {
  const lever = own.lever as Exclude<Lever, 'responseMinutes'>;
  const name = say(messages, `assume.${lever}`);
  const unit = say(messages, lever === 'price' ? 'assume.percent' : 'assume.points');
  const at = points(changes[lever] ?? 0);
  const to = (event: Event, isDone: boolean): void => {
    const value = valueOf(event);
    if (Number.isFinite(value)) move({ ...changes, [lever]: Math.min(own.most, Math.max(own.least, value / 100)) }, isDone);
  };
  const [min, max, step] = [points(own.least), points(own.most), points(own.step)];
  const isStill = own.lack !== null;
  return html`<div class="lever" part="lever">
    <label for=${lever}>${name}</label>${standing(own, messages)}
    <input type="range" id=${lever} min=${min} max=${max} step=${isStill ? 1 : step} .value=${live(String(at))} ?disabled=${isStill} aria-valuetext=${`${at > 0 ? '+' : ''}${at} ${unit}`}
      @input=${(event: Event) => to(event, false)} @change=${(event: Event) => to(event, true)} />
    <span class="amount"><input type="number" min=${min} max=${max} step=${isStill ? 1 : step} .value=${live(String(at))} ?disabled=${isStill} aria-label=${say(messages, 'assume.unit', { lever: name, unit })}
      @change=${(event: Event) => to(event, true)} /><span aria-hidden="true">${unit}</span></span>
    ${own.lack === null ? nothing : html`<p class="lack">${caveatText(own.lack, messages)}</p>`}
  </div>`;
};

/** Only limits that leads were answered within can be chosen: between them, and beyond, nothing was observed. */
const response = (own: WhatIfLever, { changes, move }: LeverHooks, messages: Messages): TemplateResult => {
  const name = say(messages, 'assume.responseMinutes');
  const options = [null, ...own.limits.flatMap(({ minutes, lack }) => (lack === null ? [minutes] : []))];
  const at = Math.max(0, options.indexOf(changes.responseMinutes ?? null));
  const to = (index: number, isDone: boolean): void => move({ ...changes, responseMinutes: options[index] ?? null }, isDone);
  const isStill = own.lack !== null;
  const few = own.limits.find(({ lack }) => lack !== null);
  return html`<div class="lever" part="lever">
    <label for="responseMinutes">${name}</label>
    <input type="range" id="responseMinutes" min="0" max=${Math.max(1, options.length - 1)} step="1" .value=${live(String(at))} ?disabled=${isStill}
      aria-valuetext=${withinText(options[at] ?? null, messages)} @input=${(event: Event) => to(valueOf(event), false)} @change=${(event: Event) => to(valueOf(event), true)} />
    <span class="amount"><select aria-label=${name} ?disabled=${isStill} @change=${(event: Event) => to((event.target as HTMLSelectElement).selectedIndex, true)}>
      ${options.map((minutes, i) => html`<option .selected=${live(i === at)}>${withinText(minutes, messages)}</option>`)}
    </select></span>
    ${standing(own, messages)}
    ${own.lack === null ? nothing : html`<p class="lack">${caveatText(own.lack, messages)}</p>`}
    ${own.lack !== null || few?.lack == null ? nothing : html`<p class="also">${withinText(few.minutes, messages)}: ${caveatText(few.lack, messages)}</p>`}
  </div>`;
};

/** The four assumptions, each with a slider and a field beside it. */
export const leverControls = ({ levers }: WhatIf, hooks: LeverHooks, messages: Messages): TemplateResult => html`
  <fieldset part="levers"><legend class="visually-hidden">${say(messages, 'assume.levers')}</legend>
    ${levers.map((own) => (own.lever === 'responseMinutes' ? response(own, hooks, messages) : slider(own, hooks, messages)))}
  </fieldset>`;
