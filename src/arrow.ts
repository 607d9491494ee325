import { addFormatFile } from './engine/format-files.js';

// A page of the sources has no build of its own; in a variable, since bundlers would take a literal for a file to copy.
const source = './ingest/formats/arrow.ts';

// Arrow IPC files and streams can be read from here on. What reads them is a file of its own that nobody waits for.
addFormatFile('arrow', /\.ts(?:[?#]|$)/.test(import.meta.url) ? new URL(source, import.meta.url) : new URL('./worker/kennzahl.arrow.js', import.meta.url));
