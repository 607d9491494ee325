import { expect } from '@open-wc/testing';
import { define, KpiCard, version } from '../../src/index.js';
import { smallCompany } from './small-company.js';

/** What the console is told while something runs. */
const warningsOf = (run: () => void): readonly string[] => {
  const told: string[] = [];
  const original = console.warn;
  console.warn = (...args: unknown[]) => void told.push(args.join(' '));
  try {
    run();
  } finally {
    console.warn = original;
  }
  return told;
};

describe('registering elements', () => {
  it('happens only when asked, and twice does no harm', () => {
    expect(customElements.get('kpi-card')).to.equal(undefined);
    expect(warningsOf(() => {
      define();
      define();
    })).to.deep.equal([]);
    expect(customElements.get('kpi-card')).to.equal(KpiCard);
  });
  it('leaves a tag to the other copy of the kit that has it, and says so once with both versions', () => {
    class Other extends HTMLElement {
      static readonly version = '9.9.9';
    }
    customElements.define('old-kpi-card', Other);
    const told = warningsOf(() => {
      define({ prefix: 'old' });
      define({ prefix: 'old' });
    });
    expect(customElements.get('old-kpi-card')).to.equal(Other);
    expect(told.length).to.equal(1);
    expect(told[0]).to.contain('9.9.9').and.to.contain(version);
  });
  it('with a prefix makes elements of their own that work together', async () => {
    define({ prefix: 'acme' });
    const data = document.createElement('acme-sales-data') as HTMLElementTagNameMap['sales-data'];
    const card = document.createElement('acme-kpi-card') as KpiCard;
    card.kpi = 'close_ratio';
    card.period = 'all';
    data.append(card);
    data.data = smallCompany;
    document.body.append(data);
    await card.updateComplete;
    expect(card.matches(':state(ready)')).to.equal(true);
    data.remove();
  });
});

describe('an element in another document', () => {
  it('keeps its looks', async () => {
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const card = document.createElement('kpi-card');
    card.kpi = 'close_ratio';
    card.period = 'all';
    card.data = smallCompany;
    document.body.append(card);
    await card.updateComplete;
    frame.contentDocument?.body.append(card);
    await card.updateComplete;
    const base = card.renderRoot.querySelector('.base') as Element;
    expect(frame.contentWindow?.getComputedStyle(base).borderRadius).to.equal('10px');
    frame.remove();
  });
});
