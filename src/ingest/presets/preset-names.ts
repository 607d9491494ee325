import { schema, type TableName } from '../../model/schema.js';
import { headerKey, headerWords, withoutVendorMarks } from '../header-names.js';
import type { PresetTable } from './preset.js';

/** Headers with blanks are labels of an export made by hand: names of an interface have none. */
export const isLabel = (header: string): boolean => /\s/.test(header);

/** A header that a preset lists: for which column, and how good a name it is (smaller is better). */
export interface PresetName { readonly column: string; readonly rank: number }

const ownRank = 1000;

const keyOf = (header: string): string => headerKey(withoutVendorMarks(headerWords(header)));

/** Looks up headers among the names a preset lists for one table. Headers that the host names itself are the host's. */
export class PresetNames {
  readonly isOnly: boolean;
  private readonly byKey = new Map<string, PresetName>();
  private readonly never: ReadonlySet<string>;
  private readonly given: ReadonlySet<string>;

  /** `clockZone`: of times without offset under names of the interface. */
  constructor(table: TableName, { columns, never = '', onlyListed }: PresetTable, given: Readonly<Record<string, string>>, private readonly clockZone?: string) {
    this.given = new Set(Object.values(given));
    this.isOnly = onlyListed === true;
    this.never = new Set(never.split(' ').filter((name) => name !== '').map(keyOf));
    for (const [column, names] of Object.entries(columns)) {
      names.split(' ').forEach((name, order) => {
        const key = keyOf(name);
        // `createdate` and `hs_createdate` are one name: the one without vendor prefix is better.
        if (!this.byKey.has(key)) this.byKey.set(key, { column, rank: 2 * order });
      });
    }
    // Where nothing else is taken, our own names still are.
    if (this.isOnly) for (const column of Object.keys(schema[table])) if (!this.byKey.has(keyOf(column))) this.byKey.set(keyOf(column), { column, rank: ownRank });
  }

  find(header: string): PresetName | null {
    const found = this.given.has(header) ? undefined : this.byKey.get(keyOf(header));
    if (found === undefined) return null;
    const words = headerWords(header);
    return words === withoutVendorMarks(words) ? found : { ...found, rank: found.rank + 1 };
  }

  /** Zone of times without offset under a header that the preset lists; undefined = that of the report. */
  zoneOf(header: string): string | undefined {
    return isLabel(header) ? undefined : this.clockZone;
  }

  isForeign(header: string): boolean {
    return this.isOnly || this.never.has(keyOf(header));
  }
}
