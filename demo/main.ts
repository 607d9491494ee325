import '@fontsource-variable/inter';
import '../src/define.js';
import type { KpiWidget } from '../src/elements/kpi-widget.js';
import type { SalesData } from '../src/elements/sales-data/sales-data.js';
import type { LoadReport } from '../src/model/issue.js';
import { businessHours } from './company/cast.js';
import { makeCompany } from './company/company.js';
import { connectDropZone } from './drop-zone.js';
import { glanceAt } from './glance.js';
import { text, type TextKey } from './texts.js';

const find = <E extends Element>(selector: string): E => {
  const element = document.querySelector<E>(selector);
  if (element === null) throw new Error(`the page lacks ${selector}`);
  return element;
};

const company = find<SalesData>('#company');
const selects = {
  segment: find<HTMLSelectElement>('#segment'), source: find<HTMLSelectElement>('#source'), period: find<HTMLSelectElement>('#period'),
  language: find<HTMLSelectElement>('#language'), theme: find<HTMLSelectElement>('#theme'),
};
const periods = { last_quarter: 'last_quarter', last_12_months: 'last_12_months', last_year: 'last_year', this_quarter: 'this_quarter', all: 'everything' } as const;
const charts = [...document.querySelectorAll<KpiWidget>('.cards > *, .charts > :not(.column), .charts > .column > *')];
const ownPeriods = charts.map((chart) => chart.period);
const invented = makeCompany();
let isInvented = true;

/** Value of a select option that stands for "not set": no real value contains a NUL. */
const notSetValue = '\u0000';

const fill = (select: HTMLSelectElement, options: readonly (readonly [value: string, label: string])[], chosen: string): void => {
  select.replaceChildren(...options.map(([value, label]) => new Option(label, value, false, value === chosen)));
};

const describe = async (): Promise<void> => {
  const info = await company.describe();
  for (const dimension of ['segment', 'source'] as const) {
    const values = info.dimensions[dimension] ?? [];
    const chosen = company.filter[dimension]?.[0];
    fill(selects[dimension], [['', text('all')], ...values.slice(0, 30).map(({ value }) => [value ?? notSetValue, value ?? text('notSet')] as const)], chosen === null ? notSetValue : chosen ?? '');
  }
  const rows = Object.values(info.tables).reduce((sum, table) => sum + (table?.rows ?? 0), 0);
  const locale = document.documentElement.lang;
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(new Date(`${info.asOf}T00:00:00Z`).getTime() - 1));
  find('#extent').textContent = text('extent', { what: text(isInvented ? 'invented' : 'ownFiles'), date, zone: info.timeZone, rows: rows.toLocaleString(locale) });
};

const speak = (): void => {
  for (const element of document.querySelectorAll<HTMLElement>('[data-text]')) element.textContent = text(element.dataset['text'] as TextKey);
  fill(selects.period, Object.entries(periods).map(([value, key]) => [value, text(key)] as const), selects.period.value || 'last_quarter');
  document.title = `Kennzahl: ${text('title')}`;
  dropZone.speak();
  if (company.report !== null) void describe();
};

const filterBy = (dimension: 'segment' | 'source', value: string): void => {
  const { [dimension]: _, ...rest } = company.filter;
  company.filter = value === '' ? rest : { ...rest, [dimension]: [value === notSetValue ? null : value] };
};

/** The report of the load that was just started; rejects with what failed when nothing arrived. */
const loaded = (): Promise<LoadReport> => new Promise((resolve, reject) => {
  const once = new AbortController();
  company.addEventListener('kpi-data', (event) => {
    if (event.target !== company) return;
    once.abort();
    resolve(event.detail.report);
  }, { signal: once.signal });
  company.addEventListener('kpi-error', (event) => {
    if (event.target !== company) return;
    // Part of the files may have arrived all the same; that is told right after.
    setTimeout(() => {
      once.abort();
      reject(new Error(event.detail.message));
    });
  }, { signal: once.signal });
});

/** One period for all pictures, or each its own as in the page's markup. */
const setPeriod = (period: keyof typeof periods, isEverywhere: boolean): void => {
  selects.period.value = period;
  company.period = period;
  charts.forEach((chart, i) => { chart.period = isEverywhere ? null : ownPeriods[i] ?? null; });
};

const dropZone = connectDropZone(find('#drop'), {
  inspect: (file) => company.inspect({ file }),
  load: async (inputs) => {
    // Totals are what people know of their own company; a quarter of it they can choose.
    if (isInvented) setPeriod('all', true);
    isInvented = false;
    company.filter = {};
    company.timeZone = 'UTC';
    company.businessHours = null;
    company.currency = null;
    company.asOf = null;
    company.data = inputs;
    return loaded();
  },
  glance: () => glanceAt(company),
  clear: () => {
    if (!isInvented) company.data = {};
  },
  restore: () => {
    isInvented = true;
    company.filter = {};
    company.timeZone = 'Europe/Berlin';
    company.businessHours = businessHours;
    company.currency = 'EUR';
    company.asOf = '2025-07-01';
    setPeriod('last_quarter', false);
    company.data = invented;
  },
});

const requested = new URLSearchParams(location.search);
document.documentElement.lang = requested.get('lang') ?? (navigator.language.startsWith('de') ? 'de' : 'en');
selects.language.value = document.documentElement.lang;
selects.theme.value = document.documentElement.dataset['theme'] = requested.get('theme') ?? 'auto';

selects.language.addEventListener('change', () => { document.documentElement.lang = selects.language.value; speak(); });
selects.theme.addEventListener('change', () => { document.documentElement.dataset['theme'] = selects.theme.value; });
selects.segment.addEventListener('change', () => filterBy('segment', selects.segment.value));
selects.source.addEventListener('change', () => filterBy('source', selects.source.value));
selects.period.addEventListener('change', () => setPeriod(selects.period.value as keyof typeof periods, true));
company.addEventListener('kpi-filter-change', () => void describe());
company.addEventListener('kpi-data', (event) => {
  if (event.target === company) void describe();
});

company.businessHours = businessHours;
company.data = invented;
speak();
