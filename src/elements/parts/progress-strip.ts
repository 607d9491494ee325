import { html, nothing, type TemplateResult } from 'lit';
import type { LoadingProgress } from '../../context/loading-progress.js';
import { formatNumber } from '../../format/number.js';
import { formatPercent } from '../../format/percent.js';
import { say, type Messages } from '../../i18n/messages.js';
import { tableName } from '../../i18n/words.js';

const mostNames = 3;

/** Names of few tables, the number of many: a list of all of them would outgrow the widget. */
const tablesOf = ({ tables }: LoadingProgress, messages: Messages): string => {
  if (tables.length > mostNames) return say(messages, 'state.loadingMany', { n: tables.length });
  return say(messages, 'state.loadingTables', { what: new Intl.ListFormat(messages.locale).format(tables.map((table) => tableName(messages, table))) });
};

/** What is being waited for, with what is known of it. `null`: computing, which cannot tell. */
const wordsOf = (loading: LoadingProgress | null, messages: Messages): string => {
  if (loading === null) return say(messages, 'load.computing');
  const what = tablesOf(loading, messages);
  const facts = [
    loading.share === null ? '' : formatPercent(loading.share, messages.locale),
    loading.rows === 0 ? '' : say(messages, 'load.rows', { n: loading.rows }),
    loading.pages === null ? '' : say(messages, 'load.page', { page: formatNumber(loading.pages, messages.locale) }),
  ];
  return [what, ...facts.filter((fact) => fact !== '')].join(', ');
};

/** A thin bar at the foot of a widget, what it waits for, and the way out of it. */
export const progressStrip = (loading: LoadingProgress | null, cancel: () => void, messages: Messages): TemplateResult => {
  const words = wordsOf(loading, messages);
  const percent = loading?.share === null || loading === null ? null : Math.floor(loading.share * 100);
  return html`<div class="progress" part="progress">
    <svg class="track ${percent === null ? 'unknown' : ''}" role="progressbar" aria-label=${words} aria-valuemin=${percent === null ? nothing : 0} aria-valuemax=${percent === null ? nothing : 100}
      aria-valuenow=${percent ?? nothing} viewBox="0 0 100 2" preserveAspectRatio="none"><rect class="way" width=${percent ?? 30} height="2"></rect></svg>
    <p><bdi>${words}</bdi></p>
    <button class="accent-button" type="button" @click=${cancel}>${say(messages, 'load.cancel')}</button>
  </div>`;
};
