import { describe, expect, it } from 'vitest';
import type { Random } from '../../demo/company/random.js';
import { closeRatio } from '../../src/kpi/close-ratio.js';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import type { Row } from '../fixtures/tables.js';
import { coverageOf, holds } from '../fixtures/coverage.js';
import { finalCac, finalClv } from './customers.js';
import { contextOf, engagedDeal } from './deal-fixtures.js';

const asOf = { asOf: '2025-07-01' };

const expectNominal = ({ share, silent }: { readonly share: number; readonly silent: number }): void => {
  expect(silent).toBe(0);
  expect(share).toBeGreaterThanOrEqual(0.93);
  expect(share).toBeLessThanOrEqual(0.97);
};

describe('the interval of an answer holds the truth in 93 to 97 % of 1,000 simulated companies', () => {
  it('cac: a fixed spend of 180,000 that wins 90 customers a year in the mean', () => {
    const spend = [{ period_start: '2024-07-01', period_end: '2025-07-01', kind: 'marketing', amount: 180_000 }];
    expectNominal(coverageOf((random) => {
      let count = 0;
      for (let month = 0; month < 10; month++) count += random.poisson(9);
      const customers = Array.from({ length: count }, (_, i): Row => ({ id: `c${i}`, first_won_at: '2024-10-15', acquired_channel: null }));
      return holds(finalCac({ customers, spend }, {}, asOf).ci, 2000);
    }));
  });

  it('clv: 250 customers whose margins are skewed (log-normal, sigma 0.7)', () => {
    const truth = 800 * Math.exp(0.7 ** 2 / 2);
    expectNominal(coverageOf((random) => {
      const ids = Array.from({ length: 250 }, (_, i) => `c${i}`);
      const customers = ids.map((id): Row => ({ id, first_won_at: '2024-01-15' }));
      const revenue = ids.map((id): Row => ({ customer_id: id, occurred_at: '2024-02-01', amount: 5000, margin: random.logNormal(800, 0.7) }));
      return holds(finalClv({ customers, revenue }, {}, asOf).ci, truth);
    }));
  });

  it('close_ratio: the share won within 90 days of 200 deals, a third of them still open', () => {
    // Both ripen exponentially, in whole days: day 90 ends at 91.
    const [win, loss] = [0.005, 0.004];
    const truth = (win / (win + loss)) * (1 - Math.exp(-(win + loss) * 91));
    expectNominal(coverageOf((random) => {
      const deals = Array.from({ length: 200 }, (): Row => {
        const age = random.whole(1, 360);
        const won = Math.floor(random.exponential(1 / win));
        const lost = Math.floor(random.exponential(1 / loss));
        const end = Math.min(won, lost);
        return end < age ? engagedDeal(age, won <= lost ? 'won' : 'lost', end) : engagedDeal(age, 'open');
      });
      const { ci } = computeKpi(closeRatio, contextOf(deals), { kpi: 'close_ratio', compare: 'none', options: { horizonDays: 90 } });
      return holds(ci, truth);
    }));
  });
});

describe('reps of equal skill', () => {
  const leads = [{ source: 'Web', segment: 'SMB', p: 0.15 }, { source: 'Web', segment: 'Enterprise', p: 0.3 }, { source: 'Referral', segment: 'SMB', p: 0.55 }];
  /** Eight reps with very different leads; every lead is won with the chance of its kind, whoever works it. */
  const company = (random: Random): Row[] => Array.from({ length: 8 }, (_, rep) => Array.from({ length: 60 }, (): Row => {
    const kind = leads[random.chance(0.05 + rep * 0.12) ? 2 : random.whole(0, 1)]!;
    return engagedDeal(200, random.chance(kind.p) ? 'won' : 'lost', 30, { owner_id: `rep ${rep}`, source: kind.source, segment: kind.segment });
  })).flat();

  it('are outside the 95 % limits in at most 5 % of the cases, though their raw rates differ far more often', () => {
    let outside = 0;
    let rawOutside = 0;
    let reps = 0;
    coverageOf((random) => {
      const { details } = computeKpi(closeRatio, contextOf(company(random)), { kpi: 'close_ratio', compare: 'none', options: { horizonDays: 90 } });
      for (const { raw, lo, hi, n } of details.owners) {
        const overall = details.overall!;
        const half = 1.959963984540054 * Math.sqrt((overall * (1 - overall)) / n);
        reps++;
        if (raw! < lo! || raw! > hi!) outside++;
        if (Math.abs(raw! - overall) > half) rawOutside++;
      }
      return null;
    });
    expect(reps).toBe(8000);
    expect(outside / reps).toBeLessThanOrEqual(0.05);
    expect(rawOutside / reps).toBeGreaterThan(0.15);
  });
});
