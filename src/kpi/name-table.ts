import { release } from '../model/release.js';
import type { DictionaryBytes } from '../model/table.js';

/** Names of one column that the columns before it did not have; the first of them has the number `first`. */
interface Source { readonly entries: DictionaryBytes; readonly first: number; readonly codes: Uint32Array | null }

const fnvStart = 0x811c9dc5;
const fnvPrime = 0x01000193;

/** fnv1a32 of one entry's bytes. */
const hashEntry = ({ bytes, offsets }: DictionaryBytes, code: number): number => {
  let hash = fnvStart;
  const end = offsets[code + 1] as number;
  for (let i = offsets[code] as number; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), fnvPrime);
  return hash;
};

/** Names of customers differ in their last digits: the low bits of FNV alone would crowd together. */
const slotOf = (hash: number, mask: number): number => (Math.imul(hash ^ (hash >>> 15), 0x85ebca6b) >>> 7) & mask;

const isSame = (a: DictionaryBytes, codeA: number, b: DictionaryBytes, codeB: number): boolean => {
  const startA = a.offsets[codeA] as number;
  const startB = b.offsets[codeB] as number;
  const length = (a.offsets[codeA + 1] as number) - startA;
  if (length !== (b.offsets[codeB + 1] as number) - startB) return false;
  for (let i = 0; i < length; i++) if (a.bytes[startA + i] !== b.bytes[startB + i]) return false;
  return true;
};

/**
 * Numbers the names that several dictionaries hold, equal bytes one number, in order of first appearance. A hash table over
 * bytes, which exists only while two dictionaries are compared: a map of strings would cost more than all columns together.
 */
export class NameTable {
  size = 0;
  private readonly sources: Source[] = [];
  private slots = new Int32Array(0);

  /** Number per code of a dictionary, new names added; −1 for the missing one. */
  add(entries: DictionaryBytes): Int32Array {
    const count = entries.offsets.length - 1;
    if (this.size === 0) {
      this.sources.push({ entries, first: 0, codes: null });
      this.size = count - 1;
      return new Int32Array(count).map((_, code) => code - 1);
    }
    const numbers = this.find(entries);
    const added: number[] = [];
    for (let code = 1; code < count; code++) {
      if (numbers[code] !== -1) continue;
      numbers[code] = this.size + added.length;
      added.push(code);
    }
    this.sources.push({ entries, first: this.size, codes: Uint32Array.from(added) });
    this.size += added.length;
    return numbers;
  }

  /** Number per code of a dictionary; −1 = not known here. */
  find(entries: DictionaryBytes): Int32Array {
    this.fillSlots();
    const { slots } = this;
    const mask = slots.length - 1;
    const numbers = new Int32Array(entries.offsets.length - 1).fill(-1);
    for (let code = 1; code < numbers.length; code++) {
      let slot = slotOf(hashEntry(entries, code), mask);
      for (let found = slots[slot] as number; found !== 0; found = slots[slot] as number) {
        const source = this.sourceOf(found - 1);
        if (isSame(source.entries, codeIn(source, found - 1), entries, code)) {
          numbers[code] = found - 1;
          break;
        }
        slot = (slot + 1) & mask;
      }
    }
    release(slots);
    this.slots = new Int32Array(0);
    return numbers;
  }

  /** fnv1a32 of a name. */
  hashOf(number: number): number {
    const source = this.sourceOf(number);
    return hashEntry(source.entries, codeIn(source, number)) >>> 0;
  }

  private sourceOf(number: number): Source {
    let at = this.sources.length - 1;
    while ((this.sources[at] as Source).first > number) at -= 1;
    return this.sources[at] as Source;
  }

  private fillSlots(): void {
    let length = 16;
    while (length < this.size * 1.5) length *= 2;
    const slots = (this.slots = new Int32Array(length));
    const mask = length - 1;
    for (let number = 0; number < this.size; number++) {
      const source = this.sourceOf(number);
      let slot = slotOf(hashEntry(source.entries, codeIn(source, number)), mask);
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
  }
}

const codeIn = ({ first, codes }: Source, number: number): number => (codes === null ? number + 1 : (codes[number - first] as number));
