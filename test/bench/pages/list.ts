import '../../../src/elements/kpi-card/define.js';
import '../../../src/elements/sales-data/define.js';
import type { KpiCard } from '../../../src/elements/kpi-card/kpi-card.js';
import type { SalesData } from '../../../src/elements/sales-data/sales-data.js';

document.body.innerHTML = '<sales-data period="all" as-of="2025-07-01"><kpi-card kpi="close_ratio"></kpi-card></sales-data>';
const data = document.querySelector('sales-data') as SalesData;
const card = document.querySelector('kpi-card') as KpiCard;

const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);
const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await frame();
};
const find = (selector: string): HTMLElement | null => card.renderRoot.querySelector<HTMLElement>(`dialog.rows ${selector}`);
const firstRow = (): string => find('.grid-body [role=row]')?.textContent.trim() ?? '';
const isDrawn = (): boolean => firstRow() !== '' && !firstRow().startsWith('…');
const timed = async (run: () => Promise<void>): Promise<number> => {
  const start = performance.now();
  await run();
  return performance.now() - start;
};
/** Numbers in no order, the same at every run. */
const scattered = (i: number): number => Math.imul(i, 0x9e3779b1) >>> 0;

window.bench = {
  load: (async (url: string) => {
    data.src = url;
    await until(() => card.matches(':state(ready)'));
    await card.updateComplete;
  }) as never,
  open: (() => timed(async () => {
    card.renderRoot.querySelector<HTMLButtonElement>('.foot button')?.click();
    await until(isDrawn);
  })) as never,
  total: (() => Promise.resolve(Number(find('[role=grid]')?.getAttribute('aria-rowcount')) - 1)) as never,
  /** From the first row to the last in so many steps, each until its rows are there. */
  scroll: ((steps: number) => timed(async () => {
    const room = find('.grid-scroll') as HTMLElement;
    for (let step = 1; step <= steps; step++) {
      room.scrollTop = (room.scrollHeight * step) / steps;
      await frame();
      await until(isDrawn);
    }
    room.scrollTop = 0;
    await frame();
    await until(isDrawn);
  })) as never,
  /** Until the first row of the new order is there. */
  sort: ((column: string) => timed(async () => {
    const head = [...card.renderRoot.querySelectorAll<HTMLElement>('dialog.rows [role=columnheader]')].find(({ title }) => title.startsWith(column));
    if (head === undefined) throw new Error(`The list has no column ${column}.`);
    const before = firstRow();
    head.click();
    await until(() => isDrawn() && firstRow() !== before);
  })) as never,
  /** What a page would do itself: as many objects, sorted by a number and by a text of a language. */
  plain: (async (count: number) => {
    const rows = Array.from({ length: count }, (_, i) => ({ id: `D${scattered(i)}`, createdAt: scattered(i) }));
    const { compare } = new Intl.Collator('en');
    return Promise.resolve({
      createdAt: await timed(() => Promise.resolve(void rows.toSorted((a, b) => a.createdAt - b.createdAt))),
      id: await timed(() => Promise.resolve(void rows.toSorted((a, b) => compare(a.id, b.id)))),
    });
  }) as never,
};
window.ready = true;
