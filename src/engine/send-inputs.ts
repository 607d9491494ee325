import { transfer } from 'comlink';
import type { KpiErrorInfo } from '../model/issue.js';
import type { TableName } from '../model/schema.js';
import type { Rung } from './link.js';
import type { PackedInputs, PackedSource } from './pack-inputs.js';
import type { WireInputs, WireSource } from './wire.js';

/** What one load sends: the first time with chunks and flows, which are gone afterwards; then from the Blobs alone. */
export interface Sending {
  (tables: readonly TableName[], rung: Rung): Promise<WireInputs>;
  /** The same input without chunks, for a later worker. */
  again(table: TableName): Promise<readonly WireSource[]>;
  /** What was wrong with rows that were written while they were read, by table. */
  failures(): ReadonlyMap<TableName, KpiErrorInfo>;
  /** Nobody will ask for these tables again. */
  drop(tables: readonly TableName[]): void;
}

const fromBlob = async ({ chunks: _gone, flow, ...source }: PackedSource): Promise<WireSource> =>
  (flow === undefined ? source : { ...source, blob: await flow.blob() });

/** Chunks are transferred, never copied: the buffers of this side are empty once the message is out. */
export const sendInputs = ({ tables: packed }: PackedInputs): Sending => {
  let sent = false;
  const again = (table: TableName): Promise<readonly WireSource[]> => Promise.all((packed.get(table) ?? []).map(fromBlob));
  const send = async (tables: readonly TableName[], rung: Rung): Promise<WireInputs> => {
    const first = !sent;
    sent = true;
    const inputs: { [T in TableName]?: readonly WireSource[] } = {};
    const handedOver: Transferable[] = [];
    const now = ({ flow, ...source }: PackedSource): WireSource => {
      handedOver.push(...(source.chunks ?? []));
      if (flow === undefined) return source;
      const { port1, port2 } = new MessageChannel();
      flow.into(port1);
      handedOver.push(port2);
      return { ...source, port: port2, size: flow.expectedBytes };
    };
    for (const table of tables) {
      const sources = packed.get(table);
      if (sources !== undefined) inputs[table] = first ? sources.map(now) : await again(table);
    }
    return rung === 'main-thread' ? inputs : transfer(inputs, handedOver);
  };
  const flowsOf = (table: TableName) => (packed.get(table) ?? []).flatMap(({ flow }) => flow ?? []);
  return Object.assign(send, {
    again,
    failures: () => new Map([...packed.keys()].flatMap((table) =>
      flowsOf(table).flatMap(({ failure }) => (failure === null ? [] : [[table, { ...failure, table }] as const])))),
    drop: (tables: readonly TableName[]) => {
      for (const table of tables) for (const flow of flowsOf(table)) flow.stop();
    },
  });
};
