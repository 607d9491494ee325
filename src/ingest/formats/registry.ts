import type { DataFormat } from '../../model/input.js';
import { IngestError } from '../ingest-error.js';
import type { Decoder } from './sink.js';

type Load = () => Promise<Decoder>;

/** One decoder a format, fetched when the first input of its format is read. */
const own = {
  csv: async () => (await import('./csv.js')).decodeCsv,
  json: async () => (await import('./json.js')).decodeJson,
  ndjson: async () => (await import('./ndjson.js')).decodeNdjson,
} as const satisfies Partial<Record<DataFormat, Load>>;

export type OwnFormat = keyof typeof own;
/** Formats that an entry of their own brings along. */
export type AddedFormat = Exclude<DataFormat, OwnFormat>;

const added = new Map<AddedFormat, Load>();

/** Makes a format readable in this thread from now on. */
export const addFormat = (format: AddedFormat, load: Load): void => {
  added.set(format, load);
};

/** Throws IngestError FORMAT where nobody brought the decoder along. */
export const decoderOf = async (format: DataFormat, label: string): Promise<Decoder> => {
  const load = Object.hasOwn(own, format) ? own[format as OwnFormat] : added.get(format as AddedFormat);
  if (load === undefined) throw new IngestError('FORMAT', { phase: 'decode', params: { label, format, hint: `Import kennzahl/${format} once.` } });
  return load();
};
