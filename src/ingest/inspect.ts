import type { DataFormat, DataInputSource } from '../model/input.js';
import type { Inspection } from '../model/inspection.js';
import { readInAnyCharset } from './assume-charset.js';
import { checkSource } from './check-inputs.js';
import type { ColumnBatch } from './column-batch.js';
import { decodeInput } from './decode-input.js';
import type { RowSink } from './formats/sink.js';
import { guessTable } from './guess-table.js';
import { flatRow } from './flat-row.js';
import { collectKeys, isPlainRow } from './plain-row.js';
import { TableLog } from './report.js';
import type { SourceSettings } from './sources/opened.js';
import { sourceKinds, sources } from './sources/registry.js';

const rowsLookedAt = 100;
const enough = new Error('enough was seen');

const ignore = (): void => undefined;

/** Names of columns or keys; reading ends as soon as they are known. */
class Headers implements RowSink {
  readonly wantsObjects = true;
  readonly keySet = new Set<string>();
  private seen = 0;

  header(names: readonly string[]): void {
    for (const name of names) if (name !== '') this.keySet.add(name);
    throw enough;
  }
  rows(rows: readonly unknown[]): void {
    // As loading names what lies in objects.
    collectKeys(rows.slice(0, rowsLookedAt).map((row, i) => (isPlainRow(row) ? flatRow(row, i + 1) : row)), this.keySet);
    this.seen += rows.length;
    if (this.seen >= rowsLookedAt) throw enough;
  }
  columns({ columns }: ColumnBatch): void {
    for (const { name } of columns) this.keySet.add(name);
    throw enough;
  }
  readonly batch = ignore;
  readonly keys = ignore;
  readonly broken = ignore;
  readonly note = ignore;
}

/** A look goes on without the code of the presets. */
const presetsOf = async (headers: readonly string[]): Promise<Inspection['presets']> => {
  try {
    return await (await import('./presets/guess-preset.js')).guessPresets(headers);
  } catch {
    return [];
  }
};

/** Looks at the beginning of an input and reads nothing into tables. Throws IngestError as ingest does. */
export const inspect = async (given: DataInputSource, settings: SourceSettings & { readonly maxDepth: number }): Promise<Inspection> => {
  const input = checkSource(null, given);
  const kind = sourceKinds.find((name) => input[name] !== undefined) ?? 'rows';
  // What is found about rows is of no interest yet: the log is nobody's.
  const { value } = await readInAnyCharset(input, new TableLog('deals'), async (_, western) => {
    const opened = await sources[kind](input, settings);
    const { label } = opened;
    let format: DataFormat = 'json';
    const headers = new Headers();
    try {
      if (opened.kind === 'rows') headers.rows(opened.rows);
      else {
        await decodeInput(opened, input, headers, {
          label, path: input.path, maxDepth: settings.maxDepth, mayBeCut: false, western,
          dialect: { delimiter: input.delimiter, headerRow: input.headerRow },
          takeOff: (first) => first, onPiece: ignore as () => undefined, onFormat: (told) => { format = told; },
        });
      }
    } catch (thrown) {
      if (thrown !== enough) throw thrown;
    }
    return { label, format, headers: [...headers.keySet] };
  });
  return { ...value, guesses: guessTable(value.headers, value.label), presets: await presetsOf(value.headers) };
};
