import '../../../src/elements/cac-clv-gauge/define.js';
import '../../../src/elements/close-ratio-chart/define.js';
import '../../../src/elements/cycle-length-chart/define.js';
import '../../../src/elements/kpi-card/define.js';
import '../../../src/elements/kpi-dashboard/define.js';
import '../../../src/elements/pipeline-funnel/define.js';
import '../../../src/elements/product-performance-chart/define.js';
import '../../../src/elements/sales-data/define.js';
import '../../../src/elements/segment-filter/define.js';
import type { KpiWidget } from '../../../src/elements/kpi-widget.js';
import type { TableName } from '../../../src/model/schema.js';

const cards = ['sales_cycle', 'pipeline', 'close_ratio', 'cac', 'clv'] as const;
const charts = ['pipeline-funnel', 'cycle-length-chart', 'close-ratio-chart', 'cac-clv-gauge', 'product-performance-chart'] as const;

const company = document.createElement('sales-data');
company.asOf = '2025-07-01';
company.period = 'last_12_months';
company.currency = 'EUR';
const filter = document.createElement('segment-filter');
filter.dimension = 'segment';
const board = document.createElement('kpi-dashboard');
board.setState({
  version: 1, role: 'management',
  tiles: [
    ...cards.map((kpi, i) => ({ id: kpi, tag: 'kpi-card', x: 2 * i, y: 0, w: 2, h: 1, settings: { kpi } })),
    ...charts.map((tag, i) => ({ id: tag, tag, x: 6 * (i % 2), y: 1 + 2 * Math.floor(i / 2), w: 6, h: 2, settings: {} })),
  ],
} as never);
company.append(filter, board);

const widgets = (): readonly KpiWidget[] => {
  const found: KpiWidget[] = [];
  const look = (root: ParentNode): void => {
    for (const element of root.querySelectorAll('*')) {
      if ('getResult' in element) found.push(element as KpiWidget);
      else if (element.shadowRoot !== null) look(element.shadowRoot);
    }
  };
  look(document);
  return found;
};
const painted = (): Promise<number> => new Promise((resolve) => {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { resolve(performance.now()); };
    port2.postMessage(null);
  });
});
const shown = async (): Promise<void> => {
  await company.updateComplete;
  await Promise.all(widgets().map((widget) => widget.updateComplete));
};

window.bench = {
  open: (async (files: Partial<Record<TableName, string>>) => {
    company.append(...Object.entries(files).map(([table, src]) => Object.assign(document.createElement('data-source'), { table, src })));
    document.getElementById('page')?.append(company);
    do await painted(); while (widgets().length === 0 || widgets().some((widget) => widget.getResult() === null));
    await shown();
    await filter.updateComplete;
    return { widgets: widgets().length, answered: widgets().filter((widget) => widget.getResult() !== null).length };
  }) as never,
  /** Clicks one value of the filter; `firstMs`: every widget shows its figure for that, `allMs`: with every interval, too. */
  click: (async (index: number) => {
    const before = widgets().map((widget) => widget.getResult());
    const box = filter.renderRoot.querySelectorAll<HTMLInputElement>('input[type=checkbox]')[index];
    const start = performance.now();
    box?.click();
    const isNew = (): boolean => widgets().every((widget, i) => widget.getResult() !== before[i]);
    let firstMs: number | undefined;
    const watch = async (): Promise<void> => {
      while (!isNew()) await painted();
      firstMs = (await painted()) - start;
    };
    await Promise.all([watch(), shown()]);
    return { firstMs, allMs: (await painted()) - start };
  }) as never,
};
window.ready = true;
