import type { Scene } from '../model/scene.js';

/** Half of the least touch target. */
const reach = 12;

/**
 * The stop under a pointer at scene coordinates: the box it is in, else the nearest point in reach; where points have
 * crosshairs, the whole plot belongs to the nearest one across. Null when nothing is meant.
 */
export const nearestPoint = (scene: Scene, x: number, y: number): number | null => {
  const inBox = scene.points.findIndex(({ box }) => box && x >= box.x && x <= box.x + box.width && y >= box.y && y <= box.y + box.height);
  if (inBox >= 0) return inBox;
  const { plot } = scene;
  const inPlot = x >= plot.x - reach && x <= plot.x + plot.width + reach && y >= plot.y - reach && y <= plot.y + plot.height + reach;
  let best: number | null = null;
  let least = Infinity;
  scene.points.forEach((point, i) => {
    const apart = Math.hypot(point.x - x, point.y - y);
    // Across counts a thousandfold where a crosshair leads the eye, so that height only breaks ties.
    const distance = point.crosshair && inPlot ? Math.abs(point.x - x) + apart / 1_000 : apart <= reach ? apart : Infinity;
    if (distance < least) {
      best = i;
      least = distance;
    }
  });
  return best;
};
