import type { RequestSettings } from '../model/config.js';

/** Full jitter never waits longer than this, however often it was tried. */
const longestBackoffMs = 8_000;

/** A wait drawn between nothing and a bound that doubles with each try, so that those who failed together do not come back together. */
export const backoff = (tries: number, firstMs: number, random: () => number = Math.random): number =>
  random() * Math.min(longestBackoffMs, firstMs * 2 ** (tries - 1));

const httpDate = /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), (\d{2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/;
const monthNames = 'JanFebMarAprMayJunJulAugSepOctNovDec';

const instantOf = (text: string): number | null => {
  const found = httpDate.exec(text);
  if (found === null) return null;
  const [day, month, year, hour, minute, second] = [found[1], monthNames.indexOf(found[2] as string) / 3, found[3], found[4], found[5], found[6]].map(Number);
  return Date.UTC(year as number, month, day, hour, minute, second);
};

/**
 * What `Retry-After` asks for in milliseconds: whole seconds or a date (RFC 9110, 10.2.3), counted from the server's own `Date` where that
 * can be read, since clocks differ. null = nothing that can be read.
 */
export const retryAfterMs = (written: string | null, serverDate: string | null, now: number = Date.now()): number | null => {
  const text = written?.trim() ?? '';
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1_000;
  const until = instantOf(text);
  return until === null ? null : Math.max(0, until - (instantOf(serverDate?.trim() ?? '') ?? now));
};

/** How long to wait before the next try after a bad answer; null = longer than anybody should, so not at all. */
export const waitAfter = (
  { status, headers }: { readonly status: number; readonly headers: { get(name: string): string | null } }, tries: number, settings: RequestSettings,
): number | null => {
  const asked = retryAfterMs(headers.get('retry-after'), headers.get('date'));
  if (asked !== null) return asked <= settings.longestWaitMs ? asked : null;
  // Across origins the header can be read only where the server exposes it: who was asked to slow down waits long.
  return status === 429 ? settings.longestWaitMs : backoff(tries, settings.backoffMs);
};
