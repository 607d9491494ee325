import { expect } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { WhatIfPanel } from '../../src/elements/what-if-panel/what-if-panel.js';
import '../../src/elements/what-if-panel/define.js';
import { smallCompany } from './small-company.js';
import { widgetSuite } from './widget-suite.js';

describe('<what-if-panel>', () => {
  widgetSuite({
    tag: 'what-if-panel', widget: WhatIfPanel, attributes: { period: 'all' },
    heading: { en: 'What if', de: 'Was wäre, wenn' }, needs: { table: 'deals', column: 'status' }, pictures: 1,
  });

  describe('assumptions', () => {
    let host: HTMLElement;
    let panel: WhatIfPanel;
    const need = <E extends HTMLElement>(selector: string): E => {
      const found = panel.renderRoot.querySelector<E>(selector);
      if (found === null) throw new Error(`no ${selector}`);
      return found;
    };
    const value = (): string => need('[part=value] .figure').textContent ?? '';
    beforeEach(async () => {
      host = document.createElement('div');
      host.style.width = '800px';
      host.lang = 'en';
      document.body.append(host);
      panel = document.createElement('what-if-panel');
      panel.setAttribute('period', 'all');
      panel.data = smallCompany;
      host.append(panel);
      await panel.updateComplete;
    });
    afterEach(() => host.remove());

    it('moved by keys: figures follow, the look says that it is assumed, one message says what came of it', async () => {
      const before = value();
      expect(need('[part=value]').matches('.assumed')).to.equal(false);
      const told: unknown[] = [];
      host.addEventListener('kpi-state-change', (event) => told.push(event.detail.state));
      need('#price').focus();
      for (let i = 0; i < 5; i++) await sendKeys({ press: 'ArrowRight' });
      await panel.updateComplete;
      await new Promise((resolve) => setTimeout(resolve, 50));
      await panel.updateComplete;
      expect(value()).to.not.equal(before);
      expect(need('[part=value]').matches('.assumed')).to.equal(true);
      expect(need('[part=delta]').textContent).to.contain('Was').and.to.contain(before.replace(/\s*CAC/u, '').trim());
      expect(need('.body > [role=status]').textContent).to.contain('Under these assumptions').and.to.contain('%');
      expect(told.at(-1)).to.deep.equal({ view: 'chart', changes: { price: 0.05 } });
      expect(need<HTMLInputElement>('input[type=number]').value).to.equal('0');
    });
    it('a field beside the slider takes the same, within what is possible', async () => {
      const [, , field] = [...panel.renderRoot.querySelectorAll<HTMLInputElement>('input[type=number]')];
      if (field === undefined) throw new Error('no field');
      field.value = '90';
      field.dispatchEvent(new Event('change'));
      await panel.updateComplete;
      expect(panel.getState().changes).to.deep.equal({ price: 0.3 });
      expect(field.value).to.equal('30');
      expect(need<HTMLInputElement>('#price').value).to.equal('30');
    });
    it('its state is plain JSON that another panel takes; nothing assumed is the figure as it is', async () => {
      const before = value();
      panel.setState({ changes: { winRate: 0.05, price: 0.1, retention: Number.NaN } });
      await panel.updateComplete;
      const kept = JSON.parse(JSON.stringify(panel.getState())) as ReturnType<WhatIfPanel['getState']>;
      expect(kept.changes).to.deep.equal({ winRate: 0.05, price: 0.1 });
      expect(value()).to.not.equal(before);
      [...panel.renderRoot.querySelectorAll<HTMLButtonElement>('[part=footer] button')].find((button) => button.textContent?.includes('Back to what is'))?.click();
      await panel.updateComplete;
      expect(value()).to.equal(before);
      expect(panel.getState()).to.deep.equal({ view: 'chart' });
    });
    it('says what it rests on, and names the cited range only as cited', async () => {
      panel.setState({ changes: { responseMinutes: 30, retention: 0.05 } });
      await panel.updateComplete;
      const basis = need('.basis').textContent ?? '';
      expect(basis).to.contain('Everything else stays as it is').and.to.contain('correlation');
      expect(panel.renderRoot.textContent).to.not.match(/21/u);
    });
    it('a lever whose figure is missing cannot be moved and says what it needs', async () => {
      const { leads: _, activities: __, ...without } = smallCompany;
      panel.data = without;
      await panel.updateComplete;
      expect(need<HTMLInputElement>('#responseMinutes').disabled).to.equal(true);
      expect(need('.lever:has(#responseMinutes) .lack').textContent).to.contain('leads');
    });
  });
});
