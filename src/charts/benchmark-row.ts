import { scaledFigure, type MoneyScale } from '../format/money.js';
import { formatValue } from '../format/value-parts.js';
import { say } from '../i18n/messages.js';
import type { Mark } from '../model/scene.js';
import { widthOf, type ChartContext } from './chart-context.js';
import { wrapText } from './fit-text.js';
import type { LinearScale } from './linear-scale.js';
import { fittedText, round, textMark } from './text-mark.js';

/** Figures of an industry, dated and with their source; drawn only in the currency they are given in. */
export interface Benchmark {
  /** `SaaS average` */
  readonly name: string;
  readonly year: string;
  readonly source: string;
  readonly organic: number;
  readonly paid: number;
  readonly currency: string | null;
}

const line = 15;

/** A thin bracket in its own row; its words beside it, else below. In another currency the words stand alone. */
export const benchmarkRow = (
  context: ChartContext, benchmark: Benchmark, x: LinearScale, top: number, scale: MoneyScale, comparable: boolean,
): { readonly marks: readonly Mark[]; readonly height: number } => {
  const { messages, format, frame } = context;
  const own = { ...format, currency: benchmark.currency };
  const write = (amount: number): string => (comparable ? scaledFigure(amount, scale, format.locale) : formatValue(amount, 'money', own));
  const params = { name: benchmark.name, year: benchmark.year, organic: write(benchmark.organic), paid: write(benchmark.paid) };
  const text = say(messages, 'unit.benchmark', params);
  const title = say(messages, 'unit.benchmarkTitle', { ...params, source: benchmark.source });
  const y = top + 9;
  const [low, high] = [Math.min(benchmark.organic, benchmark.paid), Math.max(benchmark.organic, benchmark.paid)];
  const bracket: readonly Mark[] = comparable
    ? [{ type: 'whisker', x1: round(x(low)), x2: round(x(high)), y1: y, y2: y, cap: 8, stroke: { ink: 'ink-3', width: 1.25 } }] : [];
  // Without a bracket it begins where the names of the rows do.
  const indent = frame.width < 240 ? 0 : 8;
  const beside = comparable ? x(high) + 7 : indent;
  if (beside + widthOf(context, text) <= frame.width) {
    return { height: 20, marks: [...bracket, textMark(beside, y + 4, text, { halo: 'surface', title })] };
  }
  const lines = wrapText(text, frame.width - indent, (part) => widthOf(context, part));
  const first = comparable ? y + 4 + line : y + 4;
  return {
    height: (comparable ? 20 : 5) + lines.length * line,
    marks: [...bracket, ...lines.map((part, i) => ({ ...fittedText(context, indent, first + i * line, part, frame.width - indent, { halo: 'surface' }), title }))],
  };
};
