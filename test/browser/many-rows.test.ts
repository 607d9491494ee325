import { expect } from '@open-wc/testing';
import { configureWorker, openEngine } from '../../src/engine/client.js';

const day = (n: number): string => new Date(Date.UTC(2022, 0, 1 + (n % 1000))).toISOString().slice(0, 10);
const rowsOf = (count: number): readonly Record<string, unknown>[] => Array.from({ length: count }, (_, i) => ({
  id: `D${i}`, name: `Deal ${i}`, created_at: day(i), closed_at: i % 3 === 0 ? null : day(i + 40), status: i % 3 === 0 ? 'open' : i % 3 === 1 ? 'won' : 'lost',
  amount: 100 + (i % 9000), owner_id: `u${i % 50}`, source: i % 7 === 0 ? null : `s${i % 6}`, segment: i % 2 === 0 ? 'a' : 'b', account_id: `A${i % 20_000}`,
}));

describe('hundreds of thousands of plain rows', () => {
  afterEach(() => configureWorker({}));

  it('load without a worker that falls silent, and tell how far they are', async function () {
    this.timeout(120_000);
    // Each sign of life must come well before reading as a whole could end.
    configureWorker({ silence: 1_500 });
    const engine = await openEngine();
    expect(engine.rung).not.to.equal('main-thread');
    const seen: number[] = [];
    const rows = rowsOf(450_000);
    const report = await engine.load({ deals: rows }, { onProgress: ({ rows: read }) => seen.push(read) });
    expect(report.tables.deals).to.include({ rowsIn: 450_000, rowsUsed: 450_000 });
    expect(seen.length).to.be.greaterThan(2);
    expect([...seen].sort((x, y) => x - y)).to.deep.equal(seen);
    expect((await engine.compute({ kpi: 'pipeline' })).n).to.equal(150_000);
    await engine.close();
  });
});
