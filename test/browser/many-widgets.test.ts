import { expect } from '@open-wc/testing';
import '../../src/define.js';
import type { KpiCard } from '../../src/elements/kpi-card/kpi-card.js';
import { pause, takePageErrors, until } from './page-errors.js';

/** Counts the workers a page really starts. */
const countWorkers = (): { readonly started: () => number; readonly restore: () => void } => {
  const original = globalThis.Worker;
  let started = 0;
  globalThis.Worker = class extends original {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      started++;
    }
  };
  return { started: () => started, restore: () => (globalThis.Worker = original) };
};

describe('200 widgets on one page', () => {
  it('share one worker and one request, and all show the same figure', async function () {
    this.timeout(40_000);
    takePageErrors();
    const { a } = await (await fetch('/__test-server.json')).json() as { a: string };
    const workers = countWorkers();
    const host = document.createElement('div');
    const src = `${a}/deals.csv?n=500&seed=200`;
    const hitsOf = async (): Promise<number> => await (await fetch(`${a}/hits?path=${encodeURIComponent('/deals.csv?n=500&seed=200')}`)).json() as number;
    const hitsBefore = await hitsOf();
    for (let i = 0; i < 200; i++) {
      const card = document.createElement('kpi-card');
      card.kpi = 'close_ratio';
      card.period = 'all';
      card.src = src;
      host.append(card);
    }
    document.body.append(host);
    const cards = [...host.children] as KpiCard[];
    await until('200 figures', () => cards.every((card) => card.matches(':state(ready)')), 30_000);
    await Promise.all(cards.map((card) => card.updateComplete));
    expect(new Set(cards.map((card) => card.renderRoot.querySelector('[part=value]')?.textContent)).size).to.equal(1);
    expect(workers.started()).to.equal(1);
    expect(await hitsOf() - hitsBefore).to.equal(1);
    host.remove();
    await pause(50);
    workers.restore();
    expect(takePageErrors()).to.deep.equal([]);
  });
});
