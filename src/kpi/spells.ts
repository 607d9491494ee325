/** Default grace between two subscriptions that still counts as one stay. */
export const graceDays = 30;
const hourMs = 3_600_000;

/** One uninterrupted stay; `endMs` is the first instant without service, Infinity while it lasts. */
export interface Spell { readonly startMs: number; readonly endMs: number }

/**
 * Joins the subscriptions of one customer into stays: gaps up to the grace are bridged, a return after a longer gap
 * begins a new stay. Grace is counted in hours (30 days = 720), as in the SQL form.
 *
 * @param services `[startMs, endMs)` in any order, endMs > startMs, Infinity = still active
 */
export const joinSpells = (services: readonly Spell[], grace = graceDays): readonly Spell[] => {
  const ordered = [...services].sort((a, b) => a.startMs - b.startMs || a.endMs - b.endMs);
  const spells: { startMs: number; endMs: number }[] = [];
  for (const { startMs, endMs } of ordered) {
    const last = spells.at(-1);
    if (last !== undefined && startMs <= last.endMs + grace * 24 * hourMs) last.endMs = Math.max(last.endMs, endMs);
    else spells.push({ startMs, endMs });
  }
  return spells;
};
