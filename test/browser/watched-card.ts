import '../../src/define.js';
import type { KpiCard } from '../../src/elements/kpi-card/kpi-card.js';
import type { KpiErrorInfo, LoadReport, TableReport } from '../../src/model/issue.js';
import { until } from './page-errors.js';

/** A card of the sales cycle over all time, and what it told the page. */
export interface WatchedCard {
  readonly card: KpiCard;
  readonly errors: readonly KpiErrorInfo[];
  readonly reports: readonly LoadReport[];
  /** What a reader sees, white space folded. */
  text(): string;
  value(): string | null;
  states(): readonly string[];
  /** Waits until data or failure is there and drawn. */
  settled(): Promise<void>;
  /** The sheet that says where the number comes from, opened by its button. */
  sheet(): Promise<string>;
}

const placed: HTMLElement[] = [];
export const removeCards = (): void => {
  for (const host of placed.splice(0)) host.remove();
};

const fold = (text: string | null | undefined): string => (text ?? '').replace(/\s+/gu, ' ').trim();
const allStates = ['loading', 'ready', 'empty', 'zero', 'not-applicable', 'error', 'stale', 'partial'];

export const showCard = (change: (card: KpiCard) => void, lang = 'en'): WatchedCard => {
  const host = document.createElement('div');
  host.lang = lang;
  host.style.width = '480px';
  const card = document.createElement('kpi-card');
  card.kpi = 'sales_cycle';
  card.period = 'all';
  const errors: KpiErrorInfo[] = [];
  const reports: LoadReport[] = [];
  card.addEventListener('kpi-error', ({ detail }) => errors.push(detail));
  card.addEventListener('kpi-data', ({ detail }) => reports.push(detail.report));
  change(card);
  host.append(card);
  document.body.append(host);
  placed.push(host);
  const find = (selector: string): HTMLElement | null => card.renderRoot.querySelector<HTMLElement>(selector);
  const value = (): string | null => (find('[part=value] .figure') === null ? null : fold(find('[part=value] .figure')?.textContent));
  return {
    card, errors, reports, value,
    text: () => fold(find('.base')?.innerText),
    states: () => allStates.filter((state) => card.matches(`:state(${state})`)),
    settled: async () => {
      await until('data or a failure', () => errors.length + reports.length > 0);
      await card.updateComplete;
    },
    sheet: async () => {
      [...card.renderRoot.querySelectorAll<HTMLButtonElement>('.foot button')].at(-1)?.click();
      await until('the sheet', () => (find('dialog') as HTMLDialogElement | null)?.open === true);
      await card.updateComplete;
      return fold(find('dialog')?.textContent);
    },
  };
};

/** Rows of a report add up: nothing was lost on the way. */
export const countsOf = (report: TableReport | undefined): readonly number[] => {
  if (report === undefined) throw new Error('the table is not in the report');
  if (report.rowsUsed + report.rowsExcluded !== report.rowsIn) throw new Error(`${report.rowsUsed} used + ${report.rowsExcluded} left out ≠ ${report.rowsIn} in`);
  return [report.rowsIn, report.rowsUsed, report.rowsExcluded];
};
