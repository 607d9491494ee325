import { html, type TemplateResult } from 'lit';
import { contrastRules } from './contrast-rules.js';
import { colourOf, type ThemeValues } from './theme-values.js';
import { contrastRatio } from './wcag.js';
import type { EditorWords } from './words.js';

const schemes = ['light', 'dark'] as const;

/** Cut, not rounded: 4.49 is not 4.5. */
const ratioText = (ratio: number, { locale }: EditorWords): string => (Math.floor(ratio * 10) / 10).toLocaleString(locale, { minimumFractionDigits: 1 });

/** Every pair that must be told apart, with its contrast in both schemes and whether that is enough. */
export const contrastTable = (theme: ThemeValues, words: EditorWords): TemplateResult => {
  const rows = contrastRules.map(({ ink, ground, least }) => ({
    ink, ground, least, ratios: schemes.map((scheme) => contrastRatio(colourOf(theme, ink, scheme), colourOf(theme, ground, scheme))),
  }));
  const pairs = rows.length * schemes.length;
  const weak = rows.flatMap(({ least, ratios }) => ratios.filter((ratio) => ratio < least)).length;
  return html`
    <p role="status" class=${weak > 0 ? 'weak' : ''}>${weak > 0 ? words.weak(weak, pairs) : words.allHold(pairs)}</p>
    <div class="scroll" tabindex="0" role="group" aria-labelledby="contrast"><table>
      <thead><tr><th scope="col">${words.pair}</th><th scope="col">${words.needs}</th>${schemes.map((scheme) => html`<th scope="col">${words[scheme]}</th>`)}</tr></thead>
      <tbody>${rows.map(({ ink, ground, least, ratios }) => html`
        <tr data-pair="${ink}/${ground}"><th scope="row">${ink} / ${ground}</th>
          <td>${least.toLocaleString(words.locale)}</td>${ratios.map((ratio) => html`
          <td class=${ratio < least ? 'weak' : ''}>${ratioText(ratio, words)} ${ratio < least ? `✗ ${words.fails}` : `✓ ${words.passes}`}</td>`)}</tr>`)}
      </tbody>
    </table></div>`;
};
