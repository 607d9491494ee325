import { describe, expect, it } from 'vitest';
import { changed, historyOf, redone, undone } from '../../src/elements/kpi-dashboard/edit-history.js';
import { actionOf } from '../../src/elements/kpi-dashboard/edit-keys.js';
import { cellAt, type GridGeometry } from '../../src/elements/kpi-dashboard/grid-geometry.js';

const plain = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false };

describe('keys while a board is arranged', () => {
  it('arrows at a handle move, with Shift they change the size', () => {
    expect(actionOf({ ...plain, key: 'ArrowRight' }, 'ltr', 'handle')).toEqual({ kind: 'move', direction: 'right' });
    expect(actionOf({ ...plain, key: 'ArrowRight', shiftKey: true }, 'ltr', 'handle')).toEqual({ kind: 'size', w: 1, h: 0 });
    expect(actionOf({ ...plain, key: 'ArrowUp', shiftKey: true }, 'ltr', 'handle')).toEqual({ kind: 'size', w: 0, h: -1 });
  });
  it('arrows at the grip change the size', () => expect(actionOf({ ...plain, key: 'ArrowDown' }, 'ltr', 'grip')).toEqual({ kind: 'size', w: 0, h: 1 }));
  it('from right to left, right is towards the first column; up stays up', () => {
    expect(actionOf({ ...plain, key: 'ArrowRight' }, 'rtl', 'handle')).toEqual({ kind: 'move', direction: 'left' });
    expect(actionOf({ ...plain, key: 'ArrowLeft', shiftKey: true }, 'rtl', 'handle')).toEqual({ kind: 'size', w: 1, h: 0 });
    expect(actionOf({ ...plain, key: 'ArrowUp' }, 'rtl', 'handle')).toEqual({ kind: 'move', direction: 'up' });
  });
  it('Delete removes, Ctrl or Cmd with Z undoes, with Shift or Y does again, Escape ends', () => {
    expect(actionOf({ ...plain, key: 'Delete' }, 'ltr', 'handle')).toEqual({ kind: 'remove' });
    expect(actionOf({ ...plain, key: 'z', ctrlKey: true }, 'ltr', null)).toEqual({ kind: 'undo' });
    expect(actionOf({ ...plain, key: 'Z', metaKey: true, shiftKey: true }, 'ltr', null)).toEqual({ kind: 'redo' });
    expect(actionOf({ ...plain, key: 'y', ctrlKey: true }, 'ltr', null)).toEqual({ kind: 'redo' });
    expect(actionOf({ ...plain, key: 'Escape' }, 'ltr', null)).toEqual({ kind: 'cancel' });
  });
  it('elsewhere arrows and Delete do nothing, nor do other keys and the browser’s own', () => {
    expect(['ArrowUp', 'Delete', 'Backspace'].map((key) => actionOf({ ...plain, key }, 'ltr', null))).toEqual([null, null, null]);
    expect(['a', 'Tab', 'Enter', 'toString'].map((key) => actionOf({ ...plain, key }, 'ltr', 'handle'))).toEqual([null, null, null, null]);
    expect(actionOf({ ...plain, key: 'ArrowLeft', altKey: true }, 'ltr', 'handle')).toBeNull();
    expect(actionOf({ ...plain, key: 'c', ctrlKey: true }, 'ltr', 'handle')).toBeNull();
  });
});

describe('changes', () => {
  it('are taken back and done again one by one; a new one ends what could be done again', () => {
    const two = changed(changed(historyOf('a'), 'b'), 'c');
    expect([two.now, undone(two).now, undone(undone(two)).now]).toEqual(['c', 'b', 'a']);
    expect(redone(undone(two))).toEqual(two);
    expect(redone(changed(undone(two), 'd')).now).toBe('d');
  });
  it('that are not there cannot be', () => {
    const none = historyOf('a');
    expect([undone(none), redone(none)]).toEqual([none, none]);
  });
  it('are kept a hundred', () => {
    const many = Array.from({ length: 150 }, (_, i) => i).reduce((history, i) => changed(history, i), historyOf(-1));
    expect([many.past.length, many.past[0]]).toEqual([100, 49]);
  });
});

describe('the cell under a point', () => {
  const grid: GridGeometry = { left: 100, right: 440, top: 50, columns: [100, 100, 100], rows: [80, 200], gap: 20, dir: 'ltr' };
  it('is that of its track, the gap after it included', () => {
    expect(cellAt(grid, 100, 50)).toEqual({ column: 0, row: 0 });
    expect(cellAt(grid, 219, 149)).toEqual({ column: 0, row: 0 });
    expect(cellAt(grid, 220, 150)).toEqual({ column: 1, row: 1 });
  });
  it('beside the grid is the first or last column, below it a row that is not there yet', () => {
    expect(cellAt(grid, 0, 0)).toEqual({ column: 0, row: 0 });
    expect(cellAt(grid, 900, 50 + 80 + 20 + 200 + 20 + 225)).toEqual({ column: 2, row: 3 });
  });
  it('counts columns from the right where text runs from there', () => expect(cellAt({ ...grid, dir: 'rtl' }, 439, 60)).toEqual({ column: 0, row: 0 }));
});
