import type { Benchmark } from '../../charts/benchmark-row.js';
import { say, type Messages } from '../../i18n/messages.js';
import type { KpiResult } from '../../model/result.js';

/** As cited, not measured by us: the article that this kit makes real quotes these figures with this source and date. */
const cited = { organic: 205, paid: 341, currency: 'USD', year: '2022', source: 'FirstPageSage, cited in “11 Sales Operations KPIs”, 2022-08-05' } as const;

/** The industry figures, in the report's currency where the data has a rate for it. */
export const saasBenchmark = (result: KpiResult<'cac'>, messages: Messages): Benchmark => {
  const converted = result.details.benchmark ?? null;
  const { year, source } = cited;
  const name = say(messages, 'benchmark.saas');
  return converted === null ? { name, year, source, organic: cited.organic, paid: cited.paid, currency: cited.currency }
    : { name, year, source, organic: converted.organic, paid: converted.inorganic, currency: result.currency };
};
