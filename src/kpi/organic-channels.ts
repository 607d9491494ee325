import type { CategoryColumn } from '../model/table.js';
import { booleanOf, categoryOf } from './columns.js';
import type { KpiContext } from './context.js';

/** Channels that cost no media money where the data does not say; compared without case and without punctuation. */
const organicNames: ReadonlySet<string> = new Set([
  'organic', 'organic search', 'seo', 'direct', 'direct traffic', 'referral', 'referrals', 'content', 'word of mouth',
]);

const plain = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, ' ').trim();

/** Whether a channel counts as organic when no spend row says so. */
export const isOrganicByName = (channel: string): boolean => organicNames.has(plain(channel));

/** What the spend rows say about each channel: rows with `organic` true and false. */
export interface OrganicVotes { readonly yes: number; readonly no: number }

/** The rows of a channel decide by majority; without any, or at a tie, its name does. The null channel is neither. */
export const isOrganicChannel = (channel: string | null, votes: OrganicVotes | undefined): boolean | null => {
  if (channel === null) return null;
  if (votes !== undefined && votes.yes !== votes.no) return votes.yes > votes.no;
  return isOrganicByName(channel);
};

/** Votes of the spend table by channel name; built once per context. */
export const organicVotes = (context: KpiContext): ReadonlyMap<string, OrganicVotes> => context.memo('organic-votes', () => {
  const votes = new Map<string, OrganicVotes>();
  const channel = categoryOf(context.tables.get('spend'), 'channel');
  const organic = booleanOf(context.tables.get('spend'), 'organic');
  if (channel === null || organic === null) return votes;
  for (let row = 0; row < organic.values.length; row++) {
    const name = channel.dictionary[channel.codes[row] as number] ?? null;
    const said = organic.values[row];
    if (name === null || said === -1) continue;
    const { yes, no } = votes.get(name) ?? { yes: 0, no: 0 };
    votes.set(name, said === 1 ? { yes: yes + 1, no } : { yes, no: no + 1 });
  }
  return votes;
});

/** Whether a named channel is organic, by the data's votes or its name; null = not set. */
export const organicOf = (context: KpiContext, channel: string | null): boolean | null =>
  isOrganicChannel(channel, channel === null ? undefined : organicVotes(context).get(channel));

/** The dimension `organic` that follows from a channel column: 'true', 'false' or not set. */
export const organicDimension = (context: KpiContext, channel: CategoryColumn): CategoryColumn => {
  const codeOf = channel.dictionary.map((name) => {
    const isOrganic = organicOf(context, name);
    return isOrganic === null ? 0 : isOrganic ? 1 : 2;
  });
  return { kind: 'category', codes: Uint8Array.from(channel.codes, (code) => codeOf[code] as number), dictionary: [null, 'true', 'false'] };
};
