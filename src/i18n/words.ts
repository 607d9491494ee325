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

/** A segment's key as text: parts joined, null = not set. */
export const segmentName = (messages: Messages, key: readonly (string | null)[]): string =>
  key.length === 0 ? say(messages, 'all') : key.map((part) => part ?? say(messages, 'notSet')).join(' · ');
