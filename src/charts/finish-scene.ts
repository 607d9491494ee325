import type { Mark, Scene, ScenePoint } from '../model/scene.js';
import type { ChartContext } from './chart-context.js';

/** A scene drawn from left to right, turned over for languages that run from right to left. */
export const finishScene = (context: ChartContext, scene: Omit<Scene, 'dir'>): Scene => {
  const { dir } = context.frame;
  const rounded = { ...scene, width: Math.round(scene.width), height: Math.ceil(scene.height), dir };
  if (dir === 'ltr') return rounded;
  const width = rounded.width;
  return {
    ...rounded,
    marks: scene.marks.map((mark) => mirrored(mark, width)),
    points: scene.points.map((point): ScenePoint => ({
      ...point, x: width - point.x,
      ...(point.box ? { box: { ...point.box, x: width - point.box.x - point.box.width } } : {}),
    })),
    plot: { ...scene.plot, x: width - scene.plot.x - scene.plot.width },
  };
};

const mirrored = (mark: Mark, width: number): Mark => {
  switch (mark.type) {
    case 'rect': return { ...mark, x: width - mark.x - mark.width };
    case 'line': return { ...mark, points: mark.points.map((point) => point && ([width - point[0], point[1]] as const)) };
    case 'area': return { ...mark, points: mark.points.map(([x, y0, y1]) => [width - x, y0, y1] as const) };
    // Anchors stay: with the direction turned, `start` is at the right. What is said keeps its own direction (`−82`).
    case 'text': return {
      ...mark, x: width - mark.x, text: `${isolate}${mark.text}${endOfIsolate}`,
      ...(mark.runs ? {
        runs: mark.runs.map((run, i, all) => ({ ...run, text: `${i === 0 ? isolate : ''}${run.text}${i === all.length - 1 ? endOfIsolate : ''}` })),
      } : {}),
    };
    case 'dot': case 'diamond': return { ...mark, x: width - mark.x };
    case 'rule': case 'whisker': case 'arrow': return { ...mark, x1: width - mark.x1, x2: width - mark.x2 };
  }
};

/** First-strong isolate: the text takes its direction from its own letters, figures alone run from left to right. */
const isolate = '\u2068';
const endOfIsolate = '\u2069';
