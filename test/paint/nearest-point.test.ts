import { describe, expect, it } from 'vitest';
import type { Scene, ScenePoint } from '../../src/model/scene.js';
import { nearestPoint } from '../../src/paint/nearest-point.js';

const point = (x: number, y: number, more: Partial<ScenePoint> = {}): ScenePoint => ({ x, y, title: 't', rows: [], sentence: 's.', ...more });
const sceneOf = (points: readonly ScenePoint[]): Scene => ({
  width: 200, height: 100, marks: [], points, plot: { x: 20, y: 10, width: 160, height: 80 }, summary: 's', table: { caption: '', columns: [], rows: [], raw: [] },
});

describe('nearestPoint(scene, x, y) is what the pointer means', () => {
  it('takes the box it is in', () => {
    const scene = sceneOf([point(0, 0, { box: { x: 0, y: 0, width: 200, height: 20 } }), point(0, 0, { box: { x: 0, y: 20, width: 200, height: 20 } })]);
    expect([nearestPoint(scene, 150, 5), nearestPoint(scene, 3, 39), nearestPoint(scene, 3, 60)]).toEqual([0, 1, null]);
  });
  it('takes the nearest across anywhere in a plot with crosshairs', () => {
    const scene = sceneOf([point(20, 80, { crosshair: true }), point(100, 20, { crosshair: true }), point(180, 80, { crosshair: true })]);
    expect([nearestPoint(scene, 75, 90), nearestPoint(scene, 30, 10), nearestPoint(scene, 178, 12)]).toEqual([1, 0, 2]);
    expect(nearestPoint(scene, 100, 150)).toBeNull();
  });
  it('takes a lone point within twelve pixels, so that the target is 24 wide', () => {
    const scene = sceneOf([point(50, 50)]);
    expect([nearestPoint(scene, 61, 50), nearestPoint(scene, 63, 50)]).toEqual([0, null]);
  });
  it('breaks ties across by height', () => {
    const scene = sceneOf([point(100, 80, { crosshair: true }), point(100, 20, { crosshair: true })]);
    expect(nearestPoint(scene, 100, 25)).toBe(1);
  });
});
