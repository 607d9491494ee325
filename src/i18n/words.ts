import type { KpiResult } from '../model/result.js';
import type { SegmentNames } from '../model/segment-names.js';
import { hasMessage, say, type Messages } from './messages.js';

/** The few words that figures need beside what Intl knows; shaped as the format layer asks for them. */
export interface Words {
  readonly thousand: string; readonly million: string; readonly billion: string; readonly points: string;
  readonly touches: (count: number) => string; readonly minutes: string; readonly hours: string; readonly quarter: string;
}

export const wordsOf = (messages: Messages): Words => ({
  thousand: say(messages, 'unit.thousand'),
  million: say(messages, 'unit.million'),
  billion: say(messages, 'unit.billion'),
  points: say(messages, 'unit.points'),
  touches: (count) => say(messages, 'unit.touches', { n: count }),
  minutes: say(messages, 'unit.minutes'),
  hours: say(messages, 'unit.hours'),
  quarter: say(messages, 'unit.quarter'),
});

/** A dimension as people call it; a column of the host's own keeps its name. */
export const dimensionName = (messages: Messages, dimension: string): string => {
  const key = `dimension.${dimension}`;
  return hasMessage(messages, key) ? (messages.catalogue[key] as string) : dimension;
};

/** A table as people call it. */
export const tableName = (messages: Messages, table: string): string => {
  const key = `table.name.${table}`;
  return hasMessage(messages, key) ? (messages.catalogue[key] as string) : table;
};

/** What the parts of a key are values of, and how people call those values. */
export interface Naming { readonly dimensions: readonly string[]; readonly names?: SegmentNames | undefined }

/** Naming of the segments of a result, or of one of its lists whose ids are values of a dimension. */
export const namingOf = ({ segmentBy, names }: Pick<KpiResult, 'segmentBy' | 'names'>, dimensions: readonly string[] = segmentBy): Naming => ({ dimensions, names });

const partName = (part: string, dimension: string | undefined, names: SegmentNames | undefined): string => {
  const own = dimension === undefined || names === undefined || !Object.hasOwn(names, dimension) ? undefined : names[dimension];
  return own !== undefined && Object.hasOwn(own, part) ? own[part] as string : part;
};

/** A segment's key as text: parts joined, each by the name people have for it, null = not set. */
export const segmentName = (messages: Messages, key: readonly (string | null)[], { dimensions, names }: Naming = { dimensions: [] }): string =>
  (key.length === 0 ? say(messages, 'all') : key.map((part, i) => (part === null ? say(messages, 'notSet') : partName(part, dimensions[i], names))).join(' · '));
