import { createWriteStream, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { revenueCsv, spendCsv, writeDeals } from './company-rows.mjs';

/** Writes the files of a company of so many deals, once; their names are what the server serves them under. */
export const companyFiles = async (folder, rows) => {
  mkdirSync(folder, { recursive: true });
  const names = { deals: `deals-${rows}.csv`, spend: 'spend.csv', revenue: `revenue-${rows}.csv` };
  const deals = join(folder, names.deals);
  if (!existsSync(deals)) {
    const stream = createWriteStream(deals);
    const blocks = [];
    writeDeals(rows, (block) => blocks.push(block));
    for (const block of blocks) if (!stream.write(block)) await new Promise((resolve) => stream.once('drain', resolve));
    await new Promise((resolve) => stream.end(resolve));
  }
  writeFileSync(join(folder, names.spend), spendCsv());
  writeFileSync(join(folder, names.revenue), revenueCsv(rows));
  return { names, bytes: statSync(deals).size };
};
