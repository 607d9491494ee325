import type { Ink, Mark } from '../model/scene.js';
import { lineHeight } from './axis.js';
import { widthOf, type ChartContext } from './chart-context.js';
import { fittedText } from './text-mark.js';

export interface LegendEntry {
  readonly swatch: 'hollow' | 'dot' | 'rect' | 'line' | 'dashed' | 'tick';
  readonly ink: Ink;
  readonly text: string;
}

const swatchRoom = { hollow: 13, dot: 13, rect: 14, line: 22, dashed: 22, tick: 10 } as const;
const gap = 16;

const swatchMark = ({ swatch, ink }: LegendEntry, x: number, middle: number): Mark => {
  switch (swatch) {
    case 'hollow': return { type: 'dot', x: x + 4.5, y: middle, r: 3.6, fill: 'surface', stroke: { ink, width: 1.4 } };
    case 'dot': return { type: 'dot', x: x + 4.5, y: middle, r: 3.6, fill: ink };
    case 'rect': return { type: 'rect', x, y: middle - 4, width: 8, height: 8, radius: 1.5, fill: ink };
    case 'tick': return { type: 'rule', x1: x + 3, x2: x + 3, y1: middle - 6, y2: middle + 6, stroke: { ink, width: 1.75 } };
    case 'line': return { type: 'rule', x1: x, x2: x + 16, y1: middle, y2: middle, stroke: { ink, width: 2 } };
    case 'dashed': return { type: 'rule', x1: x, x2: x + 16, y1: middle, y2: middle, stroke: { ink, width: 1.5, dash: 'reference' } };
  }
};

/** What shapes and inks stand for, side by side; on the next line what no longer fits. For where no mark has room for its name. */
export const legendRow = (context: ChartContext, top: number, entries: readonly LegendEntry[]): { readonly marks: readonly Mark[]; readonly height: number } => {
  const { width } = context.frame;
  const marks: Mark[] = [];
  let x = 0;
  let line = 0;
  for (const entry of entries) {
    const room = swatchRoom[entry.swatch] + widthOf(context, entry.text);
    if (x > 0 && x + room > width) {
      x = 0;
      line++;
    }
    const middle = top + 8 + line * lineHeight;
    marks.push(swatchMark(entry, x, middle), fittedText(context, x + swatchRoom[entry.swatch], middle + 4, entry.text, width - x - swatchRoom[entry.swatch], { ink: 'ink-2' }));
    x += room + gap;
  }
  return { marks, height: entries.length === 0 ? 0 : (line + 1) * lineHeight };
};
