/** Typed columns as the kit keeps them, for peers that hand over strings: the same work for everyone. */
const instants = new Set(['created_at', 'first_contact_at', 'closed_at', 'expected_close_at']);
const texts = new Set(['id', 'name']);

export class Columns {
  rows = 0;
  readonly #names: readonly string[];
  readonly #numbers = new Map<string, Float64Array>();
  readonly #codes = new Map<string, Uint32Array>();
  readonly #dictionaries = new Map<string, Map<string, number>>();
  readonly #texts = new Map<string, { bytes: Uint8Array; offsets: Uint32Array; used: number }>();
  readonly #encoder = new TextEncoder();

  constructor(names: readonly string[]) {
    this.#names = names;
    for (const name of names) {
      if (instants.has(name) || name === 'amount') this.#numbers.set(name, new Float64Array(1 << 16));
      else if (texts.has(name)) this.#texts.set(name, { bytes: new Uint8Array(1 << 20), offsets: new Uint32Array(1 << 16), used: 0 });
      else { this.#codes.set(name, new Uint32Array(1 << 16)); this.#dictionaries.set(name, new Map([['', 0]])); }
    }
  }

  add(cells: readonly string[]): void {
    const row = this.rows++;
    for (let i = 0; i < this.#names.length; i++) {
      const name = this.#names[i] as string;
      const cell = cells[i] ?? '';
      const text = this.#texts.get(name);
      if (text !== undefined) this.#addText(text, row, cell);
      else if (this.#codes.has(name)) this.#addCode(name, row, cell);
      else this.#addNumber(name, row, cell === '' ? NaN : instants.has(name) ? Date.parse(cell) : Number(cell));
    }
  }

  #addText(text: { bytes: Uint8Array; offsets: Uint32Array; used: number }, row: number, cell: string): void {
    if (text.used + cell.length * 3 > text.bytes.length) { const grown = new Uint8Array(text.bytes.length * 2); grown.set(text.bytes); text.bytes = grown; }
    if (row + 2 > text.offsets.length) { const grown = new Uint32Array(text.offsets.length * 2); grown.set(text.offsets); text.offsets = grown; }
    text.used += this.#encoder.encodeInto(cell, text.bytes.subarray(text.used)).written;
    text.offsets[row + 1] = text.used;
  }

  #addCode(name: string, row: number, cell: string): void {
    let codes = this.#codes.get(name) as Uint32Array;
    const dictionary = this.#dictionaries.get(name) as Map<string, number>;
    if (row >= codes.length) { const grown = new Uint32Array(codes.length * 2); grown.set(codes); this.#codes.set(name, codes = grown); }
    let code = dictionary.get(cell);
    if (code === undefined) dictionary.set(cell, code = dictionary.size);
    codes[row] = code;
  }

  #addNumber(name: string, row: number, value: number): void {
    let numbers = this.#numbers.get(name) as Float64Array;
    if (row >= numbers.length) { const grown = new Float64Array(numbers.length * 2); grown.set(numbers); this.#numbers.set(name, numbers = grown); }
    numbers[row] = value;
  }
}
