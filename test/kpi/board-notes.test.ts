import { describe, expect, it } from 'vitest';
import { boardNotes } from '../../src/kpi/board-notes.js';
import type { Tile } from '../../src/model/board.js';
import { repeat } from './deal-fixtures.js';

const tile = (more: Partial<Tile> = {}): Tile => ({ kpi: 'cac', target: 500, owner: 'Ann', goal: 'Grow', ...more });
const codes = (tiles: readonly Tile[]) => boardNotes(tiles).tiles.map((notes) => notes.map(({ code }) => code));

describe('a set of KPIs', () => {
  it('of more than seven is too many', () => {
    expect(boardNotes(repeat(7, () => tile())).board).toEqual([]);
    expect(boardNotes(repeat(8, () => tile())).board).toMatchObject([{ code: 'SET_TOO_MANY', severity: 'info', params: { n: 8 }, en: 'Too many KPIs.', de: 'Zu viele KPIs.' }]);
  });
  it('names each tile without target, without anybody who answers for it, without a goal', () => {
    expect(codes([tile(), tile({ target: null }), tile({ owner: null }), tile({ goal: null }), tile({ target: null, owner: null, goal: null })]))
      .toEqual([[], ['SET_NO_TARGET'], ['SET_NO_OWNER'], ['SET_NO_GOAL'], ['SET_NO_TARGET', 'SET_NO_OWNER', 'SET_NO_GOAL']]);
  });
  it('a target of 0 is one; a blank name is none; who shares it does not own it', () => {
    expect(codes([tile({ target: 0 }), tile({ owner: ' ', goal: '' }), tile({ owner: null, sharedWith: ['Rev Ops'] })])).toEqual([[], ['SET_NO_OWNER', 'SET_NO_GOAL'], ['SET_NO_OWNER']]);
  });
  it('names what is easily made better at the cost of another one, where that one is not beside it', () => {
    const alone = (kpi: Tile['kpi'], ...others: readonly Partial<Tile>[]) => codes([tile({ kpi }), ...others.map(tile)])[0];
    expect(alone('lead_response')).toEqual(['SET_NO_COUNTER']);
    expect(alone('lead_response', { kpi: 'close_ratio' }, { kpi: 'churn' })).toEqual(['SET_NO_COUNTER']);
    expect(alone('lead_response', { kpi: 'lead_to_opp' })).toEqual([]);
    expect(alone('close_ratio')).toEqual(['SET_NO_COUNTER']);
    expect(alone('close_ratio', { kpi: 'churn' })).toEqual([]);
    expect(alone('close_ratio', { kpi: 'product_performance' })).toEqual([]);
    expect(alone('clv', { kpi: 'pipeline', alsoShows: ['cac'] })).toEqual([]);
    expect((['cac', 'pipeline', 'churn', 'sales_cycle', 'forecast_accuracy', 'lead_to_opp', 'touches_to_meeting', 'product_performance'] as const).map((kpi) => alone(kpi))).toEqual(Array.from({ length: 8 }, () => []));
    expect(boardNotes([tile({ kpi: 'cac', alsoShows: ['clv'] })]).tiles).toEqual([[]]);
    const [[note] = []] = boardNotes([tile({ kpi: 'close_ratio' })]).tiles;
    expect([note?.en, note?.de]).toEqual(['Counter-metric missing: customer churn or product performance.', 'Gegenkennzahl fehlt: Kundenabwanderung oder Produktleistung.']);
  });
  it('in both languages', () => {
    expect(boardNotes([tile({ target: null, owner: null, goal: null })]).tiles[0]?.map(({ en, de }) => [en, de]))
      .toEqual([['No target.', 'Kein Ziel.'], ['No owner.', 'Kein Verantwortlicher.'], ['No linked goal.', 'Kein verknüpftes Ziel.']]);
  });
  it('of none has nothing to be said of', () => expect(boardNotes([])).toEqual({ board: [], tiles: [] }));
});
