import type { KpiWidget } from '../../../src/elements/kpi-widget.js';

/**
 * Runs in a page of the test server: loads the kits named in the query of this module's URL (`kit`, repeatable, `address|prefix`),
 * in order, shows what the page holds already, or per prefix a card fed by `src` and every widget fed by one company, and posts
 * what came of it.
 */
export interface KitReport {
  /** What each widget shows as its figure; `error: …` or its state where there is none. */
  readonly figures: readonly string[];
  readonly violations: readonly string[];
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** Workers that were constructed, with the scheme of their address. */
  readonly workers: readonly string[];
  /** Version of the kit that each widget is of. */
  readonly versions: readonly string[];
  /** Kits that could not be loaded. */
  readonly refused: readonly string[];
}

interface Kit { configure?(options: object): void; define?(options: { readonly prefix?: string }): void }

const query = new URL(import.meta.url).searchParams;
const violations: string[] = [];
const errors: string[] = [];
const warnings: string[] = [];
const workers: string[] = [];
const refused: string[] = [];
document.addEventListener('securitypolicyviolation', (event) => violations.push(`${event.effectiveDirective} ${event.blockedURI}`));
addEventListener('error', (event) => errors.push(event.message));
addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));
console.warn = (...args: unknown[]) => void warnings.push(args.join(' '));
globalThis.Worker = class extends globalThis.Worker {
  constructor(url: string | URL, options?: WorkerOptions) {
    super(url, options);
    workers.push(new URL(String(url), document.baseURI).protocol);
  }
};

const kits = query.getAll('kit').map((kit) => kit.split('|') as [address: string, prefix?: string]);
for (const [kit, prefix] of kits) {
  try {
    const { configure, define } = await import(kit) as Kit;
    const worker = query.get('worker');
    // Patience with a busy machine: what refuses a worker does so at once.
    configure?.({ timeout: 20_000, ...(worker === null ? {} : { worker }) });
    define?.(prefix === undefined ? {} : { prefix });
  } catch (thrown) {
    refused.push(`${kit}: ${String(thrown)}`);
  }
}

const plainTags = ['kpi-card', 'pipeline-funnel', 'cycle-length-chart', 'cac-clv-gauge'] as const;
const prefixes = [...new Set(['', ...kits.map(([, prefix]) => (prefix === undefined ? '' : `${prefix}-`))])];
const tags = prefixes.flatMap((prefix) => plainTags.map((tag) => `${prefix}${tag}`));
const fill = async (prefix: string): Promise<void> => {
  const { smallCompany } = await import('../small-company.js');
  const card = document.createElement(`${prefix}kpi-card`) as HTMLElementTagNameMap['kpi-card'];
  card.kpi = 'sales_cycle';
  card.period = 'all';
  card.setAttribute('src', query.get('src') ?? '/deals.csv?n=300');
  const data = document.createElement(`${prefix}sales-data`) as HTMLElementTagNameMap['sales-data'];
  data.currency = 'EUR';
  data.period = 'all';
  data.data = smallCompany;
  data.append(...plainTags.map((tag) => document.createElement(`${prefix}${tag}`)));
  document.body.append(card, data);
};
if (document.body.querySelector(tags.join()) === null) for (const prefix of prefixes) await fill(prefix);

const all = [...document.body.querySelectorAll<KpiWidget>(tags.join())];
/** Shadow roots are there only after upgrade; before, a widget says nothing. */
const inside = (widget: KpiWidget, selector: string): string | null =>
  widget.shadowRoot?.querySelector(selector)?.textContent?.replace(/\s+/gu, ' ').trim() ?? null;
const figureOf = (widget: KpiWidget): string => {
  const failed = inside(widget, '.error-bar p');
  return inside(widget, '[part=value] .figure') ?? (failed === null ? inside(widget, '.base') ?? `not upgraded: ${widget.textContent}` : `error: ${failed}`);
};
/** Drawn, failed, or refused before it could be anything. */
const isDone = (widget: KpiWidget): boolean => widget.matches(':state(ready), :state(error)') || (widget.shadowRoot === null && widget.textContent !== '');
for (let i = 0; i < 1_200 && !all.every(isDone); i++) await new Promise((resolve) => setTimeout(resolve, 10));
await Promise.all(all.map((widget) => widget.updateComplete));

// Violation events arrive a task later.
await new Promise((resolve) => setTimeout(resolve, 100));
const versions = all.map((widget) => (widget.constructor as { readonly version?: string }).version ?? 'none');
const report: KitReport = { figures: all.map(figureOf), violations, errors, warnings, workers, versions, refused };
parent.postMessage(report, '*');
