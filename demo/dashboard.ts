import '@fontsource-variable/inter';
import '../src/elements/kpi-dashboard/define.js';
import '../src/elements/sales-data/define.js';
import type { KpiDashboard } from '../src/elements/kpi-dashboard/kpi-dashboard.js';
import { boardRoles } from '../src/elements/kpi-dashboard/presets.js';
import type { SalesData } from '../src/elements/sales-data/sales-data.js';
import { messagesFor } from '../src/i18n/all-messages.js';
import { say } from '../src/i18n/messages.js';
import { businessHours } from './company/cast.js';
import { makeCompany } from './company/company.js';
import { text, type TextKey } from './texts.js';

const find = <E extends Element>(selector: string): E => {
  const element = document.querySelector<E>(selector);
  if (element === null) throw new Error(`the page lacks ${selector}`);
  return element;
};

const company = find<SalesData>('#company');
const board = find<KpiDashboard>('kpi-dashboard');
const role = find<HTMLSelectElement>('#role');
const language = find<HTMLSelectElement>('#language');
const theme = find<HTMLSelectElement>('#theme');
const root = document.documentElement;

const speak = (): void => {
  for (const element of document.querySelectorAll<HTMLElement>('[data-text]')) element.textContent = text(element.dataset['text'] as TextKey);
  const messages = messagesFor(root.lang);
  role.replaceChildren(...boardRoles.map((name) => new Option(say(messages, `board.role.${name}`), name, false, name === board.audience)));
};

const requested = new URLSearchParams(location.search);
root.lang = requested.get('lang') ?? (navigator.language.startsWith('de') ? 'de' : 'en');
root.dir = requested.get('dir') ?? 'ltr';
language.value = root.lang;
theme.value = root.dataset['theme'] = requested.get('theme') ?? 'auto';
board.audience = requested.get('role') ?? board.audience;

role.addEventListener('change', () => { board.audience = role.value; });
language.addEventListener('change', () => { root.lang = language.value; speak(); });
theme.addEventListener('change', () => { root.dataset['theme'] = theme.value; });

company.businessHours = businessHours;
company.data = makeCompany();
speak();
