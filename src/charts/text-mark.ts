import { textSizePx, type TextMark, type TextRun } from '../model/scene.js';
import { widthOf, type ChartContext } from './chart-context.js';
import { fitText, wrapText } from './fit-text.js';

type TextLook = Partial<Pick<TextMark, 'anchor' | 'ink' | 'size' | 'strong' | 'tabular' | 'halo' | 'title' | 'key' | 'point'>>;

/** A text at its baseline; small, ink 3 and starting at x unless said otherwise. */
export const textMark = (x: number, y: number, text: string, look: TextLook = {}): TextMark =>
  ({ type: 'text', x: round(x), y: round(y), text, anchor: 'start', ink: 'ink-3', size: 'small', ...look });

/** The same, shortened to a width; the whole text is then its title. */
export const fittedText = (context: ChartContext, x: number, y: number, text: string, width: number, look: TextLook = {}): TextMark =>
  ({ ...textMark(x, y, '', look), ...fitText(text, width, (part) => widthOf(context, part, look.size, look.strong)) });

/** A text of parts with their own weight or ink. */
export const runsMark = (x: number, y: number, runs: readonly TextRun[], look: TextLook = {}): TextMark =>
  ({ ...textMark(x, y, runs.map((run) => run.text).join(''), look), runs });

/** A name beside a bar: one line at the middle, else two around it, the second shortened if it must be. */
export const nameMarks = (context: ChartContext, x: number, middle: number, text: string, width: number, look: TextLook = {}): readonly TextMark[] => {
  const measure = (part: string): number => widthOf(context, part, look.size, look.strong);
  const lines = wrapText(text.slice(0, 400), width, measure);
  const [first, ...others] = lines;
  if (first === undefined || others.length === 0 || measure(first) > width) return [fittedText(context, x, middle + 4, text, width, look)];
  const second = fittedText(context, x, middle + 10, others.join(' '), width, look);
  return [textMark(x, middle - 3, first, look), second.title === undefined ? second : { ...second, title: text.slice(0, 1_000) }];
};

export interface Box { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** The box a text covers, from the top of its capitals to the foot of its descenders. */
export const boxOfText = (context: ChartContext, mark: TextMark): Box => {
  const size = textSizePx[mark.size];
  const width = mark.runs
    ? mark.runs.reduce((sum, run) => sum + widthOf(context, run.text, mark.size, run.strong, mark.tabular), 0)
    : widthOf(context, mark.text, mark.size, mark.strong, mark.tabular);
  const x = mark.anchor === 'start' ? mark.x : mark.anchor === 'end' ? mark.x - width : mark.x - width / 2;
  return { x, y: mark.y - size * 0.76, width, height: size };
};

export const overlap = (a: Box, b: Box, gap = 0): boolean =>
  a.x < b.x + b.width + gap && b.x < a.x + a.width + gap && a.y < b.y + b.height + gap && b.y < a.y + a.height + gap;

/** Hundredths of a pixel are enough, and keep scenes equal and small. */
export const round = (position: number): number => Math.round(position * 100) / 100;
