/** mulberry32: one multiply-xor chain, enough for rows nobody draws conclusions from. */
export const seeded = (seed) => () => {
  seed = (seed + 0x6d2b79f5) | 0;
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};

export const normalOf = (random) => () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
/** The first of n are the most frequent. */
export const skewed = (random, n) => Math.min(n - 1, Math.floor(n * random() ** 2));
export const iso = (ms) => new Date(ms).toISOString();

export const dayMs = 86_400_000;
/** What the company's data spans. */
export const from = Date.UTC(2022, 6, 1);
export const until = Date.UTC(2025, 6, 1);

export const sources = ['Website', 'Paid search', 'Content', 'Referral', 'Trade fair', 'Partner', 'Outbound', ''];
export const segments = ['Small business', 'Mid-market', 'Enterprise', ''];
export const regions = ['DE', 'AT', 'CH', 'FR', 'UK', 'NL'];
