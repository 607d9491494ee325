import { describe, expect, it } from 'vitest';
import { checkAnnotations } from '../../src/ingest/check-annotations.js';

const faultsOf = (given: unknown) => checkAnnotations(given).errors.map(({ params }) => params);

describe('checkAnnotations(given)', () => {
  it('takes a window with both its days, and a single day, as half-open times', () => {
    expect(checkAnnotations([
      { from: '2026-03-01', to: '2026-03-31', label: ' Spring campaign ' },
      { date: '2024-02-29', label: 'Leap day', kind: 'campaign' },
      { from: '2025-12-31', to: '2025-12-31', label: 'Stocktaking', kind: 'event' },
    ])).toEqual({
      marks: [
        { start: '2024-02-29', end: '2024-03-01', label: 'Leap day', kind: 'campaign' },
        { start: '2025-12-31', end: '2026-01-01', label: 'Stocktaking', kind: 'event' },
        { start: '2026-03-01', end: '2026-04-01', label: 'Spring campaign', kind: 'campaign' },
      ],
      errors: [],
    });
  });
  it('calls a window a campaign and a day an event where nothing else is said', () => {
    const { marks } = checkAnnotations([{ date: '2026-01-01', label: 'a' }, { from: '2026-01-02', to: '2026-01-03', label: 'b' }]);
    expect(marks.map(({ kind }) => kind)).toEqual(['event', 'campaign']);
  });
  it('takes the same as JSON text', () => {
    const list = [{ date: '2026-01-01', label: 'a' }];
    expect(checkAnnotations(JSON.stringify(list))).toEqual(checkAnnotations(list));
  });
  it.each([
    ['a day that no calendar has', { date: '2026-02-30', label: 'x' }, 'day'],
    ['a day written another way', { date: '01.03.2026', label: 'x' }, 'day'],
    ['a moment', { date: '2026-03-01T08:00', label: 'x' }, 'day'],
    ['a number as a day', { date: 20260301, label: 'x' }, 'day'],
    ['no time', { label: 'x' }, 'when'],
    ['a window without an end', { from: '2026-03-01', label: 'x' }, 'when'],
    ['a day and a window', { date: '2026-03-01', from: '2026-03-01', to: '2026-03-02', label: 'x' }, 'when'],
    ['an end before its start', { from: '2026-03-02', to: '2026-03-01', label: 'x' }, 'order'],
    ['no label', { date: '2026-03-01' }, 'label'],
    ['an empty label', { date: '2026-03-01', label: '  ' }, 'label'],
    ['a label of a megabyte', { date: '2026-03-01', label: 'x'.repeat(1_000_000) }, 'label'],
    ['another kind', { date: '2026-03-01', label: 'x', kind: 'party' }, 'kind'],
    ['a text', 'Spring', 'object'],
    ['nothing', null, 'object'],
  ])('leaves out %s, and says which entry and why; the others stay', (_, entry, fault) => {
    const good = { date: '2026-01-01', label: 'good' };
    const { marks } = checkAnnotations([good, entry, good]);
    expect(marks.map(({ label }) => label)).toEqual(['good', 'good']);
    expect(faultsOf([good, entry, good])).toEqual([{ entry: 2, fault }]);
  });
  it('says of each faulty entry its own number', () => {
    expect(faultsOf([{}, { date: '2026-01-01', label: 'good' }, { date: 'x', label: 'y' }])).toEqual([{ entry: 1, fault: 'label' }, { entry: 3, fault: 'day' }]);
  });
  it('refuses what is no list, and a list without end, as a whole', () => {
    const endless = Array.from({ length: 501 }, () => ({ date: '2026-01-01', label: 'x' }));
    for (const given of [{}, 'no JSON', '{"a":1}', 7, endless]) expect(checkAnnotations(given)).toMatchObject({ marks: [], errors: [{ code: 'ANNOTATION', params: { fault: 'list' } }] });
    expect(checkAnnotations(endless.slice(1)).marks).toHaveLength(500);
  });
});
