import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCells, subtractCells, type Cells } from '../../src/kpi/cells.js';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import { createContext } from '../../src/kpi/create-context.js';
import { createCut } from '../../src/kpi/create-cut.js';
import { touchCells } from '../../src/kpi/touches-cells.js';
import { touches } from '../../src/kpi/touches.js';
import { dataSets } from '../fixtures/data-sets.js';
import { tablesOf, type Rows } from '../fixtures/tables.js';
import { oracleLeads, oracleMet } from './oracle-touches.js';
import { touchedLeads, touchWindow } from './random-touches.js';
import { askTouches, known } from './touches-fixtures.js';

const near = (actual: number | null | undefined, expected: number): void => expect(Math.abs((actual ?? NaN) - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
const within = (at: number, { start, end }: { start: string; end: string }): boolean => at >= Date.parse(start) && at < Date.parse(end);
const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((x, y) => x - y);
  const middle = (sorted.length - 1) / 2;
  return ((sorted[Math.floor(middle)] as number) + (sorted[Math.ceil(middle)] as number)) / 2;
};

describe('touches_to_meeting against a lead-by-lead oracle', () => {
  it('agrees on mean, median, means by actor and phases of the leads booked in the period', () => {
    fc.assert(fc.property(touchedLeads, touchWindow, (rows, window) => {
      const { value, num, den, details, phases } = askTouches(rows, { period: window });
      const booked = oracleLeads(rows, known.asOf).filter((lead) => lead.booked !== null && within(lead.booked, window));
      const sum = (of: (lead: (typeof booked)[number]) => number): number => booked.reduce((total, lead) => total + of(lead), 0);
      expect([den, num]).toEqual([booked.length, sum((lead) => lead.touches)]);
      if (booked.length === 0) {
        expect([value, details.byActor, phases]).toEqual([null, null, null]);
        return;
      }
      near(value, sum((lead) => lead.touches) / booked.length);
      near(details.median, medianOf(booked.map((lead) => lead.touches)));
      near(details.byActor?.marketing, sum((lead) => lead.marketing) / booked.length);
      near(phases?.[0]?.value, sum((lead) => lead.warmUp) / booked.length);
      const byChannel = new Map([...new Set(booked.map(({ channel }) => channel))].map((channel) => {
        const own = booked.filter((lead) => lead.channel === channel);
        return [channel, [own.length, Number((own.reduce((total, lead) => total + lead.touches, 0) / own.length).toFixed(9))]] as const;
      }));
      expect(new Map(details.channels?.map(({ channel, n, mean }) => [channel, [n, Number(mean.toFixed(9))]]))).toEqual(byChannel);
      near(phases?.slice(0, 3).reduce((total, phase) => total + (phase.value ?? 0), 0), value ?? NaN);
    }), dataSets);
  });

  it('agrees on the curve of the leads received in the period', () => {
    fc.assert(fc.property(touchedLeads, touchWindow, (rows, window) => {
      const { details, nCensored } = askTouches(rows, { period: window });
      const received = oracleLeads(rows, known.asOf).filter((lead) => within(lead.received, window));
      expect([details.curveN, nCensored]).toEqual([received.length, received.filter(({ event }) => event === 'open').length]);
      for (const { k, met, direct, marketing, sales, gone, atRisk, booked, hazard } of details.curve) {
        near(met, oracleMet(received, k));
        near((direct ?? 0) + (marketing ?? 0) + (sales ?? 0), met);
        near(gone, oracleMet(received.map((lead) => ({ ...lead, event: lead.event === 'gone' ? 'booked' as const : lead.event === 'booked' ? 'gone' as const : 'open' as const })), k));
        expect([atRisk, booked]).toEqual([received.filter((lead) => lead.touches >= k).length, received.filter((lead) => lead.event === 'booked' && lead.touches === k).length]);
        near(hazard, booked / atRisk);
      }
    }), { numRuns: 150 });
  });

  it('agrees under a filter of the leads', () => {
    fc.assert(fc.property(touchedLeads, touchWindow, fc.subarray(['Web', 'Fair', null], { minLength: 1 }), (rows, window, source) => {
      const { num, den } = askTouches(rows, { period: window, filter: { source } });
      const booked = oracleLeads(rows, known.asOf, (row) => source.includes((row['source'] ?? null) as string | null)).filter((lead) => lead.booked !== null && within(lead.booked, window));
      expect([den, num]).toEqual([booked.length, booked.reduce((sum, lead) => sum + lead.touches, 0)]);
    }), { numRuns: 150 });
  });
});

describe('laws of touches_to_meeting', () => {
  it('the order of rows changes no byte of a result', () => {
    fc.assert(fc.property(touchedLeads, touchWindow, fc.constantFrom('actor', 'channel', 'source', 'cycle_class'), (rows, window, name) => {
      const reversed = Object.fromEntries(Object.entries(rows).map(([table, list]) => [table, [...list].reverse()])) as Rows;
      const query = { period: window, segmentBy: [name] };
      expect(JSON.stringify(askTouches(reversed, query))).toBe(JSON.stringify(askTouches(rows, query)));
    }), { numRuns: 150 });
  });

  it('segments add up to the whole; a filter from kept cells is the filter by a pass over the rows', () => {
    fc.assert(fc.property(touchedLeads, touchWindow, fc.constantFrom('actor', 'channel', 'source', 'segment'), (rows, window, name) => {
      const { num, den, segments } = askTouches(rows, { period: window, segmentBy: [name] });
      expect(segments.reduce((sum, { n }) => sum + n, 0)).toBe(den);
      near(segments.reduce((sum, { n, value }) => sum + n * (value ?? 0), 0), num ?? 0);
      const kept = createContext(tablesOf(rows), known);
      for (const values of [['Web'], ['sales', null], ['S', 'Web', 'Phone']]) {
        const query = { kpi: 'touches_to_meeting', period: window, filter: { [name]: values } } as const;
        expect(computeKpi(touches, kept, query)).toEqual(computeKpi({ ...touches, isAdditive: false }, createContext(tablesOf(rows), known), query));
      }
    }), { numRuns: 60 });
  });

  const trimmed = (cells: Cells): unknown => Object.fromEntries(Object.entries(cells).map(([field, cell]) =>
    [field, cell instanceof Float64Array ? Array.from(cell).slice(0, cell.findLastIndex((x) => x !== 0) + 1) : cell instanceof Map ? [...cell] : cell]));

  it('shards by lead add up to the whole, and taking one away leaves the other', () => {
    fc.assert(fc.property(touchedLeads, touchWindow, (rows, window) => {
      const simple: Rows = { leads: (rows.leads ?? []).map(({ opp_id: _, ...row }) => row), activities: (rows.activities ?? []).map(({ deal_id: _, ...row }) => row) };
      const part = (left: boolean): Rows => Object.fromEntries(Object.entries(simple).map(([name, list]) => [name, list.filter((row) => /[0-3]/.test(String(row['lead_id'] ?? row['id'])) === left)]));
      if ([part(true), part(false)].some((own) => own.leads?.length === 0 || own.activities?.length === 0)) return;
      const cellsOf = (of: Rows): Cells => {
        const context = createContext(tablesOf(of), known);
        return touchCells(context, { period: context.calendar.resolve(window, context), cut: createCut({}, [], touches.rows(context)), target: null, options: {} })[0] as Cells;
      };
      const [all, a, b] = [simple, part(true), part(false)].map(cellsOf) as [Cells, Cells, Cells];
      expect(trimmed(addCells(a, b))).toEqual(trimmed(all));
      expect(trimmed(subtractCells(addCells(a, b), b))).toEqual(trimmed(a));
    }), { numRuns: 80 });
  });

  it('the curve never falls, and what met and what was given up are at most all', () => {
    fc.assert(fc.property(touchedLeads, touchWindow, (rows, window) => {
      const { curve } = askTouches(rows, { period: window }).details;
      curve.forEach((step, i) => {
        expect(step.met).toBeGreaterThanOrEqual((curve[i - 1]?.met ?? 0) - 1e-12);
        expect(step.met + step.gone).toBeLessThanOrEqual(1 + 1e-12);
      });
    }), { numRuns: 100 });
  });
});
