import { html, nothing } from 'lit';
import { formatDay, formatMoment, isKnownDay } from '../../format/date.js';
import { say } from '../../i18n/messages.js';
import type { ReportContext, ReportSection } from './report-section.js';

/** Under which settings all of it was computed; null until that is told. */
export const settingsSection = ({ info, loadedAtMs, messages }: ReportContext): ReportSection | null => {
  if (info === null) return null;
  const { locale } = messages;
  const currency = info.currency ?? say(messages, 'report.noCurrency');
  return {
    id: 'settings', title: say(messages, 'report.settings'), sum: `${info.timeZone}, ${currency}`,
    body: html`<dl>
      <dt>${say(messages, 'report.timeZone')}</dt><dd>${info.timeZone}</dd>
      <dt>${say(messages, 'report.currency')}</dt><dd>${currency}</dd>
      ${isKnownDay(info.asOf) ? html`<dt>${say(messages, 'provenance.asOf')}</dt><dd>${formatDay(info.asOf, locale, 'full')}</dd>` : nothing}
      ${loadedAtMs === null ? nothing : html`<dt>${say(messages, 'report.loadedAt')}</dt><dd>${formatMoment(loadedAtMs, locale, info.timeZone, 'full')}</dd>`}
    </dl>`,
  };
};
