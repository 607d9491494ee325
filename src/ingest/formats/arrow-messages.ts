import { checkMetadata, checkSchema, versionWithoutPages, type Layout, type Parts } from './arrow-schema.js';
import { FlatBytes, type FlatTable } from './flat-table.js';

const magic = Uint8Array.from('ARROW1', (letter) => letter.charCodeAt(0));
const newest = 4;
const continuation = -1;
const kinds = { schema: 1, dictionary: 2, rows: 3 } as const;

interface Message {
  readonly kind: number;
  readonly version: number;
  readonly header: FlatTable;
  readonly body: Uint8Array;
  readonly end: number;
}

const damaged = (part: string, at: number, what: string): Error => new Error(`${part}, byte ${at}: ${what}`);

const longFrom = (bytes: Uint8Array, at: number): number => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getInt32(at, true);

/** What the message (Message.fbs: 4 version, 6 kind, 8 header, 10 length of the body) at `start` says of itself; null: the end is marked there, or nothing follows. */
const messageAt = (bytes: Uint8Array, start: number, last: number, part: string): Message | null => {
  let at = start;
  const nextLong = (): number => {
    if (at + 4 > last) throw damaged(part, start, 'breaks off');
    return longFrom(bytes, (at += 4) - 4);
  };
  if (at === last) return null;
  let length = nextLong();
  if (length === continuation) length = nextLong();
  if (length === 0) return null;
  if (length < 0 || at + length > last) throw damaged(part, start, `says that it has ${length} bytes`);
  const flat = new FlatBytes(bytes.subarray(at, at + length), part, at);
  const message = flat.table(0);
  const [version, kind, header, bodyLength] = [message.short(4), message.byte(6), message.table(8), message.long(10)];
  if (version < 0 || version > newest) throw flat.fault(`is of an unknown version (${version})`, message.start);
  if (header === null) throw flat.fault('says nothing', message.start);
  if (bodyLength < 0 || at + length + bodyLength > last) throw flat.fault(`says that its body has ${bodyLength} bytes`, message.start);
  const end = at + length + bodyLength;
  return { kind, version, header, body: bytes.subarray(at + length, end), end };
};

/** Bytes of a buffer as it says itself before it is undone: -1 stands for one that is stored. */
const undoneBytes = (body: Uint8Array, offset: number, length: number): number => {
  const told = Number(new DataView(body.buffer, body.byteOffset + offset, 8).getBigInt64(0, true));
  return told === -1 ? length - 8 : told;
};

/** RecordBatch: 4 rows, 6 nodes, 8 buffers, 10 compression, 12 numbers of buffers of views. Gives its bytes as they are when nothing is compressed. */
const checkBatch = (batch: FlatTable, { version, body }: Message, parts: Parts): number => {
  const { bytes, start } = batch;
  if (batch.long(4) < 0) throw bytes.fault('has a negative number of rows', start);
  const nodes = batch.entries(6, 16);
  const page = version < versionWithoutPages ? 8 : 0;
  const buffers = batch.entries(8, 16 + page);
  const views = batch.entries(12, 8).map((at) => bytes.long(at));
  if (views.some((count) => count < 0)) throw bytes.fault('has a negative number of buffers', start);
  const bufferCount = views.reduce((sum, count) => sum + count, parts.buffers);
  if (nodes.length !== parts.nodes) throw bytes.fault(`has ${nodes.length} runs of values, not ${parts.nodes} as the schema says`, start);
  if (views.length !== parts.views || buffers.length !== bufferCount) throw bytes.fault(`has ${buffers.length} buffers, not ${bufferCount} as the schema says`, start);
  for (const at of nodes) {
    const [length, nullCount] = [bytes.long(at), bytes.long(at + 8)];
    if (length < 0 || nullCount < -1 || nullCount > length) throw bytes.fault(`has ${length} values of which ${nullCount} are missing`, at);
  }
  const compression = batch.table(10);
  if (compression !== null && (compression.byte(4) > 1 || compression.byte(6) !== 0)) throw bytes.fault('is compressed in an unknown way', compression.start);
  let byteCount = 0;
  for (const at of buffers) {
    const [offset, length] = [bytes.long(at + page), bytes.long(at + page + 8)];
    if (offset < 0 || length < 0 || offset + length > body.length) throw bytes.fault(`a buffer lies at ${offset} to ${offset + length} of a body of ${body.length} bytes`, at);
    if (compression !== null && length > 0 && length < 8) throw bytes.fault('a compressed buffer does not say its length', at);
    byteCount += compression === null || length === 0 ? length : undoneBytes(body, offset, length);
  }
  return byteCount;
};

/** Words are all made at once where they are read, so they must have been there: a bit each at least. */
const checkWords = (words: FlatTable, message: Message, parts: Parts): void => {
  const mostWords = 8 * checkBatch(words, message, parts);
  const { bytes } = words;
  for (const at of words.entries(6, 16)) if (bytes.long(at) > mostWords) throw bytes.fault(`has ${bytes.long(at)} values, and too few bytes for them`, at);
};

/** Batches in the order in which they count: each after the words that it needs. */
class Batches {
  readonly #given = new Set<number>();

  constructor(private readonly layout: Layout) {}

  /** DictionaryBatch: 4 number, 6 words, 8 whether they are added to those before. */
  check(message: Message): void {
    const { kind, header } = message;
    const { bytes, start } = header;
    if (kind === kinds.rows) {
      if (this.#given.size < this.layout.dictionaries.size) throw bytes.fault('comes before the words that it needs', start);
      checkBatch(header, message, this.layout.columns);
      return;
    }
    const number = header.long(4);
    const words = header.table(6);
    const parts = this.layout.dictionaries.get(number);
    if (words === null || parts === undefined || (header.byte(8) !== 0 && !this.#given.has(number))) throw bytes.fault('are words that no column has', start);
    checkWords(words, message, parts);
    this.#given.add(number);
  }
}

const isMagicAt = (bytes: Uint8Array, at: number): boolean => magic.every((byte, i) => bytes[at + i] === byte);

/** Footer (File.fbs): 4 version, 6 schema, 8 where dictionaries lie, 10 where batches lie, 12 metadata. */
const checkFile = (bytes: Uint8Array): void => {
  const lengthAt = bytes.length - magic.length - 4;
  if (lengthAt < magic.length || !isMagicAt(bytes, lengthAt + 4)) throw damaged('the end of the file', bytes.length, 'is not there');
  const length = longFrom(bytes, lengthAt);
  const footerAt = lengthAt - length;
  if (length <= 0 || footerAt < magic.length) throw damaged('the footer', lengthAt, `says that it has ${length} bytes`);
  const flat = new FlatBytes(bytes.subarray(footerAt, lengthAt), 'the footer', footerAt);
  const footer = flat.table(0);
  const version = footer.short(4);
  const schema = footer.table(6);
  if (version < 0 || version > newest) throw flat.fault(`is of an unknown version (${version})`, footer.start);
  if (schema === null) throw new Error('it has no schema');
  checkMetadata(footer, 12);
  const batches = new Batches(checkSchema(schema, version));
  const blocks = ([[8, kinds.dictionary], [10, kinds.rows]] as const).flatMap(([slot, kind]) => footer.entries(slot, 24).map((at) => ({ kind, at, start: flat.long(at) })));
  let free = 0;
  for (const { kind, at, start } of blocks.sort((a, b) => a.start - b.start)) {
    if (start < free || start >= footerAt) throw flat.fault(`a batch cannot lie at byte ${start}`, at);
    const message = messageAt(bytes, start, footerAt, `the batch of byte ${start}`);
    if (message?.kind !== kind) throw flat.fault(`no such batch lies at byte ${start}`, at);
    batches.check(message);
    free = message.end;
  }
};

const checkStream = (bytes: Uint8Array): void => {
  let batches: Batches | null = null;
  let at = 0;
  for (let number = 1; ; number++) {
    const part = `message ${number}`;
    const message = messageAt(bytes, at, bytes.length, part);
    if (message === null) break;
    const { kind, header, version } = message;
    if (kind === kinds.schema) {
      const layout = checkSchema(header, version);
      batches ??= new Batches(layout);
    } else if (kind !== kinds.dictionary && kind !== kinds.rows) throw damaged(part, at, `is of an unknown kind (${kind})`);
    else if (batches === null) throw damaged(part, at, 'comes before the schema');
    else batches.check(message);
    at = message.end;
  }
  if (batches === null) throw new Error('it has no schema');
  const rest = bytes.subarray(at).findIndex((byte) => byte !== 0 && byte !== 0xff);
  if (rest >= 0) throw damaged('the stream', at + rest, 'goes on behind its end');
};

/** Throws Error where a file or stream of Arrow's does not hold what its headers say: what reads it would go on for hours, or fail anywhere. Values are not looked at. */
export const checkMessages = (bytes: Uint8Array): void => (isMagicAt(bytes, 0) ? checkFile(bytes) : checkStream(bytes));
