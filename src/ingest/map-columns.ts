import type { ColumnMapping } from '../model/issue.js';
import { requiredColumns, type TableName } from '../model/schema.js';
import { headerKey, headerWords, isNested, withoutVendorMarks, withoutWrapper } from './header-names.js';
import type { PresetNames } from './presets/preset-names.js';
import { looksLike } from './sniff-values.js';
import { columnType, doubtfulHeaders, synonyms } from './synonyms.js';

const accepted = 0.9;
const nearScore = 0.9;
const tokenScore = 0.6;
const partScore = 0.4;
const sniffScore = 0.4;
const doubtfulScore = 0.6;
const listTables: ReadonlySet<TableName> = new Set(['products', 'owners', 'accounts']);

/** Words that add nothing: what table it is, what money it is in. */
const fillers = new Set(('the of in a an my our deal deals opportunity opportunities opp lead leads contact contacts activity activities account ' +
  'accounts company customer product products owner eur usd gbp chf euro euros dollar').split(' '));

export interface MappedColumn extends Pick<ColumnMapping, 'column' | 'header' | 'by'> {
  /** Index of the header in the file. */
  readonly index: number;
}

export interface ColumnPlan {
  readonly mapped: readonly MappedColumn[];
  /** Also those below acceptance, for a person to decide. */
  readonly mappings: readonly ColumnMapping[];
  readonly unmappedHeaders: readonly string[];
  readonly missing: readonly string[];
  readonly unknownHeaders: readonly { readonly column: string; readonly header: string }[];
  readonly unknownColumns: readonly string[];
  readonly duplicates: readonly { readonly header: string; readonly count: number }[];
}

interface Candidate extends ColumnMapping {
  readonly index: number;
  /** Smaller wins among equals: our own names, then what the table needs, then the order of the synonyms, those without vendor marks first. */
  readonly rank: number;
}

interface Name { readonly column: string; readonly key: string; readonly tokens: string; readonly rank: number; readonly isNear: boolean }

const tokensOf = (words: string): string[] => words.split('_').filter((word) => word !== '' && !fillers.has(word)).sort();

const namesByTable = new Map<TableName, readonly Name[]>();

const namesOf = (table: TableName): readonly Name[] => {
  let names = namesByTable.get(table);
  if (names === undefined) {
    names = Object.entries(synonyms[table]).flatMap(([column, list]) =>
      [...(column.startsWith('$') ? [] : [column]), ...list.split(' ')].filter((word) => word !== '').map((word, rank) => {
        const isNear = word.startsWith('~');
        const words = isNear ? word.slice(1) : word;
        return { column, key: headerKey(words), tokens: tokensOf(words).join(' '), rank, isNear };
      }));
    namesByTable.set(table, names);
  }
  return names;
};

const candidatesOf = (table: TableName, header: string, index: number, samples: readonly string[]): Candidate[] => {
  const field = withoutWrapper(header);
  const words = headerWords(field);
  const bare = withoutVendorMarks(words);
  const key = headerKey(bare);
  // Of what lies in an object of its own every word counts: the name of an owner is not the name of a product.
  const tokens = isNested(field) ? bare.split('_').sort() : tokensOf(bare);
  const joined = tokens.join(' ');
  const isDoubtful = doubtfulHeaders.has(words);
  const required: readonly string[] = requiredColumns[table];
  const found: Candidate[] = [];
  for (const name of namesOf(table)) {
    const rank = name.rank === 0 ? (bare === words ? -1000 : -999) : name.rank * 2 + (bare === words ? 0 : 1) - (required.includes(name.column) ? 100 : 0);
    const type = columnType(table, name.column) ?? 'text';
    const sniffed = (): number => (looksLike(samples, name.column, type) ? sniffScore : 0);
    if (name.key === key) {
      // `Closed` may be a day or a yes: what the values deny comes last, and yes or no not at all.
      const isDenied = name.isNear && (type === 'instant' || type === 'boolean') && samples.some((sample) => sample.trim() !== '') && sniffed() === 0;
      const confidence = isDoubtful || (isDenied && type === 'boolean') ? doubtfulScore : name.isNear ? nearScore : 1;
      found.push({ column: name.column, header, index, confidence, by: name.rank === 0 && !name.column.startsWith('$') ? 'exact' : 'synonym', rank: isDenied ? rank + 3000 : rank });
    } else if (joined !== '' && joined === name.tokens) {
      found.push({ column: name.column, header, index, confidence: tokenScore + sniffed(), by: 'tokens', rank: rank + 1000 });
    } else if (name.tokens !== '' && name.rank <= 3 && name.tokens.split(' ').every((token) => tokens.includes(token))) {
      found.push({ column: name.column, header, index, confidence: partScore + sniffed(), by: 'tokens', rank: rank + 2000 });
    }
  }
  return found;
};

/** What a preset lists is that column and no other; of what it does not list, only names that leave no doubt are taken. */
const presetCandidates = (table: TableName, header: string, index: number, samples: readonly string[], preset: PresetNames): Candidate[] => {
  const found = preset.find(header);
  if (found !== null) return [{ column: found.column, header, index, confidence: 1, by: 'preset', rank: found.rank - 2000 }];
  if (preset.isForeign(header)) return [];
  return candidatesOf(table, header, index, samples).map((candidate) => (candidate.confidence < 1 || candidate.by === 'tokens' ? { ...candidate, confidence: doubtfulScore } : candidate));
};

/**
 * Finds out which header holds which column: what the host names goes first, then our own names and synonyms, then headers of the
 * same words whose values look right. Below a confidence of 0.9 nothing is taken, only listed. A preset's names go before all but the host's, and beside one
 * nothing is concluded from likeness.
 */
export const mapColumns = (
  table: TableName, headers: readonly string[], given: Readonly<Record<string, string>>, samplesOf: (index: number) => readonly string[],
  preset: PresetNames | null = null,
  /** Columns that need no header. */
  constants: readonly string[] = [],
): ColumnPlan => {
  const indexOf = new Map<string, number>();
  const counts = new Map<string, number>();
  headers.forEach((header, index) => {
    if (!indexOf.has(header)) indexOf.set(header, index);
    counts.set(header, (counts.get(header) ?? 0) + 1);
  });
  const chosen = new Map<string, Candidate>();
  const unknownHeaders: { column: string; header: string }[] = [];
  const unknownColumns: string[] = [];
  for (const [column, header] of Object.entries(given)) {
    const index = indexOf.get(header) ?? headers.findIndex((other) => headerWords(other) === headerWords(header));
    if (columnType(table, column) === undefined) unknownColumns.push(column);
    else if (index < 0) unknownHeaders.push({ column, header });
    else chosen.set(column, { column, header: headers[index] as string, index, confidence: 1, by: 'given', rank: -1 });
  }
  const isKnown = (column: string): boolean => chosen.has(column) || constants.includes(column);
  const taken = new Set([...chosen.values()].map(({ index }) => index));
  const candidates = [...indexOf].filter(([header, index]) => header !== '' && !taken.has(index))
    .flatMap(([header, index]) => (preset === null ? candidatesOf(table, header, index, samplesOf(index)) : presetCandidates(table, header, index, samplesOf(index), preset)))
    .sort((a, b) => b.confidence - a.confidence || a.rank - b.rank || a.index - b.index);
  for (const candidate of candidates) {
    if (candidate.confidence < accepted || isKnown(candidate.column) || taken.has(candidate.index)) continue;
    chosen.set(candidate.column, candidate);
    taken.add(candidate.index);
  }
  // A list of products or people often has names only: then the name is the key.
  const name = chosen.get('name');
  if (!isKnown('id') && name !== undefined && listTables.has(table)) chosen.set('id', { ...name, column: 'id' });
  const asked = new Set<string>();
  const doubtful = candidates.filter(({ column, confidence, index }) => {
    const isOpen = confidence < accepted && confidence >= doubtfulScore && !isKnown(column) && !taken.has(index) && !asked.has(column);
    if (isOpen) asked.add(column);
    return isOpen;
  });
  return {
    mapped: [...chosen.values()].map(({ column, header, index, by }) => ({ column, header, index, by })),
    mappings: [...chosen.values(), ...doubtful].map(({ column, header, confidence, by }) => ({ column, header, confidence, by })),
    unmappedHeaders: headers.filter((header, index) => header !== '' && !taken.has(index)),
    missing: requiredColumns[table].filter((column) => !isKnown(column)),
    unknownHeaders,
    unknownColumns,
    duplicates: [...counts].filter(([header, count]) => count > 1 && header !== '').map(([header, count]) => ({ header, count })),
  };
};
