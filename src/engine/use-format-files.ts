import { addFormat, type AddedFormat, type ColumnDecoder } from '../ingest/formats/registry.js';
import { formatFiles } from './format-files.js';

/** Lets ingest know of the formats that were added in this thread; each module is fetched with the first input that needs it. */
export const useFormatFiles = (): void => {
  for (const [format, href] of formatFiles()) {
    addFormat(format as AddedFormat, async () => ((await import(/* @vite-ignore */ /* webpackIgnore: true */ href)) as { readonly decode: ColumnDecoder }).decode);
  }
};
