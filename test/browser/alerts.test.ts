import { expect } from '@open-wc/testing';
import { KpiCard } from '../../src/elements/kpi-card/kpi-card.js';
import '../../src/elements/kpi-card/define.js';
import type { AlertDetail, KpiAlertEvent } from '../../src/events/kpi-alert.js';

const target = 20;
/** 40 deals that took so many days each, all won in the first half of 2024. */
const deals = (days: number) => Array.from({ length: 40 }, (_, i) => ({
  id: `D${i}`, status: 'won', created_at: `2024-0${1 + (i % 5)}-05`, closed_at: new Date(Date.UTC(2024, i % 5, 5 + days + (i % 3))).toISOString().slice(0, 10), amount: 10,
}));

describe('kpi-alert', function () {
  this.timeout(30_000);
  let card: KpiCard;
  let told: AlertDetail[];
  const feed = async (days: number): Promise<void> => {
    card.data = deals(days);
    await card.updateComplete;
  };
  beforeEach(() => {
    told = [];
    card = new KpiCard();
    card.kpi = 'sales_cycle';
    card.period = 'all';
    card.target = target;
    card.asOf = '2024-12-31';
    card.alertCoolDown = 0;
    document.body.addEventListener('kpi-alert', ({ detail }: KpiAlertEvent) => told.push(detail), { signal: stop.signal });
    document.body.append(card);
  });
  let stop = new AbortController();
  afterEach(() => {
    card.remove();
    stop.abort();
    stop = new AbortController();
  });

  it('tells the page that data took the figure across its target, with both figures', async () => {
    await feed(10);
    expect(told, 'the first answer').to.deep.equal([]);
    await feed(50);
    expect(told.map(({ rule, turned, previous, result }) => [rule, turned, previous.status, Math.round(previous.value ?? 0), Math.round(result.value ?? 0), result.status]))
      .to.deep.equal([['status', 'bad', 'good', 11, 51, 'bad']]);
    await feed(12);
    expect(told.map(({ turned }) => turned)).to.deep.equal(['bad', 'good']);
  });
  it('says nothing when figures stay on their side', async () => {
    for (const days of [10, 12, 9]) await feed(days);
    expect(told).to.deep.equal([]);
  });
  it('says nothing when the page changes target, period or filter', async () => {
    await feed(30);
    card.target = 60;
    await card.updateComplete;
    card.target = 5;
    await card.updateComplete;
    card.period = { start: '2024-01-01', end: '2024-03-01' };
    await card.updateComplete;
    card.filter = { source: [null] };
    await card.updateComplete;
    expect(card.matches(':state(ready)')).to.equal(true);
    expect(told).to.deep.equal([]);
  });
  it('is quiet for a while after an alert', async () => {
    card.alertCoolDown = 3_600;
    for (const days of [10, 50, 10, 50]) await feed(days);
    expect(told.map(({ turned }) => turned)).to.deep.equal(['bad']);
  });
});
