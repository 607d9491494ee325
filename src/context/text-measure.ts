/** Width of a text in px at a size; `strong` is the kit's one emphasis. */
export type MeasureText = (text: string, sizePx: number, strong?: boolean) => number;

const strongWeight = 550;
const keptWidths = 5_000;
const measures = new Map<string, MeasureText>();
let context: CanvasRenderingContext2D | null | undefined;

const canvasContext = (): CanvasRenderingContext2D | null => {
  if (context === undefined) context = document.createElement('canvas').getContext('2d');
  return context;
};

/**
 * Measures in the font a page gives its widgets. `fallback` serves where there is no canvas (some hardened browsers).
 * Fonts that arrive later change widths: `forgetWidths` then.
 */
export const measureIn = (fontFamily: string, fallback: MeasureText): MeasureText => {
  const known = measures.get(fontFamily);
  if (known !== undefined) return known;
  const canvas = canvasContext();
  if (canvas === null) return fallback;
  const widths = new Map<string, number>();
  const measure: MeasureText = (text, sizePx, strong = false) => {
    const key = `${sizePx} ${strong} ${text}`;
    let width = widths.get(key);
    if (width === undefined) {
      canvas.font = `${strong ? strongWeight : 400} ${sizePx}px ${fontFamily}`;
      width = canvas.measureText(text).width;
      if (widths.size > keptWidths) widths.clear();
      widths.set(key, width);
    }
    return width;
  };
  measures.set(fontFamily, measure);
  return measure;
};

export const forgetWidths = (): void => measures.clear();
