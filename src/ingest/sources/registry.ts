import type { DataInputSource } from '../../model/input.js';
import { openBytes } from './bytes.js';
import { openFile } from './file.js';
import type { Opened, SourceSettings } from './opened.js';
import { openRows } from './rows.js';
import { openStream } from './stream.js';
import { openText } from './text.js';
import { openUrl } from './url.js';

/** One adapter per way to give data, keyed by the property of the input that holds it. */
export const sources = {
  rows: openRows,
  text: openText,
  bytes: openBytes,
  stream: openStream,
  file: openFile,
  url: openUrl,
} as const satisfies Partial<Record<keyof DataInputSource, (input: DataInputSource, settings: SourceSettings) => Opened | Promise<Opened>>>;

export type SourceKind = keyof typeof sources;
export const sourceKinds = Object.keys(sources) as SourceKind[];
