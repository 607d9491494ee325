import { describe, expect, it } from 'vitest';
import { changeLine } from '../../src/elements/parts/change-line.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import { wordsOf } from '../../src/i18n/words.js';
import type { KpiResult } from '../../src/model/result.js';
import { cac, closeRatio, clv, pipeline, salesCycle } from '../fixtures/results.js';

/** The figure changed by an amount that chance does not explain. */
const changed = (result: KpiResult, abs: number): KpiResult =>
  ({ ...result, delta: { abs, rel: null, signal: abs > 0 ? 'up' : 'down', ci: null, previous: { value: 1, n: 60, period: salesCycle.period } } });

const said = (result: KpiResult, locale = 'en'): string => {
  const messages = messagesFor(locale);
  const line = changeLine(result, { messages, format: { locale, currency: 'EUR', words: wordsOf(messages) }, isNarrow: false, isOld: false });
  return `${line?.icon}: ${line?.runs.map(({ text }) => text).join('').replace(/\s/gu, ' ')}`;
};

describe('the word beside the arrow of a change', () => {
  it('says of a duration whether it is shorter', () => {
    expect([said(changed(salesCycle, -6)), said(changed(salesCycle, 6), 'de')]).toEqual(['down-good: 6 days vs Q2, faster', 'up-bad: 6 Tage ggü. Q2, länger']);
  });
  it('says of a cost whether it is lower, which German calls cheaper', () => {
    expect([said(changed(cac, -58)), said(changed(cac, -58), 'de'), said(changed(cac, 58), 'de')])
      .toEqual(['down-good: €58 vs Q2 2025, lower', 'down-good: 58 € ggü. Q2 2025, günstiger', 'up-bad: 58 € ggü. Q2 2025, teurer']);
  });
  it('says of a value whether it is higher, never that less of it is cheaper', () => {
    expect([said(changed(clv, -58)), said(changed(clv, -58), 'de')]).toEqual(['down-bad: €58 vs Q2 2025, lower', 'down-bad: 58 € ggü. Q2 2025, niedriger']);
  });
  it('says of a share whether it is better', () => {
    expect([said(changed(closeRatio, -0.03)), said(changed(closeRatio, -0.03), 'de'), said(changed(closeRatio, 0.03))])
      .toEqual(['down-bad: 3.0 pts vs Q2 2025, worse', 'down-bad: 3,0 Pkt. ggü. Q2 2025, schlechter', 'up-good: 3.0 pts vs Q2 2025, better']);
  });
  it('says of a stock since when, with the year where that could be today', () => {
    const since = (end: string): KpiResult => ({
      ...pipeline, asOf: '2025-07-01', delta: { abs: 24_000, rel: null, signal: 'up', ci: null, previous: { value: 260_000, n: 130, period: { ...salesCycle.period, end } } },
    });
    expect([said(since('2025-04-01')), said(since('2024-07-01'))]).toEqual(['up-good: €24k since 1 April', 'up-good: €24k since 1 Jul 2024']);
  });
});
