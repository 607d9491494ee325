import { html, nothing } from 'lit';
import { formatNumber } from '../../format/number.js';
import { formatValue } from '../../format/value-parts.js';
import { affectedText, healthText } from '../../i18n/health-text.js';
import { say } from '../../i18n/messages.js';
import { wordsOf } from '../../i18n/words.js';
import { icon } from '../parts/icon.js';
import type { ReportContext, ReportSection } from './report-section.js';

/** What is wrong with the deals and the money that it concerns; null without deals. */
export const healthSection = ({ report, info, messages }: ReportContext): ReportSection | null => {
  // What the tables are like under the settings as they are now goes before what the load said.
  const health = info?.health ?? report.health ?? null;
  if (health === null) return null;
  const { locale } = messages;
  const money = (amount: number): string => formatValue(amount, 'money', { locale, currency: health.currency, words: wordsOf(messages) });
  return {
    id: 'health', title: say(messages, 'report.health'), sum: affectedText(health, messages),
    body: health.checks.length === 0 ? html`<p>${affectedText(health, messages)}</p>` : html`<ul>${health.checks.map((check) => html`<li>${icon('caveat')}
      <span>${healthText(check, messages, money)}${check.rows.length === 0 ? nothing : html` <span class="quiet">${say(messages, 'report.firstRows', { rows: check.rows.map((row) => formatNumber(row, locale)).join(', ') })}</span>`}</span></li>`)}</ul>`,
  };
};
