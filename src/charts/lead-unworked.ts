import { formatNumber } from '../format/number.js';
import { formatPercent } from '../format/percent.js';
import { caveatText } from '../i18n/caveat-text.js';
import { say } from '../i18n/messages.js';
import type { KpiResult } from '../model/result.js';
import type { Ink, Mark } from '../model/scene.js';
import { lineHeight } from './axis.js';
import { widthOf, type ChartContext } from './chart-context.js';
import { wrapText } from './fit-text.js';
import { unworkedParts, type LeadStep, type UnworkedName } from './lead-steps.js';
import { fittedText, round } from './text-mark.js';

type Result = KpiResult<'lead_to_opp'>;

const swatchRoom = 16;
const line = lineHeight - 1;
const gap = 14;

interface Look { readonly fill: Ink; readonly hatch: boolean }
const lookOf: Readonly<Record<UnworkedName, Look>> = {
  slow: { fill: 'neutral-weak', hatch: false }, open: { fill: 'surface', hatch: true }, gone: { fill: 'surface', hatch: false }, all: { fill: 'surface', hatch: true },
};

interface Entry { readonly look: Look; readonly text: string; readonly x: number; readonly line: number }

/** What stands below the worked leads: how many were not, what became of them, and what follows from that. */
export interface UnworkedNote { readonly title: string; readonly entries: readonly Entry[]; readonly lines: readonly string[]; readonly height: number }

/** In figures, and in the words of the note that says it is too many; null where all were worked, or nobody knows. */
export const unworkedNote = (context: ChartContext, { details, caveats }: Result, step: LeadStep, width: number): UnworkedNote | null => {
  const { messages, format: { locale } } = context;
  const { unworked } = step;
  if (unworked === null || unworked === 0) return null;
  const tooMany = caveats.find(({ code }) => code === 'LO_UNWORKED');
  let [x, row] = [0, 0];
  const entries = unworkedParts(details, step).flatMap(({ name, n }): readonly Entry[] => {
    if (name === 'all') return [];
    const text = say(messages, `leads.unworked.${name}`, { count: formatNumber(n, locale) });
    const room = swatchRoom + widthOf(context, text);
    if (x > 0 && x + room > width) [x, row] = [0, row + 1];
    const entry = { look: lookOf[name], text, x, line: row };
    x += room + gap;
    return [entry];
  });
  const lines = tooMany === undefined ? [] : wrapText(caveatText(tooMany, messages), width, (text) => widthOf(context, text));
  return {
    title: say(messages, 'leads.unworked', { count: formatNumber(unworked, locale), share: formatPercent(details.unworkedShare ?? 0, locale) }),
    entries, lines, height: 4 + (1 + (entries.length === 0 ? 0 : row + 1) + lines.length) * line,
  };
};

const swatch = (x: number, y: number, size: number, height: number, { fill, hatch }: Look): Mark & { readonly type: 'rect' } =>
  ({ type: 'rect', x, y, width: size, height, fill, stroke: { ink: 'neutral', width: 1 }, ...(hatch ? { hatch: true } : {}) });

/** The parts one after the other, from the end of the worked leads to the end of all. */
export const unworkedBars = ({ details }: Result, step: LeadStep, bar: { readonly x: number; readonly y: number; readonly height: number }, scale: (n: number) => number, point: number): readonly Mark[] => {
  let from = step.n;
  return unworkedParts(details, step).map(({ name, n: part }): Mark => {
    const x = round(bar.x + scale(from));
    from += part;
    return { ...swatch(x, bar.y + 0.5, round(scale(part)), bar.height - 1, lookOf[name]), point };
  });
};

export const noteMarks = (context: ChartContext, { title, entries, lines }: UnworkedNote, x: number, top: number): readonly Mark[] => {
  const width = context.frame.width - x;
  const isSplit = entries.length > 0;
  const below = 1 + Math.max(-1, ...entries.map((entry) => entry.line)) + 1;
  return [
    ...(isSplit ? [] : [swatch(x + 2, top + 3, 9, 9, lookOf.all)]),
    fittedText(context, x + (isSplit ? 0 : swatchRoom), top + 11, title, width - (isSplit ? 0 : swatchRoom), { ink: 'ink-1', strong: true }),
    ...entries.flatMap((entry): readonly Mark[] => [
      swatch(x + entry.x, top + 3 + (1 + entry.line) * line, 9, 9, entry.look),
      fittedText(context, x + entry.x + swatchRoom - 2, top + 11 + (1 + entry.line) * line, entry.text, width - entry.x - swatchRoom, { ink: 'ink-2' }),
    ]),
    ...lines.map((text, i) => fittedText(context, x + (isSplit ? 0 : swatchRoom), top + 11 + (below + i) * line, text, width - (isSplit ? 0 : swatchRoom), { ink: 'ink-2' })),
  ];
};
