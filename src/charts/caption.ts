import type { Mark } from '../model/scene.js';
import { lineHeight } from './axis.js';
import { widthOf, type ChartContext } from './chart-context.js';
import { wrapText } from './fit-text.js';
import { fittedText, runsMark } from './text-mark.js';

export interface Caption { readonly marks: readonly Mark[]; readonly height: number }

/**
 * What a picture shows: emphasised name, then the rest, on one line if it fits, else the rest below (`shorter` if that
 * is what fits), cut only as a last resort.
 */
export const caption = (context: ChartContext, top: number, name: string, rest: string, shorter = rest): Caption => {
  const width = context.frame.width;
  const nameWidth = widthOf(context, name, 'small', true);
  const fits = [rest, shorter].find((text) => nameWidth + widthOf(context, text) <= width);
  if (fits !== undefined) {
    return { marks: [runsMark(0, top + 11, [{ text: name, strong: true, ink: 'ink-2' }, { text: fits }])], height: lineHeight };
  }
  const second = [rest, shorter].map((text) => text.replace(/^[,\s]+/u, ''));
  const lines = wrapText(second.find((text) => widthOf(context, text) <= width) ?? second[1] as string, width, (text) => widthOf(context, text));
  return {
    marks: [
      fittedText(context, 0, top + 11, name, width, { strong: true, ink: 'ink-2' }),
      ...lines.map((text, i) => fittedText(context, 0, top + 11 + (i + 1) * (lineHeight - 1), text, width)),
    ],
    height: lineHeight + lines.length * (lineHeight - 1),
  };
};
