import { expect } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import { LitElement } from 'lit';
import '../../src/define.js';
import { pause, takePageErrors } from './page-errors.js';
import { smallCompany } from './small-company.js';

const tags = [
  'kpi-card', 'cac-clv-gauge', 'churn-chart', 'close-ratio-chart', 'cycle-length-chart', 'forecast-accuracy-chart', 'lead-opportunity-chart',
  'pipeline-funnel', 'product-performance-chart', 'response-time-chart', 'touchpoint-chart', 'segment-filter', 'data-report', 'what-if-panel', 'milestone-track',
] as const;
const together = 30;

/** All elements of the kit that nothing has collected. */
const alive = async (): Promise<number> => {
  Object.assign(window, { probe: LitElement.prototype });
  return executeServerCommand<number, string>('alive', 'window.probe');
};

/** Connects so many elements in groups and takes them off again: every other group once its pictures are drawn, the rest at once. */
const connectAndLeave = async (host: HTMLElement, count: number, keep: unknown[] | null): Promise<void> => {
  for (let done = 0; done < count; done += together) {
    const group = Array.from({ length: together }, (_, i) => {
      const element = document.createElement(tags[i % tags.length] as (typeof tags)[number]);
      if (element.localName === 'kpi-card') element.setAttribute('kpi', 'sales_cycle');
      return element;
    });
    host.append(...group);
    if ((done / together) % 2 === 0) await Promise.all(group.map((element) => element.updateComplete));
    else await pause(0);
    for (const element of group) element.remove();
    keep?.push(...group);
    await pause(0);
  }
};

/** The least that is alive within some seconds: what an element had begun ends after it has left. */
const aliveInTheEnd = async (wanted: number): Promise<number> => {
  let least = await alive();
  for (let tries = 0; least > wanted && tries < 24; tries++) {
    await pause(250);
    least = Math.min(least, await alive());
  }
  return least;
};

describe('elements that have left the page', () => {
  it('are collected, whether they had drawn or not; one that a page keeps is found', async function () {
    this.timeout(60_000);
    takePageErrors();
    const company = document.createElement('sales-data');
    company.data = smallCompany;
    company.asOf = '2025-07-01';
    document.body.append(company);
    await connectAndLeave(company, 2 * together, null);
    // What a page keeps once for all: classes that came later, the element that last had an event.
    const before = await aliveInTheEnd(0);
    await connectAndLeave(company, 8 * together, null);
    // One element that leaks, be it only when it had drawn or only when it had not, would stay in four groups, twice in each.
    const leakOfOne = (8 * together) / tags.length / 2;
    expect(await aliveInTheEnd(before)).to.be.below(before + leakOfOne);
    const kept: unknown[] = [];
    await connectAndLeave(company, together, kept);
    // The same question must fail now. What was slow to go before may have gone since, so no count is exact.
    expect(await aliveInTheEnd(before)).to.be.at.least(before + leakOfOne);
    expect(kept).to.have.lengthOf(together);
    company.remove();
    expect(takePageErrors()).to.deep.equal([]);
  });
});
