import { expect } from '@open-wc/testing';
import { makeCompany } from '../../demo/company/company.js';
import { removeCards, showCard, type WatchedCard } from './watched-card.js';

const company = makeCompany();

const show = async (kpi: 'forecast_accuracy' | 'product_performance', lang: string): Promise<WatchedCard> => {
  const watched = showCard((card) => {
    card.kpi = kpi;
    card.removeAttribute('period');
    card.period = null;
    card.timeZone = 'Europe/Berlin';
    card.data = company;
  }, lang);
  await watched.settled();
  return watched;
};

describe('<kpi-card> of forecasts and of products', function () {
  // A cold start on a busy machine takes its time.
  this.timeout(60_000);
  afterEach(removeCards);

  it('shows accuracy in percent with its interval, target, course and notes', async () => {
    const card = await show('forecast_accuracy', 'en');
    expect(card.errors).to.deep.equal([]);
    expect(card.value()).to.match(/^89(\.\d)?\s?%$/u);
    expect(card.text()).to.include('Forecast accuracy').and.include('Target 90%').and.include('n = 8').and.include('Over the year up to each end');
    expect(await card.sheet()).to.include('closed periods with a forecast made before they began');
  });
  it('says the same in German', async () => {
    const card = await show('forecast_accuracy', 'de');
    expect(card.text()).to.include('Prognosegenauigkeit').and.include('Ziel 90').and.include('Über das Jahr bis dahin');
    expect(await card.sheet()).to.include('abgeschlossene Zeiträume mit einer Prognose von vor ihrem Beginn');
  });
  it('leads with the best product and ranks the others, since all together are 100 at any time: neither met nor missed', async () => {
    const card = await show('product_performance', 'en');
    expect(card.errors).to.deep.equal([]);
    expect(card.value()).to.match(/^\d+\s\S+, best of 5$/u);
    for (const product of ['Start', 'Team', 'Business', 'Insight', 'Connect']) expect(card.text()).to.include(product);
    expect(card.text()).to.include('Product performance').and.include('Best seller is not best performer');
    expect(card.text()).not.to.include('met');
    expect(await card.sheet()).to.include('opportunities open in the period');
  });
  it('says the same in German', async () => {
    const card = await show('product_performance', 'de');
    expect(card.value()).to.match(/, bestes von 5$/u);
    expect(card.text()).to.include('Produktleistung').and.include('alle = 100').and.include('Meistverkauft ist nicht bestes Produkt');
    expect(await card.sheet()).to.include('im Zeitraum offene Chancen');
  });
});
