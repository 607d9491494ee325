import type { DataFormat, DataInputSource } from '../model/input.js';
import { asUtf8, type CharsetSettings } from './charset.js';
import { firstPiece, withFirst } from './first-piece.js';
import { decoderOf } from './formats/registry.js';
import type { DecodeSettings, RowSink } from './formats/sink.js';
import { IngestError } from './ingest-error.js';
import { refuseForeignFile, refuseWebPage, sniffBinary, sniffFormat } from './sniff-format.js';
import type { OpenedBytes } from './sources/opened.js';

/** Enough to see what the input is, however small the pieces it comes in. */
const sniffBytes = 1024;

export interface DecodeInputSettings extends DecodeSettings {
  /** Takes lines off the beginning of a CSV file that its vendor writes above the header. */
  readonly takeOff: (first: Uint8Array) => Uint8Array;
  readonly western: CharsetSettings['western'];
  readonly onFormat?: (format: DataFormat) => void;
}

/** Some interfaces say with status 200 that they failed. */
const watchedWith = (errorPath: string | undefined, watched: DecodeSettings['watched'], label: string): Pick<DecodeSettings, 'watched'> => {
  if (errorPath === undefined) return watched === undefined ? {} : { watched };
  return {
    watched: {
      paths: new Set([...watched?.paths ?? [], errorPath]),
      found: (path, value) => {
        if (path === errorPath && value !== null && value !== '' && value !== 'false') throw new IngestError('API', { phase: 'decode', retryable: true, value, params: { label } });
        if (watched?.paths.has(path) === true) watched.found(path, value);
      },
    },
  };
};

/** Bytes of any format and character set into rows. Throws IngestError where they are none. */
export const decodeInput = async (
  { chunks, contentType, label }: OpenedBytes, { format: given, charset, errorPath }: DataInputSource, sink: RowSink, { takeOff, western, onFormat, watched, ...others }: DecodeInputSettings,
): Promise<void> => {
  const raw = chunks[Symbol.asyncIterator]();
  const settings = { ...others, ...watchedWith(errorPath, watched, label) };
  try {
    const start = await firstPiece(raw, sniffBytes);
    const all = withFirst(start, { [Symbol.asyncIterator]: () => raw });
    if (start.length === 0) throw new IngestError('EMPTY_BODY', { phase: 'decode', params: { label } });
    refuseForeignFile(start, label);
    const binary = sniffBinary(start) ?? (given === 'arrow' || given === 'parquet' ? given : null);
    if (binary !== null) {
      onFormat?.(binary);
      await (await decoderOf(binary, label))(all, sink, settings);
      return;
    }
    const text = asUtf8(all, { contentType, given: charset, label, western });
    const first = await firstPiece(text, sniffBytes);
    if (first.length === 0) throw new IngestError('EMPTY_BODY', { phase: 'decode', params: { label } });
    refuseWebPage(first, contentType, label);
    const format = given ?? sniffFormat(first, contentType, label);
    onFormat?.(format);
    const decode = await decoderOf(format, label);
    await decode(withFirst(format === 'csv' ? takeOff(first) : first, text), sink, settings);
  } finally {
    await raw.return?.();
  }
};
