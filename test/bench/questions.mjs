/** Values of the filtered dimensions in the generated deals; null = not set. */
const segments = ['Small business', 'Mid-market', 'Enterprise', null];
const sources = ['Website', 'Paid search', 'Content', 'Referral', 'Trade fair', 'Partner', 'Outbound', null];

/** All choices of some but not all segments: each filter is asked once, so that no answer is one kept from before. */
const choices = [];
for (let bits = 1; bits < 2 ** segments.length - 1; bits++) choices.push(segments.filter((_, i) => (bits >> i) % 2 === 1));

/** The filters of one run, in the order they are asked, by what is new about them. */
export const filters = {
  'first answers after load': [{}],
  'first filter by segment': [{ segment: choices[0] }],
  'changed segment filter': choices.slice(1).map((segment) => ({ segment })),
  'first filter by segment and source': [{ segment: choices[1], source: sources.slice(0, 3) }],
  'changed filter by segment and source': sources.map((source, i) => ({ segment: choices[i + 2], source: sources.filter((other) => other !== source) })),
  'first filter by owner': [{ owner_id: ['u1', 'u2', 'u3'] }],
};

/** The filter whose answers are held against the other engine's. */
export const factsFilter = { segment: ['Small business'] };
