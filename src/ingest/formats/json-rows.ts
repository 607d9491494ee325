import type { OddCell } from '../field-batch.js';
import type { JsonCells } from './json-cells.js';
import { behindColon, incomplete, JsonDepth, JsonFault, lastString, numberEnd, skipBlanks, stringEnd, valueEnd, wordEnd } from './json-grammar.js';
import type { JsonKeys, KeyNode } from './json-keys.js';

const quote = 34;
const comma = 44;
const closing = 125;

/** Reads one object after the other into cells. Knows nothing of what stands between them. */
export class JsonRowReader {
  /** The row has a key that the cells have no room for: it must be read again. */
  hasNoRoom = false;
  /** Values in the row under keys beyond the most that are read. */
  ignored = 0;
  private isWhole = false;
  private end = 0;
  private bytes: Uint8Array = new Uint8Array(0);

  constructor(private readonly keys: JsonKeys, private readonly cells: JsonCells, private readonly maxDepth: number) {}

  /** Reads the object whose brace stands at `from`; gives the position behind it, or `incomplete`. Throws JsonFault, JsonDepth. */
  read(bytes: Uint8Array, from: number, end: number, isWhole: boolean, depth: number): number {
    const { cells } = this;
    this.bytes = bytes;
    this.end = end;
    this.isWhole = isWhole;
    this.hasNoRoom = false;
    this.ignored = 0;
    cells.begin();
    return this.object(from, this.keys.root, depth);
  }

  private object(from: number, parent: KeyNode, depth: number): number {
    if (depth >= this.maxDepth) throw new JsonDepth();
    const { bytes, end, isWhole } = this;
    const { children } = parent;
    let at = skipBlanks(bytes, from + 1);
    if (bytes[at] === closing && at < end) return at + 1;
    for (let guess = 0; ; guess++) {
      if (at >= end) return this.ended(at);
      if (bytes[at] !== quote) throw new JsonFault(at, 'lacks a key in an object');
      let node: KeyNode | null | undefined = children[guess];
      let close = node === undefined ? -1 : at + 1 + node.bytes.length;
      if (node === undefined || close >= end || !isKey(bytes, at + 1, node.bytes)) {
        close = stringEnd(bytes, at + 1, end, isWhole);
        if (close < 0) return incomplete;
        node = this.keys.child(parent, bytes.subarray(at + 1, close), lastString.hasEscapes);
        if (node === null) this.ignored += 1;
        else guess = children.indexOf(node);
      }
      at = bytes[close + 1] === 58 && close + 2 < end && (bytes[close + 2] as number) > 32 ? close + 2 : behindColon(bytes, close + 1, end, isWhole);
      if (at < 0) return incomplete;
      at = node === null ? valueEnd(bytes, at, end, isWhole, this.maxDepth - depth - 1) : this.value(at, node, depth);
      if (at < 0) return incomplete;
      if ((bytes[at] as number) <= 32) at = skipBlanks(bytes, at);
      if (at >= end) return this.ended(at);
      const byte = bytes[at];
      if (byte === closing) return at + 1;
      if (byte !== comma) throw new JsonFault(at, 'lacks a comma in an object');
      at += 1;
      if ((bytes[at] as number) <= 32) at = skipBlanks(bytes, at);
    }
  }

  private value(at: number, node: KeyNode, depth: number): number {
    const { bytes, end, isWhole, cells } = this;
    const byte = bytes[at] as number;
    if (node.field < 0) this.keys.give(node);
    const { field } = node;
    const isKnown = field < cells.fieldCount;
    if (!isKnown) this.hasNoRoom = true;
    if (byte === 123) {
      if (isKnown) this.oddCell(field, at, 'object');
      return this.object(at, node, depth + 1);
    }
    if (!isKnown) return valueEnd(bytes, at, end, isWhole, this.maxDepth - depth - 1);
    const cell = cells.rowCount * cells.fieldCount + field;
    if (byte === quote) {
      const close = stringEnd(bytes, at + 1, end, isWhole);
      if (close < 0) return incomplete;
      cells.bounds[2 * cell] = at + 1;
      cells.bounds[2 * cell + 1] = close;
      cells.literals[cell] = 0;
      if (lastString.hasEscapes) cells.escaped.push(field);
      return close + 1;
    }
    if (byte === 91) {
      this.oddCell(field, at, 'array');
      return valueEnd(bytes, at, end, isWhole, this.maxDepth - depth - 1);
    }
    const isNumber = byte === 45 || (byte >= 48 && byte <= 57);
    const close = isNumber ? numberEnd(bytes, at, end, isWhole) : wordEnd(bytes, at, end, isWhole);
    if (close < 0) return incomplete;
    // null is an empty cell.
    cells.bounds[2 * cell] = at;
    cells.bounds[2 * cell + 1] = byte === 110 ? at : close;
    cells.literals[cell] = isNumber ? 1 : 0;
    if (isNumber && cells.fractional[field] === 0 && !isDigits(bytes, at, close)) cells.fractional[field] = 1;
    return close;
  }

  private oddCell(field: number, at: number, what: OddCell['what']): void {
    const { odd, rowCount, fieldCount, bounds } = this.cells;
    odd.push({ row: rowCount, field, what });
    bounds[2 * (rowCount * fieldCount + field)] = bounds[2 * (rowCount * fieldCount + field) + 1] = at;
  }

  private ended(at: number): typeof incomplete {
    if (this.isWhole) throw new JsonFault(at, 'ends too early');
    return incomplete;
  }
}

const isKey = (bytes: Uint8Array, at: number, key: Uint8Array): boolean => {
  for (let i = 0; i < key.length; i++) if (bytes[at + i] !== key[i]) return false;
  return bytes[at + key.length] === quote;
};

/** Digits with or without a minus, few enough for a double: the text is the number. */
const isDigits = (bytes: Uint8Array, from: number, to: number): boolean => {
  const first = bytes[from] === 45 ? from + 1 : from;
  for (let i = first; i < to; i++) if ((bytes[i] as number) < 48 || (bytes[i] as number) > 57) return false;
  return !(bytes[from] === 45 && bytes[first] === 48);
};
