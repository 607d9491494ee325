import { describe, expect, it } from 'vitest';
import { messagesFor } from '../../src/i18n/all-messages.js';
import { kpis } from '../../src/kpi/registry.js';
import { boardNotes } from '../../src/kpi/board-notes.js';
import { faultText } from '../../src/elements/kpi-dashboard/fault-words.js';
import { boardRoles, presetOf } from '../../src/elements/kpi-dashboard/presets.js';
import { parseLayout, readLayout, type LayoutFault } from '../../src/elements/kpi-dashboard/read-layout.js';
import { settle } from '../../src/elements/kpi-dashboard/settle.js';
import { allKpis, kpisOf } from '../../src/elements/kpi-dashboard/tile-kpis.js';
import { tileKindOf } from '../../src/elements/kpi-dashboard/tile-kinds.js';
import { boardTileOf } from '../../src/elements/kpi-dashboard/tile-hygiene.js';

const tile = (more: Readonly<Record<string, unknown>> = {}) => ({ id: 'a', tag: 'kpi-card', x: 0, y: 0, w: 4, h: 1, settings: { kpi: 'cac' }, ...more });
const layout = (...tiles: readonly unknown[]) => ({ version: 1, role: 'ae', tiles });
const faultOf = (given: unknown): LayoutFault | null => {
  const reading = readLayout(given);
  return 'fault' in reading ? reading.fault : null;
};

describe('a layout from outside', () => {
  it('is taken over as a copy, with the fields that this version does not know', () => {
    const given = { ...layout(tile({ colour: 'red', settings: { 'kpi': 'cac', 'later-attribute': 3 } })), shared: { with: 'Ann' } };
    const reading = readLayout(given);
    expect(reading).toEqual({ layout: given });
    (given.tiles as unknown[]).length = 0;
    expect('layout' in reading && reading.layout.tiles.length).toBe(1);
  });
  it('without a role is nobody’s', () => expect(readLayout({ version: 1, tiles: [] })).toEqual({ layout: { version: 1, role: null, tiles: [] } }));
  it('keeps an element that this version does not have', () => expect(faultOf(layout(tile({ tag: 'kpi-oracle' })))).toBeNull());
  it('with two tiles on one place is moved apart', () => {
    const reading = readLayout(layout(tile(), tile({ id: 'b', x: 2 })));
    expect('layout' in reading && reading.layout.tiles.map(({ id, x, y }) => [id, x, y])).toEqual([['a', 0, 0], ['b', 2, 1]]);
  });
  it.each<readonly [string, unknown, string, LayoutFault['expected']]>([
    ['nothing', null, '', 'object'],
    ['a list', [], '', 'object'],
    ['undefined', undefined, '', 'json'],
    ['a function', () => 1, '', 'json'],
    ['another version', { ...layout(), version: 2 }, 'version', 'version'],
    ['no version', { tiles: [] }, 'version', 'version'],
    ['a role that is a number', { ...layout(), role: 3 }, 'role', 'textOrNull'],
    ['tiles that are no list', { version: 1, role: null, tiles: {} }, 'tiles', 'list'],
    ['101 tiles', layout(...Array.from({ length: 101 }, (_, i) => tile({ id: `t${i}`, y: i }))), 'tiles', 'fewTiles'],
    ['a tile that is null', layout(tile(), null), 'tiles[1]', 'object'],
    ['no id', layout(tile({ id: ' ' })), 'tiles[0].id', 'text'],
    ['an id that is taken', layout(tile(), tile({ x: 4 })), 'tiles[1].id', 'unique'],
    ['a tag that is a number', layout(tile({ tag: 7 })), 'tiles[0].tag', 'text'],
    ['a column beyond the last', layout(tile({ x: 12 })), 'tiles[0].x', 'whole'],
    ['half a column', layout(tile({ x: 0.5 })), 'tiles[0].x', 'whole'],
    ['a row before the first', layout(tile({ y: -1 })), 'tiles[0].y', 'whole'],
    ['a width over the edge', layout(tile({ x: 9, w: 4 })), 'tiles[0].w', 'whole'],
    ['a height as text', layout(tile({ h: '1' })), 'tiles[0].h', 'whole'],
    ['settings that are a list', layout(tile({ settings: [] })), 'tiles[0].settings', 'object'],
    ['an owner that is an object', layout(tile({ owner: {} })), 'tiles[0].owner', 'textOrNull'],
    ['teams that are a text', layout(tile({ sharedWith: 'Rev Ops' })), 'tiles[0].sharedWith', 'texts'],
    ['a state that is null', layout(tile({ state: null })), 'tiles[0].state', 'object'],
  ])('with %s is refused, and the place is named', (_, given, path, expected) => expect(faultOf(given)).toMatchObject({ path, expected }));
  it('that contains itself is no JSON', () => {
    const given: Record<string, unknown> = { version: 1, tiles: [] };
    given['self'] = given;
    expect(faultOf(given)).toEqual({ path: '', expected: 'json' });
  });
  it('as text is read as JSON', () => {
    expect(parseLayout(JSON.stringify(layout(tile())))).toEqual({ layout: layout(tile()) });
    expect(parseLayout('{')).toEqual({ fault: { path: '', expected: 'json' } });
  });
  it('says in both languages what is wrong', () => {
    const fault: LayoutFault = { path: 'tiles[2].w', expected: 'whole', min: 1, max: 3 };
    expect(faultText(fault, messagesFor('en'))).toBe('tiles[2].w must be a whole number from 1 to 3.');
    expect(faultText(fault, messagesFor('de'))).toBe('tiles[2].w muss eine ganze Zahl von 1 bis 3 sein.');
    expect(faultText({ path: '', expected: 'json' }, messagesFor('en'))).toBe('It must be plain JSON.');
    expect(faultText({ path: 'tiles', expected: 'fewTiles', max: 100 }, messagesFor('de'))).toBe('tiles muss eine Liste von höchstens 100 sein.');
  });
});

describe('the kinds of tiles', () => {
  it('have a picture for every KPI of the kit', () => expect([...allKpis].sort()).toEqual(Object.keys(kpis).sort()));
  it('know what a tile shows', () => {
    expect(kpisOf({ tag: 'cac-clv-gauge', settings: {} })).toEqual(['cac', 'clv']);
    expect(kpisOf({ tag: 'kpi-card', settings: { kpi: 'churn' } })).toEqual(['churn']);
    expect([{ tag: 'kpi-card', settings: { kpi: 'horoscope' } }, { tag: 'segment-filter', settings: {} }, { tag: 'toString', settings: {} }].map(kpisOf)).toEqual([[], [], []]);
  });
});

describe.each(boardRoles)('the board of %s', (role) => {
  const { tiles } = presetOf(role);
  const shown = tiles.flatMap(kpisOf);
  it('has three to seven figures, each once, each of an element of the kit', () => {
    expect(tiles.length).toBeGreaterThanOrEqual(3);
    expect(tiles.length).toBeLessThanOrEqual(7);
    expect(new Set(shown).size).toBe(shown.length);
    expect(tiles.map(({ tag }) => tag).filter((tag) => tileKindOf(tag) === null)).toEqual([]);
  });
  it('is a layout that is taken as it is, with nothing to be moved', () => {
    expect(readLayout(presetOf(role))).toEqual({ layout: presetOf(role) });
    expect(settle(tiles)).toEqual(tiles);
  });
  it('has a name, and for each figure a reason of its own, in both languages', () => {
    for (const language of ['en', 'de']) {
      const { catalogue } = messagesFor(language);
      const texts = new Map(Object.entries(catalogue));
      expect([`board.role.${role}`, ...tiles.map((one) => `board.why.${role}.${kpisOf(one)[0]}`)].filter((key) => !texts.has(key))).toEqual([]);
    }
  });
  it('has no figure without its counter-metric, and not too many', () => {
    const { board, tiles: notes } = boardNotes(tiles.map((one) => boardTileOf({ ...one, owner: 'Ann', goal: 'Grow' }, null)));
    expect([board, ...notes].flat()).toEqual([]);
  });
});

it('a role that the kit does not know begins with an empty board', () => {
  expect(presetOf('astronaut')).toEqual({ version: 1, role: 'astronaut', tiles: [] });
  expect(presetOf('constructor').tiles).toEqual([]);
  expect(presetOf(null)).toEqual({ version: 1, role: null, tiles: [] });
});

describe('what the rules for sets see of a tile', () => {
  const one = { ...tile({ owner: 'Ann' }), settings: { kpi: 'cac' } };
  const withResult = (target: number | null) => ({ getResult: () => ({ target }) }) as unknown as HTMLElement;
  it('is its own target before the one it was judged by; without an answer nobody can say that there is none', () => {
    expect(boardTileOf({ ...one, settings: { kpi: 'cac', target: 7 } }, withResult(9)).target).toBe(7);
    expect(boardTileOf(one, withResult(9)).target).toBe(9);
    expect(boardTileOf(one, withResult(null)).target).toBeNull();
    expect(boardTileOf(one, null).target).not.toBeNull();
  });
  it('is who answers for it, and what else it shows', () => {
    expect(boardTileOf(one, null)).toMatchObject({ kpi: 'cac', alsoShows: [], owner: 'Ann', goal: null, sharedWith: [] });
    expect(boardTileOf({ ...one, tag: 'cac-clv-gauge', goal: 'Grow', sharedWith: ['Rev Ops'] }, null)).toMatchObject({ kpi: 'cac', alsoShows: ['clv'], goal: 'Grow', sharedWith: ['Rev Ops'] });
  });
});
