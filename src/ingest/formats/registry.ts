import type { DataFormat } from '../../model/input.js';
import { IngestError } from '../ingest-error.js';
import type { Decoder, RowSink } from './sink.js';

/** One decoder a format, fetched when the first input of its format is read. */
const own = {
  csv: async () => (await import('./csv.js')).decodeCsv,
  json: async () => (await import('./json.js')).decodeJson,
  ndjson: async () => (await import('./ndjson.js')).decodeNdjson,
} as const satisfies Partial<Record<DataFormat, () => Promise<Decoder>>>;

export type OwnFormat = keyof typeof own;
/** Formats that an entry of their own brings along. */
export type AddedFormat = Exclude<DataFormat, OwnFormat>;

/** What such an entry brings: bytes to columns. It throws plain errors, since it knows none of ours. */
export type ColumnDecoder = (
  chunks: AsyncIterable<Uint8Array>, sink: Pick<RowSink, 'columns'>, onPiece: (bytes: number) => Promise<void> | undefined,
) => Promise<void>;

const added = new Map<AddedFormat, () => Promise<ColumnDecoder>>();

/** Makes a format readable in this thread from now on. */
export const addFormat = (format: AddedFormat, load: () => Promise<ColumnDecoder>): void => {
  added.set(format, load);
};

const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause)).slice(0, 200);

/** What is thrown on our side of a foreign decoder passes through it untouched; what it throws itself means a damaged file. */
const guarded = (decode: ColumnDecoder, format: AddedFormat): Decoder => async (chunks, sink, { label, onPiece }) => {
  const ours: unknown[] = [];
  const noted = (cause: unknown): never => {
    ours.push(cause);
    throw cause;
  };
  async function* source(): AsyncGenerator<Uint8Array> {
    try {
      yield* chunks;
    } catch (cause) {
      noted(cause);
    }
  }
  const columns: RowSink['columns'] = (batch) => {
    try {
      sink.columns(batch);
    } catch (cause) {
      noted(cause);
    }
  };
  try {
    await decode(source(), { columns }, async (bytes) => {
      try {
        await onPiece(bytes);
      } catch (cause) {
        noted(cause);
      }
    });
  } catch (cause) {
    if (ours.includes(cause)) throw cause;
    throw new IngestError('DAMAGED', { phase: 'decode', params: { label, format, reason: reasonOf(cause) } });
  }
};

/** Throws IngestError FORMAT where nobody brought the decoder along or it cannot be fetched. */
export const decoderOf = async (format: DataFormat, label: string): Promise<Decoder> => {
  const refuse = (hint: string): never => {
    throw new IngestError('FORMAT', { phase: 'decode', params: { label, format, hint } });
  };
  const notLoaded = (cause: unknown): never => refuse(`What reads it could not be loaded (${reasonOf(cause)}).`);
  if (Object.hasOwn(own, format)) return own[format as OwnFormat]().catch(notLoaded);
  const load = added.get(format as AddedFormat) ?? (() => refuse(`Import kennzahl/${format} once.`));
  return guarded(await load().catch(notLoaded), format as AddedFormat);
};
