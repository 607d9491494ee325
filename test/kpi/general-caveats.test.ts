import { describe, expect, it } from 'vitest';
import type { GeneralCaveatCode } from '../../src/kpi/caveats.js';
import type { Cells } from '../../src/kpi/cells.js';
import { closeRatio } from '../../src/kpi/close-ratio.js';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import { createContext } from '../../src/kpi/create-context.js';
import type { KpiDefinition } from '../../src/kpi/define-kpi.js';
import { forecastAccuracy } from '../../src/kpi/forecast-accuracy.js';
import { leadResponse } from '../../src/kpi/lead-response.js';
import { leadToOpp } from '../../src/kpi/lead-to-opp.js';
import { pipeline } from '../../src/kpi/pipeline.js';
import { productPerformance } from '../../src/kpi/product-performance.js';
import type { KnownRule } from '../../src/kpi/rule-counts.js';
import { salesCycle } from '../../src/kpi/sales-cycle.js';
import type { EngineConfig } from '../../src/model/config.js';
import type { KpiId } from '../../src/model/kpi-id.js';
import type { KpiQuery } from '../../src/model/query.js';
import type { Caveat } from '../../src/model/result.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';
import { asOf, closedDeal, codesOf, openDeal, repeat } from './deal-fixtures.js';
import { forecastOf, wonIn } from './forecasts.js';

interface Asked { readonly of: unknown; readonly rows: Rows; readonly query?: Omit<KpiQuery, 'kpi'>; readonly config?: EngineConfig; readonly loaded?: readonly KnownRule[] }
/** Complete, or it does not compile: where a code is told, where just not, how grave it is, and both texts as they are read. */
interface Pair { readonly fires: Asked; readonly silent: Asked; readonly severity: Caveat['severity']; readonly en: string; readonly de: string }

const caveatsOf = ({ of, rows, query = {}, config = { asOf }, loaded = [] }: Asked): readonly Caveat[] => {
  const definition = of as KpiDefinition<KpiId, Cells>;
  return computeKpi(definition, createContext(tablesOf(rows), config, loaded), { kpi: definition.id, compare: 'none', ...query }).caveats;
};

const deals = (...rows: readonly Row[]): Rows => ({ deals: rows.map((row, i) => ({ id: `d${i + 1}`, ...row })) });
const leads = (...rows: readonly Row[]): Rows => ({ leads: rows.map((row, i) => ({ id: `l${i + 1}`, ...row })) });
const open = (more: Row): Row => openDeal(20, { amount: 100, ...more });
const stock = (...rows: readonly Row[]): Asked => ({ of: pipeline, rows: deals(...rows) });
const cycle = (...rows: readonly Row[]): Asked => ({ of: salesCycle, rows: deals(...rows) });
const wins = (n: number): Asked => cycle(...repeat(n, () => closedDeal('won', 10)));

const oneOpen = stock(open({}));
const oneWin = wins(1);
const loadedWith = (code: string, count: number): Asked => ({ ...oneOpen, loaded: [{ code, table: 'deals', count }] });

const dollars = open({ currency: 'USD' });
const rate = { fx: [{ ccy: 'USD', fx_day: '2025-06-30', rate: 0.8 }] };
const inEuro = (rows: Rows, config: EngineConfig = {}): Asked => ({ of: pipeline, rows, config: { asOf, currency: 'EUR', ...config } });

const historied = (...stage_history: readonly Row[]): Asked => ({
  of: salesCycle, rows: {
    ...deals({ status: 'won', created_at: '2025-05-01', closed_at: '2025-06-15' }),
    stage_history: stage_history.map((row) => ({ deal_id: 'd1', ...row })),
  },
});

// Received by the minute and answered by the day, or both by the minute.
const answered = (first_response_at: string): Asked => ({ of: leadResponse, rows: leads({ received_at: '2025-06-02T09:00Z', first_response_at }) });
// The first was called and became an opportunity, the second as told.
const worked = { received_at: '2025-05-02T09:00Z', first_response_at: '2025-05-03T09:00Z', qualified_at: '2025-05-07T09:00Z', disqualified_at: null };
const second = (more: Row, rows: Rows = {}): Asked => ({ of: leadToOpp, rows: { ...leads(worked, { ...worked, ...more }), ...rows } });
const dated = (created_at: string | null): Rows => ({ deals: [{ id: 'd1', created_at, status: 'open' }, { id: 'd2', created_at: '2025-05-06', status: 'open' }] });

const owned = (history: boolean): Asked => ({
  of: closeRatio, query: { segmentBy: ['owner'] },
  rows: { ...deals(closedDeal('won', 10, { owner_id: 'Ann' })), ...(history ? { stage_history: [{ deal_id: 'd1', stage: 'Offer', entered_at: '2025-06-10', owner_id: 'Ann' }] } : {}) },
});
const forecast = (more: readonly Row[], won: readonly Row[] = [wonIn(0, 90)]): Asked => ({ of: forecastAccuracy, rows: { forecasts: [forecastOf(0, 100), ...more], deals: won }, config: { asOf: '2023-04-01' } });
const lineOf = (deal_id: string): Asked => ({ of: productPerformance, rows: { ...deals(closedDeal('won', 10, { amount: 100 })), deal_lines: ['d1', deal_id].map((id) => ({ deal_id: id, product_id: 'p', qty: 1, total: 50 })) } });

const pairs: Readonly<Record<GeneralCaveatCode, Pair>> = {
  E_NO_ROWS: {
    fires: { ...oneOpen, query: { filter: { source: ['Mars'] } } }, silent: { ...oneOpen, query: { filter: { source: [null] } } },
    severity: 'block', en: 'Nothing passes this filter.', de: 'Nichts passt zu diesem Filter.',
  },
  E_ZERO_DENOM: { fires: cycle(openDeal(5)), silent: cycle(openDeal(5), closedDeal('won', 10)), severity: 'block', en: 'No cases to divide by.', de: 'Keine Fälle im Nenner.' },
  NOT_APPLICABLE: {
    fires: cycle({ status: 'won', created_at: '2025-06-01' }), silent: { ...oneWin, rows: { ...oneWin.rows, stage_history: [{ deal_id: 'd1', stage: 'Offer', entered_at: '2025-06-05' }] } },
    severity: 'block', en: 'Needs deals.closed_at.', de: 'Benötigt deals.closed_at.',
  },
  R_CAUTION: { fires: wins(29), silent: wins(30), severity: 'warn', en: '29 cases: wide uncertainty.', de: '29 Fälle: große Unsicherheit.' },
  R_UNRELIABLE: { fires: wins(9), silent: wins(10), severity: 'block', en: 'Only 9 cases: do not rely on this number.', de: 'Nur 9 Fälle: Zahl nicht belastbar.' },
  CURRENCY_MIXED: {
    fires: stock(open({ currency: 'EUR' }), dollars), silent: stock(dollars, dollars),
    severity: 'block', en: 'Amounts in EUR, USD are not added up: please choose the currency of the report.', de: 'Beträge in EUR, USD werden nicht addiert: bitte Berichtswährung wählen.',
  },
  // 90 days after the one before it, or 91.
  DQ_ASOF_OUTLIER: {
    fires: { of: pipeline, rows: deals(open({ created_at: '2025-01-01' }), open({ created_at: '2025-04-02' })), config: {} },
    silent: { of: pipeline, rows: deals(open({ created_at: '2025-01-01' }), open({ created_at: '2025-04-01' })), config: {} },
    severity: 'warn', en: 'The last date (2025-04-02) lies far after all others: please set the cut-off.', de: 'Das letzte Datum (2025-04-02) liegt weit nach allen anderen: bitte Stichtag setzen.',
  },
  DQ_CLOSED_NO_DATE: {
    fires: cycle(closedDeal('won', 10), { status: 'won', created_at: '2025-06-01', closed_at: null }), silent: cycle(closedDeal('won', 10), { status: 'open', created_at: '2025-06-01', closed_at: null }),
    severity: 'warn', en: '1 closed deal has no closing date: in untimed counts only.', de: '1 abgeschlossener Deal ohne Abschlussdatum: nur in Zählungen ohne Zeitbezug.',
  },
  DQ_DAY_PRECISION: {
    fires: answered('2025-06-02'), silent: answered('2025-06-02T09:30Z'),
    severity: 'warn', en: 'Times are dates only; minute figures are off.', de: 'Nur Datumsangaben; Minutenwerte entfallen.',
  },
  DQ_DUPLICATES: { fires: loadedWith('DQ_DUPLICATES', 1200), silent: oneOpen, severity: 'info', en: '1,200 duplicates merged.', de: '1.200 Dubletten zusammengeführt.' },
  DQ_FUTURE: {
    fires: stock(open({}), open({ created_at: '2025-07-01' })), silent: stock(open({}), open({ created_at: '2025-06-30' })),
    severity: 'warn', en: '1 row after the cut-off was dropped.', de: '1 Zeile nach dem Stichtag verworfen.',
  },
  DQ_FX_MISSING: {
    fires: inEuro(deals(dollars)), silent: inEuro({ ...deals(dollars), ...rate }),
    severity: 'warn', en: '1 amount without exchange rate left out.', de: '1 Betrag ohne Wechselkurs ausgelassen.',
  },
  // The rates of a day matter only where something is converted.
  FX_CONSTANT: {
    fires: inEuro({ ...deals(dollars), ...rate }, { constantFx: '2025-06-30' }), silent: inEuro({ ...deals(dollars), ...rate }),
    severity: 'info', en: 'Amounts at the exchange rates of 2025-06-30.', de: 'Beträge zu den Wechselkursen vom 2025-06-30.',
  },
  DQ_NEGATIVE_DURATION: {
    fires: cycle(closedDeal('won', 10), closedDeal('won', -1)), silent: cycle(closedDeal('won', 10), closedDeal('won', 0)),
    severity: 'warn', en: '1 row ends before it starts; excluded.', de: '1 Zeile endet vor Beginn; ausgeschlossen.',
  },
  DQ_NO_START: {
    fires: cycle(closedDeal('won', 10), openDeal(5, { created_at: null })), silent: cycle(closedDeal('won', 10), openDeal(5)),
    severity: 'warn', en: '1 row has no start date: in stocks only.', de: '1 Zeile ohne Startdatum: nur in Beständen.',
  },
  DQ_OWNER_CURRENT: { fires: owned(false), silent: owned(true), severity: 'info', en: 'No owner history: current owner used.', de: 'Keine Besitzerhistorie: aktueller Besitzer.' },
  DQ_LOADING: { fires: loadedWith('DQ_LOADING', 40_000), silent: loadedWith('DQ_LOADING', 0), severity: 'warn', en: 'Of 40,000 rows so far: loading goes on.', de: 'Aus bisher 40.000 Zeilen: Das Laden läuft noch.' },
  DQ_PARTIAL: { fires: loadedWith('DQ_PARTIAL', 40), silent: loadedWith('DQ_PARTIAL', 0), severity: 'warn', en: 'Incomplete: loading ended after 40 rows.', de: 'Unvollständig: Das Laden endete nach 40 Zeilen.' },
  DQ_PROB_MIXED: {
    fires: stock(open({ probability: 50 }), open({ probability: 0.5 })), silent: stock(open({ probability: 50 }), open({ probability: 100 })),
    severity: 'warn', en: 'Probabilities mix 0-1 and 0-100.', de: 'Wahrscheinlichkeiten mischen 0-1 und 0-100.',
  },
  DQ_QUALIFIED_NO_DATE: {
    fires: second({ qualified_at: null, opp_id: 'd1' }, dated(null)), silent: second({ qualified_at: null, opp_id: 'd1' }, dated('2025-05-06')),
    severity: 'warn', en: '1 qualified lead has no date: not counted as qualified.', de: '1 qualifizierter Lead ohne Datum: nicht als qualifiziert gezählt.',
  },
  DQ_REOPENED: {
    fires: historied({ stage: 'Offer', entered_at: '2025-05-01', outcome: 'open' }, { stage: 'Lost', entered_at: '2025-05-11', outcome: 'lost' }, { stage: 'Offer', entered_at: '2025-05-31', outcome: 'open' }, { stage: 'Won', entered_at: '2025-06-15', outcome: 'won' }),
    silent: historied({ stage: 'Offer', entered_at: '2025-05-01', outcome: 'open' }, { stage: 'Won', entered_at: '2025-06-15', outcome: 'won' }),
    severity: 'info', en: '1 deal was reopened; its last closing counts.', de: '1 Deal wieder geöffnet; letzter Abschluss zählt.',
  },
  DQ_TOUCH_MISSING: {
    fires: second({ first_response_at: null }), silent: second({}),
    severity: 'warn', en: '1 qualified lead has no logged touch.', de: '1 qualifizierter Lead ohne erfassten Kontakt.',
  },
  FC_ACTUAL_UNUSED: {
    fires: forecast([forecastOf(0, 90, { category: 'actual' })]), silent: forecast([forecastOf(0, 90, { category: 'commit' })]),
    severity: 'info', en: '1 row of actual figures left out: deals tell what was won.', de: '1 Zeile mit Ist-Werten ausgelassen: Die Deals zeigen, was gewonnen wurde.',
  },
  FC_INCOMPLETE: {
    fires: forecast([forecastOf(0, null)]), silent: forecast([forecastOf(0, 0)]),
    severity: 'warn', en: '1 forecast lacks its period or amount: left out.', de: '1 Prognose ohne Zeitraum oder Betrag ausgelassen.',
  },
  FC_OFF_GRID: {
    fires: forecast([forecastOf(0, 100, { period_end: '2023-02-01' })]), silent: forecast([forecastOf(0, 100)]),
    severity: 'warn', en: '1 forecast for a period of another length left out.', de: '1 Prognose für einen Zeitraum anderer Länge ausgelassen.',
  },
  PP_LINES_UNLINKED: {
    fires: lineOf('gone'), silent: lineOf('d1'),
    severity: 'warn', en: '1 product line left out: its deal is missing or was left out.', de: '1 Artikelzeile ausgelassen: Ihr Deal fehlt oder wurde ausgelassen.',
  },
};

describe('what is said of the data of any KPI is told where it holds, and only there', () => {
  it.each(Object.entries(pairs))('%s', (code, { fires, silent, severity, en, de }) => {
    expect(caveatsOf(fires).find((caveat) => caveat.code === code)).toMatchObject({ severity, en, de });
    expect(codesOf({ caveats: caveatsOf(silent) })).not.toContain(code);
  });
});

describe('currencies that are not added up', () => {
  const mixed = (...codes: readonly string[]) => caveatsOf(stock(...codes.map((currency) => open({ currency })))).find(({ code }) => code === 'CURRENCY_MIXED')?.params['list'];
  it('are named up to five, then broken off', () => {
    expect(mixed('AED', 'BRL', 'CAD', 'DKK', 'EUR')).toBe('AED, BRL, CAD, DKK, EUR');
    expect(mixed('AED', 'BRL', 'CAD', 'DKK', 'EUR', 'GBP')).toBe('AED, BRL, CAD, DKK, EUR …');
  });
});

describe('a rate of one day is told only where amounts are converted', () => {
  it('all in the currency of the report: nothing to tell', () => expect(codesOf({ caveats: caveatsOf(inEuro(deals(open({ currency: 'EUR' })), { constantFx: '2025-06-30' })) })).not.toContain('FX_CONSTANT'));
  it('a KPI that reads no amounts does not speak of it', () => {
    expect(codesOf({ caveats: caveatsOf({ of: salesCycle, rows: { ...deals(closedDeal('won', 10, { amount: 5, currency: 'USD' })), ...rate }, config: { asOf, currency: 'EUR', constantFx: '2025-06-30' } }) })).not.toContain('FX_CONSTANT');
  });
});
