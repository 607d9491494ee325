import type { DataFormat } from '../model/input.js';
import { version } from './version.js';

/** Formats that are not part of the kit itself, and the self-contained module that reads each. */
type FormatFiles = Map<DataFormat, string>;

/** One list a page, whichever copy of this module it was imported from: the one-file build has its own. */
const key = Symbol.for(`kennzahl.formats ${version}`);
const place = globalThis as { [name: symbol]: FormatFiles | undefined };

export const formatFiles = (): FormatFiles => (place[key] ??= new Map<DataFormat, string>());

/** From now on inputs of this format are read by that module, in a worker as on the page. */
export const addFormatFile = (format: DataFormat, file: URL): void => {
  formatFiles().set(format, file.href);
};
