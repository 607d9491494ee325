import { LitElement, html, type PropertyValues, type TemplateResult } from 'lit';
import { tokens } from '../../src/styles/tokens.styles.js';
import { contrastTable } from './contrast-table.js';
import { shippedThemes, themeNames, type ThemeName } from './shipped-themes.js';
import { themeEditorStyles } from './theme-editor.styles.js';
import { colourNames, colourOf, themeSheet, tokenNames, type Scheme, type ThemeValues, type TokenName } from './theme-values.js';
import { wordsFor, type EditorWords } from './words.js';

/** Tokens that are a number, with the least and the most that is sensible, and their unit. */
const measures = [
  ['radius', 0, 24, 'px'], ['radius-control', 0, 16, 'px'], ['value-size', 24, 36, 'px'], ['value-weight', 400, 800, ''], ['heading-weight', 400, 800, ''], ['focus-ring', 1, 4, 'px'],
] as const satisfies readonly (readonly [TokenName, number, number, string])[];

/** Sets tokens on itself, so that whatever stands inside shows them at once: which is all that a theme is. */
export class ThemeEditor extends LitElement {
  static override styles = themeEditorStyles;
  static override properties = {
    base: { reflect: true, attribute: 'data-kpi-theme' }, scheme: { reflect: true }, language: {}, edits: { state: true }, isCopied: { state: true },
  };
  declare base: ThemeName;
  declare scheme: Scheme;
  declare language: string;
  declare private edits: ThemeValues;
  declare private isCopied: boolean;

  constructor() {
    super();
    this.base = 'default';
    this.scheme = 'light';
    this.language = 'en';
    this.edits = {};
    this.isCopied = false;
  }

  get #values(): ThemeValues {
    return { ...shippedThemes[this.base], ...this.edits };
  }

  #edit(name: TokenName, value: string): void {
    this.edits = { ...this.edits, [name]: value };
    this.isCopied = false;
  }

  #editColour(name: TokenName, colour: string): void {
    const pair = { light: colourOf(this.#values, name, 'light'), dark: colourOf(this.#values, name, 'dark'), [this.scheme]: colour };
    this.#edit(name, `light-dark(${pair.light}, ${pair.dark})`);
  }

  #begin(base: ThemeName): void {
    this.base = base;
    this.edits = {};
    this.isCopied = false;
  }

  async #copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(themeSheet('own', this.#values));
      this.isCopied = true;
    } catch {
      // A frame without leave to write the clipboard: the text is marked, ready for the keys.
      getSelection()?.selectAllChildren(this.renderRoot.querySelector('pre code') as Element);
    }
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('edits')) {
      for (const name of tokenNames) {
        const value = this.edits[name];
        if (value === undefined) this.style.removeProperty(`--kpi-${name}`);
        else this.style.setProperty(`--kpi-${name}`, value);
      }
    }
    this.style.colorScheme = this.scheme;
  }

  protected override render(): TemplateResult {
    const words = wordsFor(this.language);
    return html`
      <div class="choices">
        ${this.#choice(words.begin, 'base', themeNames, this.base, (name) => this.#begin(name))}
        ${this.#choice(words.scheme, 'scheme', ['light', 'dark'] as const, this.scheme, (scheme) => { this.scheme = scheme; }, words)}
        <button type="button" id="again" @click=${() => this.#begin(this.base)}>${words.again}</button>
      </div>
      <div class="columns">
        <div class="panel">
          <h3>${words.colours}</h3>
          <div class="inputs">${colourNames.map((name) => this.#colourInput(name))}</div>
          <h3>${words.shape}</h3>
          <div class="inputs wide">${measures.map(([name, least, most, unit]) => this.#measureInput(name, least, most, unit))}</div>
        </div>
        <div class="stage"><slot></slot></div>
      </div>
      <div class="columns">
        <section class="panel" aria-labelledby="contrast"><h3 id="contrast">${words.contrast}</h3>${contrastTable(this.#values, words)}</section>
        <section class="panel" aria-labelledby="css">
          <h3 id="css">${words.sheet}</h3>
          <pre tabindex="0" aria-labelledby="css"><code>${themeSheet('own', this.#values)}</code></pre>
          <button type="button" id="copy" @click=${() => void this.#copy()}>${words.copy}</button> <span role="status">${this.isCopied ? words.copied : ''}</span>
        </section>
      </div>`;
  }

  #choice<T extends string>(legend: string, group: string, values: readonly T[], chosen: T, choose: (value: T) => void, names?: Pick<EditorWords, Scheme>): TemplateResult {
    return html`<fieldset><legend>${legend}</legend>${values.map((value) => html`
      <label><input type="radio" name=${group} .value=${value} .checked=${value === chosen} @change=${() => choose(value)} />
        ${names?.[value as Scheme] ?? value}</label>`)}</fieldset>`;
  }

  #colourInput(name: TokenName): TemplateResult {
    return html`<label><input type="color" name=${name} .value=${colourOf(this.#values, name, this.scheme)}
      @input=${({ target }: Event) => this.#editColour(name, (target as HTMLInputElement).value)} /> ${name}</label>`;
  }

  #measureInput(name: TokenName, least: number, most: number, unit: string): TemplateResult {
    const value = this.#values[name] ?? tokens[name];
    return html`<label>${name} <input type="range" name=${name} min=${least} max=${most} step=${unit === '' ? 50 : 1} .value=${String(Number(value.replace(unit, '')))}
      @input=${({ target }: Event) => this.#edit(name, `${(target as HTMLInputElement).value}${unit}`)} /> <output>${value}</output></label>`;
  }
}

customElements.define('theme-editor', ThemeEditor);
