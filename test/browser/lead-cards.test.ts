import { expect } from '@open-wc/testing';
import { removeCards, showCard } from './watched-card.js';

const asOfMs = Date.UTC(2025, 6, 1);
const at = (days: number, minutes = 0): string => new Date(asOfMs - days * 86_400_000 + (607 + minutes) * 60_000).toISOString();
/** Sixty leads, one a day: forty called after 4 minutes, ten after a day, ten never; every fourth one qualified. */
const leads = Array.from({ length: 60 }, (_, i) => ({
  id: `L${i}`, received_at: at(40 + i), first_response_at: i % 6 < 4 ? at(40 + i, 4) : i % 6 === 4 ? at(40 + i, 1440) : null,
  qualified_at: i % 4 === 0 ? at(38 + i) : null, disqualified_at: null, owner_id: `owner ${i % 3}`, source: i % 2 === 0 ? 'Web' : 'Fair', opp_id: null,
}));

describe('<kpi-card> of leads', function () {
  this.timeout(40_000);
  afterEach(removeCards);

  it('shows the median where few slow leads shape the mean, and the mean beside its name', async () => {
    const watched = showCard((card) => {
      card.kpi = 'lead_response';
      card.asOf = '2025-07-01';
      card.data = { leads };
    });
    await watched.settled();
    expect(watched.value()).to.equal('4 min median');
    // (40 · 4 + 10 · 1440) / 50 = 291.2 minutes.
    expect(watched.text()).to.contain('Mean 4.9 h');
    expect(watched.text()).to.contain('Target 5 min, met');
    expect(watched.text()).not.to.contain('do not rely');
    expect(watched.card.shadowRoot?.querySelector('#spoken')?.textContent).to.contain('Lead response time median: 4');
  });

  it('says the same in German', async () => {
    const watched = showCard((card) => {
      card.kpi = 'lead_response';
      card.asOf = '2025-07-01';
      card.data = { leads };
    }, 'de');
    await watched.settled();
    expect(watched.value()).to.equal('4 min im Median');
    expect(watched.text()).to.contain('Mittel 4,9 h');
  });

  it('shows a mean that does not mislead as a mean, with the median beside it', async () => {
    const watched = showCard((card) => {
      card.kpi = 'lead_response';
      card.asOf = '2025-07-01';
      card.data = { leads: leads.map((lead, i) => ({ ...lead, first_response_at: at(40 + i, 10 + (i % 3)) })) };
    });
    await watched.settled();
    expect(watched.value()).to.equal('11 min mean');
    expect(watched.card.shadowRoot?.querySelector('.facts')?.textContent).to.match(/Median 11\smin/u);
  });

  it('shows the lead-to-opportunity ratio with its interval', async () => {
    const watched = showCard((card) => {
      card.kpi = 'lead_to_opp';
      card.asOf = '2025-07-01';
      card.target = 0.2;
      card.data = { leads };
    });
    await watched.settled();
    expect(watched.value()).to.equal('25.0%');
    // Wilson of 15/60.
    expect(watched.text()).to.contain('15.8–37.2');
  });
});
