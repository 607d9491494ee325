import '../../../src/define.js';

/** Runs in a page under a strict policy: all widgets, fed by URL and by property, and what the policy had to say. */
const violations: string[] = [];
const errors: string[] = [];
document.addEventListener('securitypolicyviolation', (event) => violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile ?? ''}:${event.lineNumber}`));
addEventListener('error', (event) => errors.push(event.message));
addEventListener('unhandledrejection', (event) => errors.push(String(event.reason)));
const warnings: string[] = [];
console.warn = (...args: unknown[]) => void warnings.push(args.join(' '));

const { smallCompany } = await import('../small-company.js');
const byUrl = document.createElement('kpi-card');
byUrl.kpi = 'close_ratio';
byUrl.period = 'all';
byUrl.src = '/deals.csv?n=300';
const data = document.createElement('sales-data');
data.currency = 'EUR';
data.period = 'all';
data.data = smallCompany;
const tags = ['kpi-card', 'pipeline-funnel', 'cycle-length-chart', 'cac-clv-gauge'] as const;
const widgets = tags.map((tag) => document.createElement(tag));
data.append(...widgets);
document.body.append(byUrl, data);
const all = [byUrl, ...widgets];
const settle = async (): Promise<void> => {
  for (let i = 0; i < 800 && !all.every((widget) => widget.matches(':state(ready)')); i++) await new Promise((resolve) => setTimeout(resolve, 10));
  await Promise.all(all.map((widget) => widget.updateComplete));
};
await settle();

// Everything that touches positions and sheets: reading a point, the table, the sheet of provenance, both languages.
const chart = widgets[1]?.renderRoot.querySelector<HTMLElement>('[data-figure]');
chart?.focus();
chart?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Home' }));
await settle();
const readoutMoved = getComputedStyle(widgets[1]?.renderRoot.querySelector('.readout') ?? document.body).transform !== 'none';
widgets[2]?.renderRoot.querySelector<HTMLButtonElement>('[part=toggle]')?.click();
document.documentElement.lang = 'de';
widgets[3]?.renderRoot.querySelector<HTMLButtonElement>('.foot button')?.click();
await settle();
const svg = await widgets[0]?.toSVG();

// Violation events arrive a task later.
await new Promise((resolve) => setTimeout(resolve, 100));
parent.postMessage({
  kind: 'strict-widgets', violations, errors, warnings, readoutMoved, hasSvg: svg?.startsWith('<svg') === true,
  states: all.map((widget) => (widget.matches(':state(ready)') ? 'ready' : widget.renderRoot.querySelector('.base')?.className ?? '')),
  background: getComputedStyle(byUrl.renderRoot.querySelector('.base') ?? document.body).backgroundColor,
}, '*');
