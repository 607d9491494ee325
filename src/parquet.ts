import { addFormatFile } from './engine/format-files.js';

// A page of the sources has no build of its own; in a variable, since bundlers would take a literal for a file to copy.
const source = './ingest/formats/parquet.ts';

// Parquet files can be read from here on. What reads them is a file of its own that nobody waits for.
addFormatFile('parquet', /\.ts(?:[?#]|$)/.test(import.meta.url) ? new URL(source, import.meta.url) : new URL('./worker/kennzahl.parquet.js', import.meta.url));
