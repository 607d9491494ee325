import { LitElement } from 'lit';
import '../../../src/define.js';
import { hostRows } from './host-rows.js';

const widgets = [
  'kpi-card', 'cac-clv-gauge', 'churn-chart', 'close-ratio-chart', 'cycle-length-chart', 'forecast-accuracy-chart', 'lead-opportunity-chart',
  'pipeline-funnel', 'product-performance-chart', 'response-time-chart', 'touchpoint-chart', 'segment-filter', 'data-report', 'what-if-panel', 'milestone-track',
] as const;
/** Elements connected at the same time. */
const together = 50;
/** Every so many groups stay until their pictures are drawn; the others leave whatever they were at. */
const drawnEvery = 20;

const company = document.createElement('sales-data');
company.data = { deals: hostRows(200) };
company.asOf = '2025-07-01';
document.getElementById('page')?.append(company);

const makeOne = (i: number): HTMLElement & { readonly updateComplete: Promise<boolean> } => {
  const element = document.createElement(widgets[i % widgets.length] as (typeof widgets)[number]);
  if (element.localName === 'kpi-card') element.setAttribute('kpi', 'sales_cycle');
  return element;
};
const leak: unknown[] = [];

window.bench = {
  /** Connects and disconnects so many elements; `isLeaking`: the page itself keeps each of them, which must be found. */
  cycle: (async (count: number, isLeaking = false) => {
    for (let done = 0; done < count; done += together) {
      const group = Array.from({ length: Math.min(together, count - done) }, (_, i) => makeOne(done + i));
      company.append(...group);
      if ((done / together) % drawnEvery === 0) await Promise.all(group.map((element) => element.updateComplete));
      else await new Promise((resolve) => { setTimeout(resolve); });
      for (const element of group) element.remove();
      if (isLeaking) leak.push(...group);
      await new Promise((resolve) => { setTimeout(resolve); });
    }
  }) as never,
};
/** What all elements of the kit descend from. */
Object.assign(window, { elementPrototype: LitElement.prototype });
// No `await` here: files that are fetched later import from this one, and would wait for it while it waits for them.
window.ready = true;
