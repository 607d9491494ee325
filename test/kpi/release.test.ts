import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { cac } from '../../src/kpi/cac.js';
import type { Cells } from '../../src/kpi/cells.js';
import { churn } from '../../src/kpi/churn.js';
import { closeRatio } from '../../src/kpi/close-ratio.js';
import { clv } from '../../src/kpi/clv.js';
import { computeSteps } from '../../src/kpi/compute-kpi.js';
import { createContext } from '../../src/kpi/create-context.js';
import type { KpiDefinition } from '../../src/kpi/define-kpi.js';
import { leadResponse } from '../../src/kpi/lead-response.js';
import { pipeline } from '../../src/kpi/pipeline.js';
import { salesCycle } from '../../src/kpi/sales-cycle.js';
import { touches } from '../../src/kpi/touches.js';
import { givenBack, release } from '../../src/model/release.js';
import type { KpiId } from '../../src/model/kpi-id.js';
import { tablesOf, type Rows } from '../fixtures/tables.js';
import { asOf as asOfDeals } from './deal-fixtures.js';
import { asOf, company } from './random-customers.js';
import { randomDeals } from './random-deals.js';
import { asOf as asOfLeads, leadTables } from './random-leads.js';
import { touchedLeads } from './random-touches.js';
import { known } from './touches-fixtures.js';

const prototype = ArrayBuffer.prototype as { transfer?: ((length: number) => ArrayBuffer) | undefined };
const own = prototype.transfer;
const { fewestBytes } = givenBack;

/** What browsers do, here by structured clone: the buffer is detached, its arrays have no elements any more. */
const withTransfer = (): void => {
  prototype.transfer = function transfer(this: ArrayBuffer) {
    structuredClone(this, { transfer: [this] });
    return new ArrayBuffer(0);
  };
};
afterEach(() => {
  if (own === undefined) delete prototype.transfer; else prototype.transfer = own;
  givenBack.fewestBytes = fewestBytes;
});

const answers = (definitions: readonly KpiDefinition<KpiId, Cells>[], rows: Rows, cutOff: string): readonly string[] => {
  const context = createContext(tablesOf(rows), { asOf: cutOff });
  return definitions.flatMap((definition) => [{}, { filter: { segment: ['S', null] } }, { segmentBy: ['source'] }, { options: { unit: 'person', basis: 'cohort', reactivationGapDays: 30 } }, { trend: { unit: 'month', count: 3 } as const }].map((query) => {
    const steps = computeSteps(definition, context, { kpi: definition.id, interval: 'closed-form', ...query });
    return JSON.stringify(steps.next().value);
  }));
};

describe('memory given back', () => {
  it('is gone where the platform can, and no matter where it cannot', () => {
    const array = new Float64Array(512);
    prototype.transfer = undefined;
    release(array, null);
    expect(array.length).toBe(512);
    withTransfer();
    release(array, null);
    expect(array.length).toBe(0);
  });

  it('is kept below 4 kB, where giving it back costs more', () => {
    const array = new Float64Array(511);
    withTransfer();
    release(array);
    expect(array.length).toBe(511);
  });

  it('is never read again: the same answers with it and without', () => {
    givenBack.fewestBytes = 0;
    const definitions = [cac, clv, churn, salesCycle, pipeline, closeRatio, touches, leadResponse] as unknown as readonly KpiDefinition<KpiId, Cells>[];
    fc.assert(fc.property(company, randomDeals, touchedLeads, leadTables, (rows, deals, touched, leads) => {
      for (const [given, cutOff] of [[rows, asOf], [{ deals }, asOfDeals], [touched, known.asOf], [leads, asOfLeads]] as const) {
        prototype.transfer = undefined;
        const expected = answers(definitions, given, cutOff);
        withTransfer();
        expect(answers(definitions, given, cutOff)).toEqual(expected);
      }
    }), { numRuns: 30 });
  });
});
