import { expect } from 'vitest';
import type { Cells } from '../../src/kpi/cells.js';
import { computeKpi } from '../../src/kpi/compute-kpi.js';
import { createContext } from '../../src/kpi/create-context.js';
import type { KpiDefinition } from '../../src/kpi/define-kpi.js';
import { readRows } from '../../src/kpi/rows-behind.js';
import type { EngineConfig } from '../../src/model/config.js';
import type { KpiId } from '../../src/model/kpi-id.js';
import type { KpiResult } from '../../src/model/result.js';
import type { RowsAnswer, RowsQuery } from '../../src/model/rows.js';
import { tablesOf, type Row, type Rows } from '../fixtures/tables.js';
import { asOf } from './deal-fixtures.js';
import { findRows } from './with-beside.js';

export type Asked = Omit<RowsQuery, 'kpi'>;
const any = (definition: unknown): KpiDefinition<KpiId, Cells> => definition as KpiDefinition<KpiId, Cells>;

export const behind = (definition: unknown, rows: Rows, query: Asked = {}, config: EngineConfig = {}): RowsAnswer =>
  readRows(findRows(any(definition), createContext(tablesOf(rows), { asOf, ...config }), { kpi: any(definition).id, ...query }), { limit: 1000, ...query });

/** Source rows of the listed tables alone; all other tables as they were. */
const onlyThese = (rows: Rows, { tables }: RowsAnswer): Rows => {
  const cut = tables.filter(({ table }) => rows[table] !== undefined).map(({ table, rows: kept }) => [table, kept.map(({ row }) => rows[table]?.[row - 2] as Row)] as const);
  return { ...rows, ...Object.fromEntries(cut) };
};

const resultOf = (definition: unknown, rows: Rows, { segment, segmentBy = [], filter = {}, limit: _, ...query }: Asked, config: EngineConfig): KpiResult => {
  const own = Object.fromEntries((segment ?? []).map((value, i) => {
    const name = segmentBy[i] as string;
    return [name, (filter[name] ?? [value]).includes(value) ? [value] : []];
  }));
  return computeKpi(any(definition), createContext(tablesOf(rows), { asOf, ...config }), { kpi: any(definition).id, compare: 'none', filter: { ...filter, ...own }, ...query });
};

/** Computing from just the rows behind a number gives the same number, also its numerator and denominator; it is returned. */
export const expectSame = (definition: unknown, rows: Rows, query: Asked, config: EngineConfig = {}): number | null => {
  const found = behind(definition, rows, query, config);
  const { value, num, den } = resultOf(definition, rows, query, config);
  const { start, end } = found.period;
  const again = resultOf(definition, onlyThese(rows, found), { ...query, period: { start, end }, options: { ...query.options, ...found.fixed } }, config);
  // A table without any row is no data: then nothing is told where nothing was counted.
  if (found.tables.some(({ total }) => total === 0)) expect(again.value ?? 0).toBe(value ?? 0);
  else expect([again.value, again.num, again.den]).toEqual([value, num, den]);
  return value;
};
