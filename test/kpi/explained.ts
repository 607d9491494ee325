import { expect } from 'vitest';
import type { Cells } from '../../src/kpi/cells.js';
import { computeKpi, computeSteps } from './with-beside.js';
import type { KpiContext } from '../../src/kpi/context.js';
import type { KpiDefinition } from '../../src/kpi/define-kpi.js';
import type { Drivers } from '../../src/model/drivers.js';
import type { KpiId } from '../../src/model/kpi-id.js';
import type { KpiQuery } from '../../src/model/query.js';
import type { KpiResult } from '../../src/model/result.js';

type Asked = Omit<KpiQuery, 'kpi'>;
type Any = KpiDefinition<KpiId, Cells>;
const any = (definition: unknown): Any => definition as Any;

/** `key kind` → value, rounded so that 0.1 + 0.2 reads as 0.3. */
export const partsOf = (drivers: Drivers | undefined, digits = 9): Record<string, number> =>
  Object.fromEntries((drivers?.parts ?? []).map(({ key, kind, isRest, value }) => [`${isRest === true ? '…' : key ?? '–'} ${kind}`, Number(value.toFixed(digits)) + 0]));

export const sumOf = ({ parts }: Drivers): number => parts.reduce((sum, { value }) => sum + value, 0);

/** The closed-form answer with its drivers. */
export const first = (definition: unknown, context: KpiContext, query: Asked): KpiResult =>
  computeKpi(any(definition), context, { kpi: any(definition).id, explain: true, ...query });

/** The answer with the drivers' intervals. */
export const final = (definition: unknown, context: KpiContext, query: Asked): KpiResult => {
  const steps = computeSteps(any(definition), context, { kpi: any(definition).id, explain: true, ...query });
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
};

/**
 * Every account of a change adds up to it, and the account of the value to the change that is shown. How many there were:
 * the laws must not hold for want of cases.
 */
export const expectExact = (definition: unknown, context: KpiContext, query: Asked): number => {
  const result = first(definition, context, query);
  for (const drivers of result.drivers ?? []) {
    const size = Math.max(1, ...drivers.parts.map(({ value }) => Math.abs(value)), Math.abs(drivers.before), Math.abs(drivers.after));
    const expectNear = (a: number, b: number): void => expect(Math.abs(a - b), `${a} is not ${b}`).toBeLessThanOrEqual(1e-9 * size);
    expectNear(sumOf(drivers), drivers.total);
    expectNear(drivers.unit === 'log' ? Math.log(drivers.after / drivers.before) : drivers.after - drivers.before, drivers.total);
    if (drivers.figure !== 'value') continue;
    expectNear(drivers.after, result.value ?? NaN);
    if (result.delta !== null) expectNear(drivers.total, result.delta.abs ?? NaN);
  }
  return result.drivers?.length ?? 0;
};
