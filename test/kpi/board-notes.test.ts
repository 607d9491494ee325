import { describe, expect, it } from 'vitest';
import type { boardCaveatTexts } from '../../src/kpi/board-caveat-texts.js';
import { boardNotes } from '../../src/kpi/board-notes.js';
import type { Tile } from '../../src/model/board.js';
import type { Caveat } from '../../src/model/result.js';
import { repeat } from './deal-fixtures.js';

const tile = (more: Partial<Tile> = {}): Tile => ({ kpi: 'cac', target: 500, owner: 'Ann', goal: 'Grow', ...more });
const codes = (tiles: readonly Tile[]) => boardNotes(tiles).tiles.map((notes) => notes.map(({ code }) => code));

/** Complete, or it does not compile: the board that a code is told of, one that it is not, and both texts as they are read. */
interface Pair { readonly fires: readonly Tile[]; readonly silent: readonly Tile[]; readonly en: string; readonly de: string }

const beside = (kpi: Tile['kpi']): readonly Tile[] => [tile({ kpi: 'close_ratio' }), tile({ kpi })];
const pairs: Readonly<Record<keyof typeof boardCaveatTexts, Pair>> = {
  SET_NO_COUNTER: {
    fires: beside('lead_to_opp'), silent: beside('churn'),
    en: 'Counter-metric missing: customer churn or product performance.', de: 'Gegenkennzahl fehlt: Kundenabwanderung oder Produktleistung.',
  },
  SET_NO_GOAL: { fires: [tile({ goal: ' ' })], silent: [tile({ goal: 'G' })], en: 'No linked goal.', de: 'Kein verknüpftes Ziel.' },
  SET_NO_OWNER: { fires: [tile({ owner: ' ' })], silent: [tile({ owner: 'A' })], en: 'No owner.', de: 'Kein Verantwortlicher.' },
  SET_NO_TARGET: { fires: [tile({ target: null })], silent: [tile({ target: 0 })], en: 'No target.', de: 'Kein Ziel.' },
  SET_TOO_MANY: { fires: repeat(8, () => tile()), silent: repeat(7, () => tile()), en: 'Too many KPIs.', de: 'Zu viele KPIs.' },
};
const told = (tiles: readonly Tile[]): readonly Caveat[] => { const { board, tiles: each } = boardNotes(tiles); return [...board, ...each.flat()]; };

describe('what is said of a set of KPIs is told where it holds, and only there', () => {
  it.each(Object.entries(pairs))('%s', (code, { fires, silent, en, de }) => {
    expect(told(fires)).toMatchObject([{ code, severity: 'info', en, de }]);
    expect(told(silent)).toEqual([]);
  });
});

describe('a set of KPIs', () => {
  it('of more than seven is counted', () => expect(boardNotes(repeat(8, () => tile())).board.map(({ params }) => params)).toEqual([{ n: 8 }]));
  it('names each tile without target, without anybody who answers for it, without a goal', () => {
    expect(codes([tile(), tile({ target: null }), tile({ owner: null }), tile({ goal: null }), tile({ target: null, owner: null, goal: null })]))
      .toEqual([[], ['SET_NO_TARGET'], ['SET_NO_OWNER'], ['SET_NO_GOAL'], ['SET_NO_TARGET', 'SET_NO_OWNER', 'SET_NO_GOAL']]);
  });
  it('who shares it does not own it', () => expect(codes([tile({ owner: null, sharedWith: ['Rev Ops'] })])).toEqual([['SET_NO_OWNER']]));
  it('names what is easily made better at the cost of another one, where that one is not beside it', () => {
    const alone = (kpi: Tile['kpi'], ...others: readonly Partial<Tile>[]) => codes([tile({ kpi }), ...others.map(tile)])[0];
    expect(alone('lead_response')).toEqual(['SET_NO_COUNTER']);
    expect(alone('lead_response', { kpi: 'close_ratio' }, { kpi: 'churn' })).toEqual(['SET_NO_COUNTER']);
    expect(alone('lead_response', { kpi: 'lead_to_opp' })).toEqual([]);
    expect(alone('close_ratio', { kpi: 'product_performance' })).toEqual([]);
    expect(alone('clv', { kpi: 'pipeline', alsoShows: ['cac'] })).toEqual([]);
    expect((['cac', 'pipeline', 'churn', 'sales_cycle', 'forecast_accuracy', 'lead_to_opp', 'touches_to_meeting', 'product_performance'] as const).map((kpi) => alone(kpi))).toEqual(Array.from({ length: 8 }, () => []));
    expect(boardNotes([tile({ kpi: 'cac', alsoShows: ['clv'] })]).tiles).toEqual([[]]);
  });
  it('names the missing one of each', () => {
    expect((['lead_response', 'clv'] as const).map((kpi) => boardNotes([tile({ kpi })]).tiles.flat().map(({ en, de }) => [en, de]))).toEqual([
      [['Counter-metric missing: lead to opportunity.', 'Gegenkennzahl fehlt: Vom Lead zur Chance.']],
      [['Counter-metric missing: acquisition cost.', 'Gegenkennzahl fehlt: Gewinnungskosten.']],
    ]);
  });
  it('of none has nothing to be said of', () => expect(boardNotes([])).toEqual({ board: [], tiles: [] }));
});
