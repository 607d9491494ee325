import { expect } from '@open-wc/testing';
import { KpiCard } from '../../src/elements/kpi-card/kpi-card.js';
import '../../src/elements/kpi-card/define.js';
import { registerLanguage } from '../../src/i18n/register-language.js';
import { smallCompany } from './small-company.js';

// Unbundled, the kit alone is more files than browsers keep count of.
performance.setResourceTimingBufferSize(5_000);

const headingOf = (card: KpiCard): string => (card.renderRoot.querySelector('[part=heading]')?.textContent ?? '').trim();

/** Every heading a card shows while `change` is on its way, each once. */
const headingsDuring = async (card: KpiCard, change: () => void): Promise<readonly string[]> => {
  const seen = [headingOf(card)];
  const observer = new MutationObserver(() => seen.push(headingOf(card)));
  observer.observe(card.renderRoot, { subtree: true, childList: true, characterData: true });
  change();
  await card.updateComplete;
  observer.disconnect();
  return [...new Set([...seen, headingOf(card)])];
};

describe('the words of a widget load when they are first spoken', () => {
  const cards: KpiCard[] = [];
  const place = (locale: string): KpiCard => {
    const card = new KpiCard();
    card.locale = locale;
    card.data = smallCompany;
    cards.push(card);
    document.body.append(card);
    return card;
  };
  const fetched = (file: string): boolean => performance.getEntriesByType('resource').some(({ name }) => new URL(name).pathname.endsWith(`/src/i18n/${file}`));
  afterEach(() => {
    for (const card of cards.splice(0)) card.remove();
  });

  it('with none of them here the card stands there in its size, busy and without a word', async () => {
    const card = place('en');
    await Promise.resolve();
    const base = card.renderRoot.querySelector('.base');
    expect(base?.getAttribute('aria-busy')).to.equal('true');
    expect(base?.textContent.trim()).to.equal('');
    expect(card.matches(':state(loading)')).to.equal(true);
    const height = base?.getBoundingClientRect().height ?? 0;
    await card.updateComplete;
    expect(headingOf(card)).to.equal('Sales cycle');
    expect(card.renderRoot.querySelector('.base')?.getBoundingClientRect().height).to.be.within(height - 60, height + 60);
    expect(fetched('en.ts'), 'English').to.equal(true);
    expect(fetched('de.ts'), 'German, which nobody speaks').to.equal(false);
  });
  it('keeps the old words until the new ones are here', async () => {
    const card = place('en');
    await card.updateComplete;
    expect(await headingsDuring(card, () => {
      card.locale = 'de-AT';
    })).to.deep.equal(['Sales cycle', 'Länge des Verkaufszyklus']);
    expect(fetched('de.ts')).to.equal(true);
    expect(await headingsDuring(card, () => {
      card.locale = 'en-GB';
    })).to.deep.equal(['Länge des Verkaufszyklus', 'Sales cycle']);
  });
  it('ends with the language asked for last', async () => {
    const card = place('de');
    for (const locale of ['en', 'de', 'fr', 'en', 'de']) {
      card.locale = locale;
      await Promise.resolve();
    }
    await card.updateComplete;
    expect(headingOf(card)).to.equal('Länge des Verkaufszyklus');
  });
  it('takes up a language of the page at the next draw', async () => {
    const card = place('nl');
    await card.updateComplete;
    expect(headingOf(card)).to.equal('Sales cycle');
    registerLanguage('nl', { 'kpi.sales_cycle': 'Verkoopcyclus' });
    card.requestUpdate();
    await card.updateComplete;
    expect(headingOf(card)).to.equal('Verkoopcyclus');
    expect(card.renderRoot.querySelector('.base')?.getAttribute('lang')).to.equal('nl');
  });
});
