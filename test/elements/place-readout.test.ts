import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readoutPlace, type ReadoutRoom } from '../../src/elements/parts/place-readout.js';

const room = (mark: ReadoutRoom['mark'], more: Partial<ReadoutRoom> = {}): ReadoutRoom => ({ mark, width: 266, top: -90, bottom: 260, ...more });

describe('a readout goes', () => {
  it('after its mark, at its middle, where there is room', () => {
    expect(readoutPlace({ width: 100, height: 60 }, room({ x: 40, y: 50, width: 20, height: 10 }))).toEqual({ x: 76, y: 25 });
  });
  it('else before it', () => {
    expect(readoutPlace({ width: 100, height: 60 }, room({ x: 200, y: 50, width: 20, height: 10 }))).toEqual({ x: 84, y: 25 });
  });
  it('below a row that is as wide as the chart', () => {
    expect(readoutPlace({ width: 200, height: 100 }, room({ x: 0, y: 20, width: 266, height: 16 }))).toEqual({ x: 33, y: 52 });
  });
  it('above the last rows, where it would stick out below', () => {
    expect(readoutPlace({ width: 200, height: 100 }, room({ x: 0, y: 200, width: 266, height: 16 }))).toEqual({ x: 33, y: 84 });
  });
  it('below all the same where it would be cut off at the top', () => {
    expect(readoutPlace({ width: 200, height: 180 }, room({ x: 0, y: 20, width: 266, height: 16 }, { bottom: 130, top: -90 }))).toEqual({ x: 33, y: 52 });
  });
  it('never over its mark, never above the frame, never out at the side it has room for', () => {
    const size = fc.record({ width: fc.integer({ min: 40, max: 260 }), height: fc.integer({ min: 20, max: 300 }) });
    const mark = fc.record({ x: fc.integer({ min: 0, max: 200 }), y: fc.integer({ min: 0, max: 300 }), width: fc.integer({ min: 0, max: 66 }), height: fc.integer({ min: 0, max: 40 }) });
    fc.assert(fc.property(size, mark, (readout, target) => {
      const { x, y } = readoutPlace(readout, room(target));
      const apart = x >= target.x + target.width || x + readout.width <= target.x || y >= target.y + target.height || y + readout.height <= target.y;
      return apart && y >= -90 && x >= 0 && x + readout.width <= 266;
    }));
  });
});
