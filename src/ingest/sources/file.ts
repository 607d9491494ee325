import type { BlobLike, DataInputSource } from '../../model/input.js';
import type { Opened, SourceSettings } from './opened.js';
import { requireSize } from './size-limit.js';
import { readStream } from './stream.js';

export const openFile = (input: DataInputSource, settings: SourceSettings): Opened => {
  const file = input.file as BlobLike;
  const label = input.label ?? file.name ?? 'the given file';
  requireSize(file.size, settings.maxBytes, label);
  return { kind: 'bytes', chunks: readStream(file.stream(), settings, label), totalBytes: file.size, contentType: null, label };
};
