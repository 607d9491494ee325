import { expect } from '@open-wc/testing';
import '../../src/define.js';
import type { KpiWidget } from '../../src/elements/kpi-widget.js';
import { pause, takePageErrors } from './page-errors.js';

const payloads = [
  '<script>globalThis.hit = 1</script>', '<img src=x onerror="globalThis.hit = 2">', '<svg onload="globalThis.hit = 3">', '"><iframe src="javascript:parent.hit = 4">',
  '{{constructor.constructor("hit = 5")()}}', '${globalThis.hit = 6}', 'javascript:globalThis.hit = 7', '__proto__', 'constructor', 'toString', '__null__',
  '=HYPERLINK("http://evil.example")', '+1+1', '-2', '@SUM(A1)', '\t=1', '\r=1', '\u202Egnirts', 'e\u0301\u0301\u0301\u0301', '👨‍👩‍👧‍👦 family', 'lone \ud800 half',
  'NUL \u0000 inside', 'W'.repeat(20_000), 'red;background:url(//evil.example)', '}*{display:none}',
];
const day = (n: number): string => new Date(Date.UTC(2024, 0, 1 + n)).toISOString().slice(0, 10);
const rows = payloads.flatMap((text, i) => Array.from({ length: 12 }, (_, k) => ({
  id: `${i}-${k}-${text.slice(0, 50)}`, name: text, created_at: day(k * 9), closed_at: k % 3 === 0 ? null : day(k * 9 + 20 + i), status: k % 3 === 0 ? 'open' : k % 3 === 1 ? 'won' : 'lost',
  stage: text, amount: 1_000 + i, owner_id: text, segment: text, source: text,
})));

describe('data written to do harm', () => {
  it('is text everywhere: no script runs, no element appears, nothing overflows, files stay whole', async function () {
    this.timeout(30_000);
    takePageErrors();
    const host = document.createElement('div');
    host.style.width = '800px';
    document.body.append(host);
    const widgets = (['pipeline-funnel', 'cycle-length-chart', 'kpi-card'] as const).map((tag) => {
      const widget = document.createElement(tag) as KpiWidget;
      widget.data = rows;
      widget.period = 'all';
      if (tag === 'cycle-length-chart') widget.segmentBy = 'segment';
      widget.heading = payloads[1] as string;
      host.append(widget);
      return widget;
    });
    for (const widget of widgets) {
      await widget.updateComplete;
      expect(widget.matches(':state(ready)'), widget.localName).to.equal(true);
      for (const view of ['chart', 'table'] as const) {
        widget.view = view;
        await widget.updateComplete;
        expect(widget.renderRoot.querySelector('script, img, iframe, a, object, embed, foreignObject'), `${widget.localName} as ${view}`).to.equal(null);
        expect(widget.scrollWidth).to.be.at.most(800);
      }
      widget.view = 'chart';
      const file = await widget.toSVG();
      expect(new DOMParser().parseFromString(file, 'image/svg+xml').querySelector('parsererror, script, img')).to.equal(null);
      const csv = await widget.toCSV();
      expect(/(^|[\r\n,])\s*"?[=+@]/u.test(csv), 'a cell that a spreadsheet would run').to.equal(false);
    }
    await pause(100);
    expect((globalThis as { hit?: number }).hit).to.equal(undefined);
    expect(Object.keys(Object.prototype)).to.deep.equal([]);
    host.remove();
    await pause(10);
    expect(takePageErrors()).to.deep.equal([]);
  });
  it('is not fetched from anywhere but http and https', async () => {
    for (const src of ['javascript:alert(1)', 'data:text/csv,id', 'file:///etc/passwd', 'blob:x', ' jav\tascript:1', 'ftp://x.example/a.csv', 'http://user:secret@x.example/a.csv']) {
      const widget = document.createElement('kpi-card');
      widget.src = src;
      document.body.append(widget);
      await widget.updateComplete;
      expect(widget.matches(':state(error)'), src).to.equal(true);
      expect(widget.renderRoot.textContent).to.not.contain('secret@');
      widget.remove();
    }
  });
});
