import { dayMs, from, iso, normalOf, regions, seeded, segments, skewed, sources, until } from './seeded.mjs';

/**
 * Seeded rows for the benchmark: three years of deals with 15 fields, skewed categories, log-normal cycles and amounts,
 * 30 % won, 55 % lost, 15 % open; beside them spend by month and channel and invoices of the won accounts.
 * ISO times as a CRM exports them.
 */
const stages = ['Qualified', 'Demo', 'Proposal', 'Negotiation', 'Contract'];
export const dealHeader = 'id,name,created_at,first_contact_at,closed_at,expected_close_at,stage,status,amount,owner_id,source,segment,region,product_id,account_id';

/** Writes CSV blocks of `count` deals; calls `write(text)` for each thousand rows. */
export const writeDeals = (count, write) => {
  const random = seeded(7);
  const normal = normalOf(random);
  let block = `${dealHeader}\n`;
  for (let i = 0; i < count; i++) {
    const created = from + Math.floor(random() * (until - from) / 1000) * 1000;
    const draw = random();
    const cycle = Math.max(0, 38 * Math.exp(0.8 * normal())) * dayMs;
    const end = created + Math.round(cycle / 1000) * 1000;
    const status = draw < 0.15 || end >= until ? 'open' : draw < 0.5 ? 'won' : 'lost';
    const stage = status === 'won' ? 'Won' : status === 'lost' ? 'Lost' : stages[skewed(random, 5)];
    const amount = random() < 0.02 ? '' : (5200 * Math.exp(0.9 * normal())).toFixed(2);
    const contact = random() < 0.03 ? '' : iso(created - Math.floor(random() * 9 * dayMs));
    const account = Math.floor(random() * count * 0.8);
    block += `D${1000000 + i},Deal ${i} for account ${account},${iso(created)},${contact},${status === 'open' ? '' : iso(end)},${iso(end).slice(0, 10)},${stage},${status},${amount},u${skewed(random, 200)},${sources[skewed(random, 8)]},${segments[skewed(random, 4)]},${regions[skewed(random, 6)]},p${skewed(random, 12)},A${account}\n`;
    if (i % 1000 === 999) { write(block); block = ''; }
  }
  write(block);
};

export const spendCsv = () => {
  const random = seeded(3);
  const rows = ['period_start,period_end,kind,channel,amount'];
  for (let month = 0; month < 36; month++) {
    const start = iso(Date.UTC(2022, 6 + month, 1)).slice(0, 10);
    const end = iso(Date.UTC(2022, 7 + month, 1)).slice(0, 10);
    for (const channel of sources) if (channel !== '') rows.push(`${start},${end},marketing,${channel},${Math.round(400_000 + 300_000 * random())}`);
    rows.push(`${start},${end},sales,,${Math.round(9_000_000 + 900_000 * random())}`);
  }
  return `${rows.join('\n')}\n`;
};

export const revenueCsv = (deals) => {
  const random = seeded(5);
  const rows = ['customer_id,occurred_at,amount,margin'];
  const count = Math.floor(deals * 0.3);
  for (let i = 0; i < count; i++) {
    const amount = Math.round(90_000 * random()) / 100;
    rows.push(`A${Math.floor(random() * deals * 0.8)},${iso(from + Math.floor(random() * (until - from))).slice(0, 10)},${amount},${(amount * 0.7).toFixed(2)}`);
  }
  return `${rows.join('\n')}\n`;
};
