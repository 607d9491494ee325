import { describe, expect, it } from 'vitest';
import { RowPages, type PageAsk } from '../../src/elements/rows/row-pages.js';
import type { RowsAnswer } from '../../src/model/rows.js';

const total = 1_000_000;
const answerTo = ({ offset, limit, labels }: PageAsk): RowsAnswer => ({
  kpi: 'pipeline', period: { start: '2025-01-01', end: '2025-02-01', startMs: 0, endMs: 0, partial: false, name: null }, segment: null, fixed: {},
  tables: [{
    table: 'deals', total, columns: labels ? ['id', 'name'] : ['id'],
    rows: Array.from({ length: Math.min(limit, total - offset) }, (_, i) => ({ row: offset + i + 2, input: null, values: labels ? [`d${offset + i}`, `Deal ${offset + i}`] : [`d${offset + i}`] })),
  }],
});

/** A list whose pages come when the test says so. */
const list = (answer: (ask: PageAsk) => RowsAnswer | null = answerTo) => {
  const asked: PageAsk[] = [];
  const waiting: (() => void)[] = [];
  const pages = new RowPages(async (ask) => {
    asked.push(ask);
    await new Promise<void>((resolve) => waiting.push(resolve));
    return answer(ask);
  }, () => undefined);
  const next = async (): Promise<void> => {
    waiting.shift()?.();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { pages, asked, next };
};
const idAt = (pages: RowPages, index: number): unknown => pages.row(0, index)?.row.values[0] ?? null;

describe('pages of a long list', () => {
  it('the first comes at once, its names after it', async () => {
    const { pages, asked, next } = list();
    expect(asked).toEqual([{ offset: 0, limit: 200, labels: false }]);
    expect(pages.head).toBeNull();
    await next();
    expect([pages.head?.tables[0]?.total, idAt(pages, 199), idAt(pages, 200)]).toEqual([total, 'd199', null]);
    expect(asked[1]).toEqual({ offset: 0, limit: 200, labels: true });
    await next();
    expect(pages.row(0, 3)?.row.values).toEqual(['d3', 'Deal 3']);
    expect(asked).toHaveLength(2);
  });
  it('only what is in sight is fetched, however far the bar was dragged on the way', async () => {
    const { pages, asked, next } = list();
    for (const row of [50_000, 300_000, 700_000]) pages.want(row, row + 20);
    await next();
    await next();
    expect(asked.map(({ offset, labels }) => [offset, labels])).toEqual([[0, false], [700_000, false], [700_000, true]]);
    expect(idAt(pages, 700_005)).toBe('d700005');
    expect(idAt(pages, 300_005)).toBeNull();
  });
  it('rows before names: a page that comes into sight does not wait for the names of another', async () => {
    const { pages, asked, next } = list();
    await next();
    pages.want(190, 210);
    await next();
    expect(asked.map(({ offset, labels }) => [offset, labels])).toEqual([[0, false], [0, true], [200, false]]);
  });
  it('what was looked at long ago is let go, what is in sight is not', async () => {
    const { pages, next } = list((ask) => answerTo({ ...ask, labels: true }));
    for (let page = 0; page < 80; page++) {
      pages.want(page * 200, page * 200);
      await next();
      await next();
    }
    expect([idAt(pages, 0), idAt(pages, 79 * 200)]).toEqual([null, 'd15800']);
  });
  it('a failure is told, is not asked for over and over, and a look elsewhere tries again', async () => {
    let fails = true;
    const { pages, asked, next } = list((ask) => {
      if (fails) throw new Error('the worker is gone');
      return answerTo(ask);
    });
    await next();
    expect(String(pages.error)).toContain('the worker is gone');
    pages.want(0, 10);
    expect(asked).toHaveLength(1);
    fails = false;
    pages.want(190, 210);
    await next();
    await next();
    expect([pages.error, idAt(pages, 0), idAt(pages, 205)]).toEqual([null, 'd0', 'd205']);
  });
  it('whoever holds only sums is asked once', async () => {
    const { pages, asked, next } = list(() => null);
    await next();
    expect([pages.isUnknown, pages.head, asked.length]).toEqual([true, null, 1]);
  });
  it('nothing is asked after it was closed', async () => {
    const { pages, asked, next } = list();
    pages.close();
    await next();
    expect([asked.length, pages.head]).toEqual([1, null]);
  });
  it('in another order than before gives up what is on its way in that, and asks anew at once', async () => {
    const asked: PageAsk[] = [];
    // The first answer never comes: its page would take names from a file of a gigabyte.
    const pages = new RowPages((ask, signal) => new Promise((resolve, reject) => {
      asked.push(ask);
      signal.addEventListener('abort', () => reject(signal.reason as DOMException));
      if (asked.length === 2) resolve(answerTo(ask));
    }), () => undefined);
    pages.reorder();
    await new Promise((resolve) => setTimeout(resolve));
    expect(asked.slice(0, 2)).toEqual([{ offset: 0, limit: 200, labels: false }, { offset: 0, limit: 200, labels: false }]);
    expect([idAt(pages, 0), pages.error]).toEqual(['d0', null]);
  });
});
