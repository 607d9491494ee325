import { expect } from '@open-wc/testing';
import '../../src/define.js';
import type { KpiCard } from '../../src/elements/kpi-card/kpi-card.js';
import { takePageErrors, until } from './page-errors.js';
import { smallCompany } from './small-company.js';

describe('the HTML that makes a widget', function () {
  this.timeout(60_000);
  const hosts: HTMLElement[] = [];
  const written: string[] = [];
  const own = Object.getOwnPropertyDescriptor(navigator, 'clipboard');
  const clipboard = (answer: 'takes' | 'refuses' | 'none'): Navigator => Object.defineProperty(navigator, 'clipboard', {
    configurable: true,
    value: answer === 'none' ? undefined : {
      writeText: (text: string) => {
        if (answer === 'refuses') return Promise.reject(new DOMException('Denied.', 'NotAllowedError'));
        written.push(text);
        return Promise.resolve();
      },
    },
  });
  const show = async (markup: string, lang = 'en'): Promise<KpiCard> => {
    const host = document.createElement('div');
    host.lang = lang;
    host.style.width = '600px';
    host.innerHTML = markup;
    const card = host.querySelector('kpi-card') as KpiCard;
    card.data = smallCompany;
    hosts.push(host);
    document.body.append(host);
    await card.updateComplete;
    return card;
  };
  const copy = async (card: KpiCard, label = 'Copy HTML'): Promise<void> => {
    const button = [...card.renderRoot.querySelectorAll<HTMLButtonElement>('.foot button')].find(({ textContent }) => textContent.trim() === label);
    expect(button, `a button that says ${label}`).to.not.equal(undefined);
    button?.click();
    await until('an answer', () => (card.renderRoot.querySelector('.copied')?.textContent ?? '') !== '');
  };

  beforeEach(() => {
    written.length = 0;
    void takePageErrors();
  });
  afterEach(() => {
    for (const host of hosts.splice(0)) host.remove();
    if (own === undefined) Reflect.deleteProperty(navigator, 'clipboard');
    else Object.defineProperty(navigator, 'clipboard', own);
    expect(takePageErrors(), 'errors that reached the page').to.deep.equal([]);
  });

  it('is its tag with the attributes as they are set, nothing of its data, and that is said', async () => {
    clipboard('takes');
    const card = await show('<kpi-card kpi="sales_cycle" view="table" data-token="x" heading="Days &quot;from&quot; &lt;first&gt; contact" period="all" time-zone="Europe/Berlin"></kpi-card>');
    await copy(card);
    expect(written).to.have.length(1);
    expect((written[0] as string).split('\n')).to.include('<kpi-card').and.include('></kpi-card>');
    expect((written[0] as string).split('\n').slice(1, -1).sort()).to.deep.equal([
      '  heading="Days &quot;from&quot; &lt;first&gt; contact"', '  kpi="sales_cycle"', '  period="all"', '  time-zone="Europe/Berlin"', '  view="table"',
    ]);
    const status = card.renderRoot.querySelector('.copied');
    expect([status?.getAttribute('role'), status?.textContent]).to.deep.equal(['status', 'The HTML of this widget is on the clipboard.']);
  });

  it('makes the same widget again where it is pasted', async () => {
    clipboard('takes');
    const card = await show('<kpi-card kpi="close_ratio" view="table" heading="A &amp; B" locale="de-CH"></kpi-card>');
    await copy(card, 'HTML kopieren');
    const again = await show(written[0] as string);
    expect([...again.attributes].map(({ name, value }) => [name, value]).sort()).to.deep.equal([...card.attributes].map(({ name, value }) => [name, value]).sort());
    expect(again.renderRoot.querySelector('[part=value]')?.textContent).to.equal(card.renderRoot.querySelector('[part=value]')?.textContent);
  });

  it('stands in one line where it is short', async () => {
    clipboard('takes');
    await copy(await show('<kpi-card kpi="cac" view="table"></kpi-card>'));
    expect(written[0]).to.match(/^<kpi-card [^\n]*><\/kpi-card>$/u);
  });

  it('has what was set as properties and could be written', async () => {
    clipboard('takes');
    const card = await show('<kpi-card view="table"></kpi-card>');
    card.period = { start: '2024-01-01', end: '2025-01-01' };
    card.target = 30;
    await card.updateComplete;
    await copy(card);
    expect(written[0]).to.contain('period="2024-01-01/2025-01-01"').and.contain('target="30"').and.contain('kpi="sales_cycle"');
    expect(written[0]).to.not.contain('D1');
  });

  it('never holds a secret of an address', async () => {
    clipboard('takes');
    const card = await show('<kpi-card view="table" src="/deals.csv?api_key=verysecret"></kpi-card>');
    await copy(card);
    expect(written[0]).to.not.contain('verysecret');
  });

  for (const answer of ['refuses', 'none'] as const) {
    it(`is shown to be copied by hand where the clipboard ${answer === 'none' ? 'is not there' : 'refuses'}`, async () => {
      clipboard(answer);
      const card = await show('<kpi-card kpi="sales_cycle" view="table"></kpi-card>', 'de');
      await copy(card, 'HTML kopieren');
      expect(card.renderRoot.querySelector('.copied')?.textContent).to.contain('von Hand');
      const text = card.renderRoot.querySelector<HTMLTextAreaElement>('textarea.markup');
      expect(text?.value).to.contain('<kpi-card').and.contain('kpi="sales_cycle"');
      expect(text?.readOnly).to.equal(true);
      await until('all of it to be selected', () => text?.selectionStart === 0 && text.selectionEnd === text.value.length);
      await expect(card).to.be.accessible();
    });
  }
});
