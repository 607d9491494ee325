/** How often a header may tell the same bytes: names may be shared, doubling at every level may not. */
const mostTold = 64;

/** Metadata of Arrow (a FlatBuffer), read within its bounds: what reads it for good looks at none. Faults name the part and the byte of the input. */
export class FlatBytes {
  readonly #view: DataView;
  #told = 0;

  /** `part`: what these bytes are, in words; `origin`: where in the input they begin. */
  constructor(bytes: Uint8Array, private readonly part: string, private readonly origin: number) {
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  fault(what: string, at: number): Error {
    return new Error(`${this.part}, byte ${this.origin + at}: ${what}`);
  }

  /** Position of `length` bytes that are all there; `from`: what points there. */
  within(at: number, length: number, from: number): number {
    const { byteLength } = this.#view;
    if (at < 0 || length < 0 || at + length > byteLength) throw this.fault('points out of its part', from);
    this.#told += length;
    if (this.#told > mostTold * byteLength) throw this.fault('tells the same bytes over and over', from);
    return at;
  }

  /** A table by the pointer at `at`. */
  table(at: number): FlatTable {
    const start = this.pointed(at);
    const vtable = this.within(start - this.#view.getInt32(start, true), 4, start);
    const size = this.#view.getUint16(vtable, true);
    if (size < 4 || size > 0x7fff || size % 2 !== 0) throw this.fault('has no list of its fields', start);
    this.within(vtable, size, start);
    return new FlatTable(this, this.#view, start, vtable, size);
  }

  /** Position of what the pointer at `at` leads to: four bytes that are there. */
  pointed(at: number): number {
    return this.within(at + this.#view.getUint32(this.within(at, 4, at), true), 4, at);
  }

  /** Positions of the entries of the list that the pointer at `at` leads to. */
  entries(at: number, stride: number): readonly number[] {
    const start = this.pointed(at);
    const count = this.#view.getUint32(start, true);
    this.within(start + 4, count * stride, start);
    return Array.from({ length: count }, (_, i) => start + 4 + i * stride);
  }

  /** A whole number that a double holds. */
  long(at: number): number {
    const value = Number(this.#view.getBigInt64(this.within(at, 8, at), true));
    if (!Number.isSafeInteger(value)) throw this.fault('is no number of bytes or rows', at);
    return value;
  }
}

/** A table of a FlatBuffer: its fields by the places that they have in the list of fields (4, 6, 8 …), null where they are left out. */
export class FlatTable {
  constructor(readonly bytes: FlatBytes, private readonly view: DataView, readonly start: number, private readonly vtable: number, private readonly size: number) {}

  at(slot: number, length: number): number | null {
    if (slot >= this.size) return null;
    const offset = this.view.getUint16(this.vtable + slot, true);
    if (offset > 0x7fff) throw this.bytes.fault('points out of its part', this.vtable + slot);
    return offset === 0 ? null : this.bytes.within(this.start + offset, length, this.vtable + slot);
  }

  byte(slot: number): number {
    const at = this.at(slot, 1);
    return at === null ? 0 : this.view.getUint8(at);
  }

  short(slot: number, absent = 0): number {
    const at = this.at(slot, 2);
    return at === null ? absent : this.view.getInt16(at, true);
  }

  int(slot: number, absent = 0): number {
    const at = this.at(slot, 4);
    return at === null ? absent : this.view.getInt32(at, true);
  }

  long(slot: number): number {
    const at = this.at(slot, 8);
    return at === null ? 0 : this.bytes.long(at);
  }

  table(slot: number): FlatTable | null {
    const at = this.at(slot, 4);
    return at === null ? null : this.bytes.table(at);
  }

  entries(slot: number, stride: number): readonly number[] {
    const at = this.at(slot, 4);
    return at === null ? [] : this.bytes.entries(at, stride);
  }

  tables(slot: number): readonly FlatTable[] {
    return this.entries(slot, 4).map((at) => this.bytes.table(at));
  }

  /** A text, which is not read here; its bytes are there. */
  checkText(slot: number): void {
    this.entries(slot, 1);
  }
}
