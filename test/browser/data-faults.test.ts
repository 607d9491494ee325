import { expect } from '@open-wc/testing';
import { createEngine } from '../../src/engine/create-engine.js';
import type { EngineConfig } from '../../src/model/config.js';
import type { DataInputSource } from '../../src/model/input.js';
import type { KpiResult } from '../../src/model/result.js';
import { readFaults, refusedFaults } from '../fixtures/data-faults.js';
import { failure, readBack } from '../ingest/read-back.js';
import { pause, takePageErrors, until } from './page-errors.js';
import { removeCards, showCard } from './watched-card.js';

/** Whether every fact of `part` is in `whole`, however deep. */
const holds = (whole: unknown, part: unknown): boolean =>
  (typeof part === 'object' && part !== null && typeof whole === 'object' && whole !== null
    ? Object.entries(part).every(([key, value]) => holds((whole as Record<string, unknown>)[key], value)) : Object.is(whole, part));

type Row = Readonly<Record<string, unknown>>;
const deal = (id: string, more: Row = {}): Row => ({ id, created_at: '2024-01-01', closed_at: '2024-01-21', status: 'won', amount: 100, ...more });
const header = 'id,created_at,closed_at,status,amount\n';

afterEach(async () => {
  removeCards();
  await pause(5);
  expect(takePageErrors(), 'errors that reached the page').to.deep.equal([]);
});

describe('what can be wrong with data, in this browser', function () {
  this.timeout(30_000);
  for (const { row, what, given, says, leaves = {} } of readFaults) {
    it(`${what} (row ${row})`, async () => {
      const { column, report } = await readBack(given);
      expect(report.rowsUsed + report.rowsExcluded).to.equal(report.rowsIn);
      if (says === undefined) expect(report.issues).to.deep.equal([]);
      else expect(report.issues.some((issue) => holds(issue, says)), JSON.stringify(report.issues)).to.equal(true);
      for (const [name, values] of Object.entries(leaves)) expect(column(name)).to.deep.equal(values);
    });
  }
  for (const { row, what, given, error } of refusedFaults) {
    it(`${what} (row ${row}): refused`, async () => {
      const found = await failure({ deals: given as DataInputSource });
      expect(holds(found, error), JSON.stringify(found)).to.equal(true);
    });
  }
});

describe('what can be wrong with data, as a figure shows it', function () {
  this.timeout(60_000);
  const answer = async (rows: readonly Row[], kpi: 'sales_cycle' | 'pipeline' | 'close_ratio' | 'product_performance', config: EngineConfig = {}): Promise<KpiResult> => {
    const engine = createEngine(config);
    try {
      await engine.load({ deals: rows });
      return await engine.compute({ kpi, period: 'all' });
    } finally {
      await engine.close();
    }
  };
  const codes = (result: KpiResult): readonly string[] => result.caveats.map(({ code }) => code);

  it('a time that the clock skipped and one that it showed twice: told, and no day is lost or doubled (row 9)', async () => {
    const { column, issue } = await readBack({ text: 'id,status,created_at\nd1,won,2024-03-10T02:30\nd2,won,2024-11-03T01:30\nd3,won,2024-11-03T00:30\n' }, { timeZone: 'America/New_York' });
    expect([issue('CLOCK_SKIPPED')?.count, issue('CLOCK_REPEATED')?.count]).to.deep.equal([1, 1]);
    expect(column('created_at')).to.deep.equal(['2024-03-10T07:30:00.000Z', '2024-11-03T05:30:00.000Z', '2024-11-03T04:30:00.000Z']);
    const days = [8, 9, 10, 11].map((day) => deal(`D${day}`, { created_at: `2024-03-${String(day).padStart(2, '0')}T12:00`, closed_at: `2024-03-${day + 1}T12:00` }));
    expect((await answer(days, 'sales_cycle', { timeZone: 'America/New_York' })).n).to.equal(4);
  });
  it('a credit: kept as the negative amount it is (row 10)', async () => {
    const result = await answer([deal('D1', { status: 'open', closed_at: null, amount: 300 }), deal('D2', { status: 'open', closed_at: null, amount: -100 })], 'pipeline');
    expect(result.value).to.equal(200);
    const shown = showCard((card) => {
      card.kpi = 'pipeline';
      card.data = [deal('D1', { status: 'open', closed_at: null, amount: -100 })];
    });
    await shown.settled();
    expect(shown.text()).to.not.contain('NaN');
  });
  it('a deal that closed before it was made: left out of the cycle, and said so (row 11)', async () => {
    const result = await answer([deal('D1'), deal('D2', { created_at: '2024-02-01', closed_at: '2024-01-01' })], 'sales_cycle');
    expect([result.value, result.n]).to.deep.equal([20, 1]);
    expect(codes(result)).to.include('DQ_NEGATIVE_DURATION');
  });
  it('a name of a megabyte, and a word of 100,000 letters: drawn in time (row 22)', async () => {
    const shown = showCard((card) => {
      card.segmentBy = 'owner_id';
      card.view = 'table';
      card.data = [deal('D1', { owner_id: 'x'.repeat(100_000) }), deal('D2', { owner_id: 'name '.repeat(200_000) })];
    });
    await shown.settled();
    await until('the figure', () => shown.value() === '20 days');
    expect(shown.card.getBoundingClientRect().width).to.be.lessThan(500);
  });
  it('a text that turns its direction and half a character: text, and the files stay whole (row 23)', async () => {
    const shown = showCard((card) => {
      card.view = 'table';
      card.segmentBy = 'owner_id';
      card.data = [deal('D1', { owner_id: '\u202eevil' }), deal('D2', { owner_id: 'a\ud800' }), deal('D3', { owner_id: '👩‍👩‍👧' })];
    });
    await shown.settled();
    expect(await shown.card.toCSV()).to.not.contain('\ud800');
  });
  it('no rows, and nothing left of them: no data rather than 0 (row 25)', async () => {
    const shown = showCard((card) => (card.data = []));
    await until('the state', () => shown.states().length > 0 && !shown.states().includes('loading'));
    expect([shown.states(), shown.value()]).to.deep.equal([['empty'], null]);
  });
  it('one row, rows that are all the same, a total of zero: no division by it (row 26)', async () => {
    for (const rows of [[deal('D1')], [deal('D1'), deal('D2'), deal('D3')], [deal('D1', { amount: 0 }), deal('D2', { amount: 0 })]]) {
      for (const kpi of ['sales_cycle', 'pipeline', 'close_ratio', 'product_performance'] as const) {
        const { value } = await answer(rows, kpi);
        expect(value === null || Number.isFinite(value), `${kpi}: ${value}`).to.equal(true);
      }
    }
  });
  it('200,000 rows: no list too long for a function (row 27)', async () => {
    const result = await answer(Array.from({ length: 200_000 }, (_, i) => deal(`D${i}`)), 'sales_cycle');
    expect([result.value, result.n]).to.deep.equal([20, 200_000]);
  });
  it('two currencies and none chosen: not added up (row 28)', async () => {
    const result = await answer([deal('D1', { status: 'open', closed_at: null, currency: 'EUR' }), deal('D2', { status: 'open', closed_at: null, currency: 'USD' })], 'pipeline');
    expect(result.value).to.equal(null);
    expect(codes(result)).to.include('CURRENCY_MIXED');
  });
  it('a list that the page changes after it gave it: as it was (row 29)', async () => {
    const rows = [deal('D1')];
    const shown = showCard((card) => (card.data = rows));
    rows.push(deal('D2', { closed_at: '2024-03-01' }));
    await shown.settled();
    expect([shown.value(), shown.reports[0]?.tables.deals?.rowsIn]).to.deep.equal(['20 days', 1]);
  });
  it('a property set a thousand times in one task: the last wins, and one is loaded (row 30)', async () => {
    const shown = showCard((card) => {
      for (let i = 1; i <= 1_000; i++) card.data = [deal('D1', { closed_at: i === 1_000 ? '2024-01-31' : '2024-01-02' })];
    });
    await until('the last', () => shown.value() === '30 days');
    expect(shown.reports.length).to.equal(1);
  });
  it('objects that throw when they are looked at: refused, and no exception reaches the page (row 31)', async () => {
    const trap = new Proxy(deal('D1'), { get: () => { throw new Error('trap'); }, ownKeys: () => { throw new Error('trap'); } });
    const shown = showCard((card) => (card.data = [trap]));
    await shown.settled();
    expect(shown.errors.map(({ code }) => code)).to.deep.equal(['HOST']);
  });
  it('a megabyte of digits that end in no number: read in one pass (row 93)', async () => {
    const long = `${'1'.repeat(1_000_000)}!`;
    const { report } = await readBack({ text: `${header}D1,${long},${long},${long},${long}\nD2,2024-01-01,2024-01-02,won,1\n` });
    expect(report.rowsUsed + report.rowsExcluded).to.equal(2);
  });
});
