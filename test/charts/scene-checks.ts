import { chartContext } from '../../src/charts/chart-context.js';
import { boxOfText, overlap, type Box } from '../../src/charts/text-mark.js';
import { textWidth } from '../../src/charts/text-width.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import type { Frame, Mark, Scene, TextMark } from '../../src/model/scene.js';

export const frameOf = (width: number, locale = 'en', more: Partial<Frame> = {}): Frame =>
  ({ width, locale, dir: 'ltr', currency: 'EUR', measure: textWidth, selected: null, ...more });

export const textsOf = (scene: Scene): readonly TextMark[] => scene.marks.filter((mark): mark is TextMark => mark.type === 'text');
export const marksOf = <T extends Mark['type']>(scene: Scene, type: T): readonly Extract<Mark, { type: T }>[] =>
  scene.marks.filter((mark): mark is Extract<Mark, { type: T }> => mark.type === type);

/** The text boxes as the scene's own width would set them. */
export const textBoxes = (scene: Scene): readonly { readonly text: string; readonly box: Box }[] => {
  const context = chartContext(frameOf(scene.width), messagesFor('en'));
  return textsOf(scene).map((mark) => ({ text: mark.text, box: boxOfText(context, mark) }));
};

/** Pairs of texts that touch; the boxes are shrunk by half a pixel, since neighbours may meet. */
export const touchingTexts = (scene: Scene): readonly string[] => {
  const boxes = textBoxes(scene);
  return boxes.flatMap((a, i) => boxes.slice(i + 1).filter((b) => overlap(a.box, b.box, -0.5)).map((b) => `${a.text} × ${b.text}`));
};

const xsOf = (mark: Mark): readonly (readonly [number, number])[] => {
  switch (mark.type) {
    case 'rect': return [[mark.x, mark.y], [mark.x + mark.width, mark.y + mark.height]];
    case 'line': return mark.points.filter((point) => point !== null);
    case 'area': return mark.points.flatMap(([x, y0, y1]) => [[x, y0], [x, y1]] as const);
    case 'dot': case 'diamond': return [[mark.x - mark.r, mark.y - mark.r], [mark.x + mark.r, mark.y + mark.r]];
    case 'rule': case 'whisker': case 'arrow': return [[mark.x1, mark.y1], [mark.x2, mark.y2]];
    case 'text': return [];
  }
};

/** What lies outside the scene's frame, one pixel allowed. */
export const outside = (scene: Scene): readonly string[] => {
  const isOut = ([x, y]: readonly [number, number]): boolean =>
    !Number.isFinite(x) || !Number.isFinite(y) || x < -1 || y < -1 || x > scene.width + 1 || y > scene.height + 1;
  return [
    ...scene.marks.filter((mark) => xsOf(mark).some(isOut)).map((mark) => JSON.stringify(mark).slice(0, 160)),
    ...textBoxes(scene).filter(({ box }) => isOut([box.x, box.y]) || isOut([box.x + box.width, box.y + box.height])).map(({ text }) => `text ${text}`),
    ...scene.points.filter((point) => isOut([point.x, point.y])).map((point) => `point ${point.title}`),
  ];
};
