import type { DataInputSource } from '../model/input.js';
import type { CharsetSettings } from './charset.js';
import { IngestError } from './ingest-error.js';
import type { TableLog } from './report.js';

const isNotUtf8 = (cause: unknown): boolean => cause instanceof IngestError && cause.info.code === 'ENCODING' && cause.info.params?.['charset'] === 'UTF-8';
const isEncoding = (cause: unknown): boolean => cause instanceof IngestError && cause.info.code === 'ENCODING';

const readAs = (word: Uint8Array, charset: string): string => new TextDecoder(charset).decode(word);

/** The word in Windows-1252 and in the next likely character set that reads it differently. */
const readings = (word: Uint8Array): { readonly a: string; readonly b: string; readonly other: string } => {
  const a = readAs(word, 'windows-1252');
  const other = readAs(word, 'windows-1250') === a ? 'windows-1251' : 'windows-1250';
  return { a, b: readAs(word, other), other };
};

/**
 * Reads an input as UTF-8. Where it is not and nobody names a character set, it is opened once more and read as Windows-1252, the set of
 * spreadsheets in western Europe and America, as long as that gives words of their languages; that it was assumed is told with the first
 * word in both readings. A stream cannot be opened twice and stays refused. Throws what `read` throws.
 */
export const readInAnyCharset = async <T>(
  input: DataInputSource, log: TableLog, read: (log: TableLog, western: CharsetSettings['western']) => Promise<T>,
): Promise<{ readonly value: T; readonly log: TableLog }> => {
  const untouched = log.copy();
  try {
    return { value: await read(log, undefined), log };
  } catch (cause) {
    if (!isNotUtf8(cause) || input.charset !== undefined || input.stream !== undefined) throw cause;
    let word = new Uint8Array(0);
    try {
      const value = await read(untouched, { onWord: (found) => { word = found.slice(); } });
      untouched.find('CHARSET_ASSUMED', { value: readAs(word, 'windows-1252'), params: readings(word) });
      return { value, log: untouched };
    } catch (later) {
      // It is not that set either: then the first error says what is wrong with the file.
      throw isEncoding(later) ? cause : later;
    }
  }
};
