import { html, type TemplateResult } from 'lit';

/** Code to copy; wide lines scroll, by keys too. */
export const code = (text: string, label: string): TemplateResult => html`<pre tabindex="0" role="region" aria-label=${label}><code>${text}</code></pre>`;
