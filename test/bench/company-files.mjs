import { createWriteStream, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { forecastsCsv, subscriptionsCsv, writeLeads } from './company-leads.mjs';
import { revenueCsv, spendCsv, writeDeals } from './company-rows.mjs';

/** Writes what `make` gives block by block into files that are not there yet; one `write` per file. */
const writeBlocks = async (files, make) => {
  if (files.every((file) => existsSync(file))) return;
  const blocks = files.map(() => []);
  make(...blocks.map((own) => (block) => own.push(block)));
  for (const [i, file] of files.entries()) {
    const stream = createWriteStream(file);
    for (const block of blocks[i]) if (!stream.write(block)) await new Promise((resolve) => stream.once('drain', resolve));
    await new Promise((resolve) => stream.end(resolve));
  }
};

/** Writes the files of a company of so many deals, once; their names are what the server serves them under. */
export const companyFiles = async (folder, rows) => {
  mkdirSync(folder, { recursive: true });
  const names = { deals: `deals-${rows}.csv`, spend: 'spend.csv', revenue: `revenue-${rows}.csv` };
  await writeBlocks([join(folder, names.deals)], (write) => writeDeals(rows, write));
  writeFileSync(join(folder, names.spend), spendCsv());
  writeFileSync(join(folder, names.revenue), revenueCsv(rows));
  return { names, bytes: statSync(join(folder, names.deals)).size };
};

/** The same with as many leads, three activities each, subscriptions and forecasts: what all eleven KPIs need. */
export const wholeCompanyFiles = async (folder, rows) => {
  const { names } = await companyFiles(folder, rows);
  const more = { leads: `leads-${rows}.csv`, activities: `activities-${rows}.csv`, subscriptions: `subscriptions-${rows}.csv`, forecasts: `forecasts-${rows}.csv` };
  await writeBlocks([join(folder, more.leads), join(folder, more.activities)], (lead, activity) => writeLeads(rows, lead, activity));
  writeFileSync(join(folder, more.subscriptions), subscriptionsCsv(rows));
  writeFileSync(join(folder, more.forecasts), forecastsCsv(rows));
  return { ...names, ...more };
};
