import type { ReadTable } from '../ingest/draft-table.js';
import { readTables, type TablesRead } from '../ingest/ingest.js';
import type * as MakeTable from '../ingest/make-table.js';
import type { ReadOptions } from '../ingest/read-table.js';
import type { LoadInputs } from '../model/input.js';
import type { TakesTables } from './engine-parts.js';

/** A table as questions read it: numbers in place of texts of which only equality matters, no texts that only people read. */
export const narrow = (read: ReadTable, { withGroups, withoutLabels }: typeof MakeTable): ReadTable => withGroups(withoutLabels(read));

/** Reads inputs into narrow tables; what there is of one that is under way goes to `soFar` as narrow as the whole will be. Throws as `readTables`. */
export const readInputs = async (
  inputs: LoadInputs, options: ReadOptions, soFar: TakesTables<ReadTable> | undefined,
): Promise<TablesRead & { readonly join: (typeof MakeTable)['joinTables'] }> => {
  const wholes = new Map<ReadTable, ReadTable>();
  let made: typeof MakeTable | null = null;
  options.making.then((code) => { made = code; }, () => undefined);
  const whole = (read: ReadTable, code: typeof MakeTable): ReadTable => {
    const known = wholes.get(read) ?? narrow(read, code);
    wholes.set(read, known);
    return known;
  };
  const { tables, ...others } = await readTables(inputs, soFar === undefined ? options : {
    ...options,
    soFar: {
      offer: (table, rows, share, make) => soFar.offer(table, rows, share, () => {
        const read = make();
        return read === null || made === null ? null : { read: narrow(read, made), join: made.joinTables };
      }),
      whole: (table, read) => {
        if (made !== null) soFar.whole(table, whole(read, made));
      },
    },
  });
  const code = await options.making;
  return { ...others, tables: new Map([...tables].map(([name, read]) => [name, whole(read, code)])), join: code.joinTables };
};
