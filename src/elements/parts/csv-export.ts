import { tableCsv } from '../../format/csv.js';
import type { Scene } from '../../model/scene.js';

/** The numbers behind pictures, one table after the other. */
export const scenesCsv = (scenes: readonly Scene[], locale: string): string => scenes.map(({ table }) => tableCsv(table, locale)).join('\r\n');

/** Offers a text, or its pieces, as a file; with a byte order mark, since spreadsheets read UTF-8 only then. */
export const saveCsv = (csv: string | readonly Blob[], fileName: string, page: Document): void => {
  const url = URL.createObjectURL(new Blob(['\ufeff', ...(typeof csv === 'string' ? [csv] : csv)], { type: 'text/csv;charset=utf-8' }));
  Object.assign(page.createElement('a'), { href: url, download: fileName }).click();
  URL.revokeObjectURL(url);
};
