import { html, type TemplateResult } from 'lit';

/** Six dots: here it can be taken hold of. */
export const handleIcon: TemplateResult = html`<svg class="icon" viewBox="0 0 14 14" aria-hidden="true"><g fill="currentcolor">
  <circle cx="5" cy="3" r="1.2"></circle><circle cx="9" cy="3" r="1.2"></circle><circle cx="5" cy="7" r="1.2"></circle>
  <circle cx="9" cy="7" r="1.2"></circle><circle cx="5" cy="11" r="1.2"></circle><circle cx="9" cy="11" r="1.2"></circle></g></svg>`;

export const settingsIcon: TemplateResult = html`<svg class="icon" viewBox="0 0 14 14" aria-hidden="true"><path d="M1.5 4h6m3.5 0h1.5M1.5 10H3m3.5 0h6" fill="none" stroke="currentcolor" stroke-width="1.3" stroke-linecap="round"></path>
  <circle cx="9.2" cy="4" r="1.7" fill="none" stroke="currentcolor" stroke-width="1.3"></circle><circle cx="4.8" cy="10" r="1.7" fill="none" stroke="currentcolor" stroke-width="1.3"></circle></svg>`;

export const gripIcon: TemplateResult = html`<svg class="icon" viewBox="0 0 14 14" aria-hidden="true"><path d="M12 4v8H4M12 8.5 8.5 12" fill="none" stroke="currentcolor" stroke-width="1.4" stroke-linecap="round" stroke-linejoin="round"></path></svg>`;
