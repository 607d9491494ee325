import { transfer } from 'comlink';
import type { TableName } from '../model/schema.js';
import type { Rung } from './link.js';
import type { PackedInputs } from './pack-inputs.js';
import type { WireInputs, WireSource } from './wire.js';

/** What one load sends: the first time with the chunks, which are gone afterwards; then from the Blobs alone. */
export interface Sending {
  (tables: readonly TableName[], rung: Rung): WireInputs;
  /** The same input without chunks, for a later worker. */
  again(table: TableName): readonly WireSource[];
}

const withoutChunks = ({ chunks: _gone, ...source }: WireSource): WireSource => source;

/** Chunks are transferred, never copied: the buffers of this side are empty once the message is out. */
export const sendInputs = ({ tables: packed }: PackedInputs): Sending => {
  let sent = false;
  const again = (table: TableName): readonly WireSource[] => (packed.get(table) ?? []).map(withoutChunks);
  const send = (tables: readonly TableName[], rung: Rung): WireInputs => {
    const first = !sent;
    sent = true;
    const inputs: { [T in TableName]?: readonly WireSource[] } = {};
    const buffers: ArrayBuffer[] = [];
    for (const table of tables) {
      if (!packed.has(table)) continue;
      inputs[table] = first ? packed.get(table) ?? [] : again(table);
      if (first) for (const { chunks } of packed.get(table) ?? []) buffers.push(...(chunks ?? []));
    }
    return rung === 'main-thread' ? inputs : transfer(inputs, buffers);
  };
  return Object.assign(send, { again });
};
