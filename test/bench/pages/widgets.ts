import '../../../src/elements/cycle-length-chart/define.js';
import '../../../src/elements/kpi-card/define.js';
import '../../../src/elements/pipeline-funnel/define.js';
import '../../../src/elements/sales-data/define.js';
import type { KpiWidget } from '../../../src/elements/kpi-widget.js';
import { kinds, makeBox, runPage } from './boxes.js';
import { hostRows } from './host-rows.js';

const tags = { card: 'kpi-card', curve: 'cycle-length-chart', funnel: 'pipeline-funnel' } as const;
const cards = ['sales_cycle', 'pipeline', 'close_ratio', 'product_performance'] as const;

let asked = 0;

/** Every widget asks something of its own: no answer serves two of them. */
const makeWidget = (kind: (typeof kinds)[number], i: number): KpiWidget => {
  const widget = document.createElement(tags[kind]);
  if (widget.localName === 'kpi-card') widget.setAttribute('kpi', cards[i % cards.length] as string);
  const without = asked++;
  widget.filter = { owner_id: Array.from({ length: 200 }, (_, owner) => `u${owner}`).filter((_, owner) => owner !== without) };
  return widget;
};

const company = document.createElement('sales-data');
company.data = { deals: hostRows(500) };
company.asOf = '2025-07-01';
company.period = 'all';
document.getElementById('page')?.append(company);

/** There when every widget has drawn its first picture; intervals that take longer come after. */
await runPage(async () => {
  const widgets = kinds.map(makeWidget);
  const drawn = Promise.all(widgets.map((widget) => new Promise((resolve) => { widget.addEventListener('kpi-ready', resolve, { once: true }); })));
  company.append(...widgets.map((widget, i) => {
    const box = makeBox(kinds[i] as 'card', false);
    box.append(widget);
    return box;
  }));
  await drawn;
}, async () => {
  await Promise.all([...company.querySelectorAll<KpiWidget>('kpi-card, cycle-length-chart, pipeline-funnel')].map((widget) => widget.updateComplete));
});
