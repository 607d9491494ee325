import type { KpiContext } from '../kpi/context.js';
import type { KpiId } from '../model/kpi-id.js';
import type { TableName } from '../model/schema.js';
import type { Table, Tables } from '../model/table.js';

/** Which tables the answers of a KPI were made of, as far as it was asked. */
export type Reads = Map<KpiId, Set<TableName>>;

type Note = (table: TableName) => void;

/** Tables that tell who looks into them. */
class NotedTables extends Map<TableName, Table> {
  #note: Note | null = null;

  constructor(tables: Tables, note: Note) {
    super(tables);
    this.#note = note;
  }

  override get(name: TableName): Table | undefined {
    this.#note?.(name);
    return super.get(name);
  }

  override has(name: TableName): boolean {
    this.#note?.(name);
    return super.has(name);
  }
}

interface Noted {
  readonly reads: Reads;
  /** Runs a step of an answer, and notes what it reads for its KPI. */
  during<T>(kpi: KpiId, step: () => T): T;
}

const notedOf = new WeakMap<KpiContext, Noted>();

/** A context that knows what its answers were made of; what one KPI has built for another counts for both. */
export const withNotedReads = (tables: Tables, create: (tables: Tables) => KpiContext): KpiContext => {
  const reads: Reads = new Map();
  let current: Set<TableName> | null = null;
  const wrapped = new WeakMap<KpiContext, KpiContext>();
  const wrap = (context: KpiContext): KpiContext => {
    const known = wrapped.get(context);
    if (known !== undefined) return known;
    const madeOf = new Map<string, Set<TableName>>();
    const keptOf = new WeakMap<object, Set<TableName>>();
    /** What is built under way, or was built before, counts for whoever asks now. */
    const collecting = <T>(own: Set<TableName>, work: () => T): T => {
      const outer = current;
      current = own;
      try {
        return work();
      } finally {
        current = outer;
        for (const table of own) outer?.add(table);
      }
    };
    const noting: KpiContext = {
      ...context,
      memo: (key, build) => {
        const own = madeOf.get(key) ?? new Set<TableName>();
        madeOf.set(key, own);
        return collecting(own, () => context.memo(key, build));
      },
      kept: (known, build) => {
        const own = (known === undefined ? undefined : keptOf.get(known)) ?? new Set<TableName>();
        const value = collecting(own, () => context.kept(known, build));
        keptOf.set(value, own);
        return value;
      },
      atRatesOf: (constantFx) => wrap(context.atRatesOf(constantFx)),
    };
    wrapped.set(context, noting);
    return noting;
  };
  const context = wrap(create(new NotedTables(tables, (table) => current?.add(table))));
  notedOf.set(context, {
    reads,
    during: (kpi, step) => {
      const own = reads.get(kpi) ?? new Set();
      reads.set(kpi, own);
      current = own;
      try {
        return step();
      } finally {
        current = null;
      }
    },
  });
  return context;
};

/** Notes for the KPI what a piece of work on its answer reads. */
export const noting = <T>(context: KpiContext, kpi: KpiId, step: () => T): T => notedOf.get(context)?.during(kpi, step) ?? step();

export const readsOf = (context: KpiContext): Reads => notedOf.get(context)?.reads ?? new Map<KpiId, Set<TableName>>();
