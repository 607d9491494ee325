import * as z from 'zod/mini';
import type { DatedMark } from '../model/annotation.js';
import type { KpiErrorInfo } from '../model/issue.js';

// Compiling validators needs eval, which a strict content security policy forbids.
z.config({ jitless: true });

const longestLabel = 200;
const mostEntries = 500;
const dayMs = 86_400_000;

const msOf = (day: string): number => Date.UTC(Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1, Number(day.slice(8, 10)));
const dayAt = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

/** A day that the calendar has: no 30th of February. */
const isDay = (text: string): boolean => /^[12]\d{3}-\d\d-\d\d$/.test(text) && dayAt(msOf(text)) === text;

/** Messages are the last parts of the keys under `annotation.fault`. */
const day = z.string('day').check(z.refine(isDay, 'day'));
const entryShape = z.object({
  from: z.optional(day), to: z.optional(day), date: z.optional(day),
  label: z.string('label').check(z.refine((text) => text.trim() !== '' && text.length <= longestLabel, 'label')),
  kind: z.optional(z.enum(['campaign', 'event'], 'kind')),
}, 'object').check(
  z.refine(({ from, to, date }) => (date === undefined) !== (from === undefined && to === undefined) && (from === undefined) === (to === undefined), 'when'),
  z.refine(({ from, to }) => from === undefined || to === undefined || from <= to, 'order'),
);

export interface CheckedAnnotations {
  /** By their start, then as they were given. */
  readonly marks: readonly DatedMark[];
  /** What was left out, each with the number of its entry from 1; 0 = the whole. */
  readonly errors: readonly KpiErrorInfo[];
}

const errorOf = (entry: number, fault: string, path: string): KpiErrorInfo => ({
  code: 'ANNOTATION', severity: 'warn', table: null, count: 1, phase: 'compute', retryable: false,
  message: `annotations[${entry - 1}]${path === '' ? '' : `.${path}`}: ${fault}`, params: { entry, fault },
});

const markOf = ({ from, to, date, label, kind }: z.infer<typeof entryShape>): DatedMark => {
  const start = from ?? date ?? '';
  return { start, end: dayAt(msOf(to ?? start) + dayMs), label: label.trim(), kind: kind ?? (date === undefined ? 'campaign' : 'event') };
};

/** Dated marks from outside: a list, or such a list as JSON text. Each entry that is none is left out and named; the others stay. */
export const checkAnnotations = (given: unknown): CheckedAnnotations => {
  const list = typeof given === 'string' ? parsed(given) : given;
  if (!Array.isArray(list) || list.length > mostEntries) return { marks: [], errors: [{ ...errorOf(0, 'list', ''), message: 'annotations: expected a list of at most 500 entries' }] };
  const marks: DatedMark[] = [];
  const errors: KpiErrorInfo[] = [];
  list.forEach((entry: unknown, i) => {
    const checked = entryShape.safeParse(entry);
    if (checked.success) marks.push(markOf(checked.data));
    else {
      const [issue] = checked.error.issues;
      errors.push(errorOf(i + 1, issue?.message ?? 'object', issue?.path.map(String).join('.') ?? ''));
    }
  });
  return { marks: marks.sort((a, b) => (a.start < b.start ? -1 : Number(a.start > b.start))), errors };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};
