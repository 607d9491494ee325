import { assembleEngine } from '../../src/engine/assemble-engine.js';
import type { EngineParts, Joined } from '../../src/engine/engine-parts.js';
import type { Answering } from '../../src/engine/compute-queue.js';
import { describeDataset } from '../../src/engine/describe-dataset.js';
import type { Engine } from '../../src/engine/engine.js';
import { sourcesOf } from '../../src/engine/pack-inputs.js';
import type { EngineConfig } from '../../src/model/config.js';
import type { DataInputSource } from '../../src/model/input.js';
import type { TableReport } from '../../src/model/issue.js';
import type { KpiQuery } from '../../src/model/query.js';
import type { KpiResult } from '../../src/model/result.js';
import type { TableName } from '../../src/model/schema.js';
import type { NumberColumn, Table, Tables } from '../../src/model/table.js';

const tableReport = (rows: number): TableReport => ({
  rowsIn: rows, rowsUsed: rows, rowsExcluded: 0, columns: {}, mappings: [], unmappedHeaders: [], unmappedValues: {}, nameMatches: [], merges: [], rejects: [], issues: [], offers: [],
});

type Row = Readonly<Record<string, unknown>>;

const rowsOf = async ({ rows, file }: DataInputSource): Promise<readonly Row[]> => {
  if (rows !== undefined || file === undefined) return rows ?? [];
  const reader = file.stream().getReader();
  const decoder = new TextDecoder();
  let text = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    text += decoder.decode(value, { stream: true });
  }
  return text.trim().split('\n').filter((line) => line !== '').map((line) => JSON.parse(line) as Row);
};

const tableOf = (name: TableName, amounts: readonly number[]): Table => ({
  name, rowCount: amounts.length, sourceRow: Uint32Array.from(amounts, (_, i) => i + 2), inputOf: null,
  columns: new Map([['amount', { kind: 'number', values: Float64Array.from(amounts) }]]),
});

/** Answers with the sum of `deals.amount`; every stand-in question runs `slices` slices after its first answer. */
export interface StandIn {
  readonly engine: Required<Engine>;
  readonly started: string[];
  readonly contexts: EngineConfig[];
  gate: ((rows: number) => Promise<void>) | null;
  /** Holds back the code of a KPI, or refuses it. */
  codeGate: ((query: KpiQuery) => Promise<void>) | null;
}

export const resultOf = (query: KpiQuery, value: number, n: number): KpiResult => ({ kpi: query.kpi, value, n }) as unknown as KpiResult;

/** A stand-in for reading and computing: rows `{amount}` in, their sum out. `gate` holds a load back, `slices` lengthens an answer. */
export const standIn = (slices = 0, config: EngineConfig = {}, misbehave?: (query: KpiQuery) => void): StandIn => {
  const started: string[] = [];
  const contexts: EngineConfig[] = [];
  const out = { started, contexts, gate: null, codeGate: null } as unknown as { -readonly [K in keyof StandIn]: StandIn[K] };
  const parts: EngineParts<{ tables: Tables; config: EngineConfig }, Table> = {
    read: async (inputs, { signal }) => {
      const tables = new Map<TableName, Table>();
      for (const name of Object.keys(inputs) as TableName[]) {
        const rows = (await Promise.all(sourcesOf(inputs[name] ?? []).map(rowsOf))).flat();
        await out.gate?.(rows.length);
        signal.throwIfAborted();
        if (rows.some((row) => row['amount'] === 'bad')) continue;
        tables.set(name, tableOf(name, rows.map((row) => Number(row['amount']))));
      }
      const join = (read: ReadonlyMap<TableName, Table>): Joined =>
        ({ tables: read, rules: [], reports: Object.fromEntries([...read].map(([table, { rowCount }]) => [table, tableReport(rowCount)])) });
      return { tables, issues: [], join };
    },
    readLive: () => Promise.reject(new Error('a stand-in takes no rows after a load')),
    withSteps: (input) => input,
    inspect: async (input) => ({ label: input.label ?? '', format: 'ndjson', headers: Object.keys((await rowsOf(input))[0] ?? {}), guesses: [], presets: [] }),
    computing: () => Promise.resolve({
      createContext: (tables, current) => {
        if (current.timeZone === 'Mars/Olympus') throw new RangeError('no such zone: Mars/Olympus');
        contexts.push(current);
        return { tables, config: current };
      },
      describe: (context) => describeDataset(context.tables, { asOf: '2025-07-01', timeZone: context.config.timeZone ?? 'UTC', currency: null }),
    }),
    listing: () => Promise.reject(new Error('a stand-in holds no rows')),
    answering: async (query) => {
      await out.codeGate?.(query);
      return function* (context): Answering {
        started.push(query.kpi);
        if (query.options?.['throws'] === true) throw new TypeError('formula broke');
        misbehave?.(query);
        const column = context.tables.get('deals')?.columns.get('amount') as NumberColumn | undefined;
        const sum = (column?.values ?? new Float64Array()).reduce((total, value) => total + value, 0);
        const result = resultOf(query, sum, column?.values.length ?? 0);
        if (slices === 0) return result;
        yield resultOf(query, sum, -1);
        for (let i = 0; i < slices; i++) yield undefined;
        return result;
      };
    },
  };
  out.engine = assembleEngine(parts, config);
  return out;
};
