import { expect } from '@open-wc/testing';

interface StrictReport {
  readonly kind: string;
  readonly violations: readonly string[];
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly states: readonly string[];
  readonly readoutMoved: boolean;
  readonly hasSvg: boolean;
  readonly background: string;
}

const visit = async (csp: string): Promise<StrictReport> => {
  const { a } = await (await fetch('/__test-server.json')).json() as { a: string };
  const frame = document.createElement('iframe');
  frame.width = '1000';
  frame.height = '800';
  const reported = new Promise<StrictReport>((resolve) => {
    addEventListener('message', ({ data }: MessageEvent<StrictReport>) => {
      if (data.kind === 'strict-widgets') resolve(data);
    });
  });
  frame.src = `${a}/page?${new URLSearchParams({ csp, module: '/test/browser/pages/strict-widgets.ts' })}`;
  document.body.append(frame);
  try {
    return await reported;
  } finally {
    frame.remove();
  }
};

describe('a page under the strictest policy', () => {
  it('shows all widgets, reads points, switches to tables and opens sheets without a violation', async () => {
    const report = await visit("default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'self'; require-trusted-types-for 'script'");
    expect(report.states).to.deep.equal(['ready', 'ready', 'ready', 'ready', 'ready']);
    expect(report.violations).to.deep.equal([]);
    expect(report.errors).to.deep.equal([]);
    expect(report.warnings.filter((text) => text.startsWith('kennzahl')), 'no fall back to the main thread').to.deep.equal([]);
    expect(report.readoutMoved).to.equal(true);
    expect(report.hasSvg).to.equal(true);
    expect(report.background, 'sheets are in force').to.equal('rgb(255, 255, 255)');
  }).timeout(30_000);
  it('that allows no worker at all still shows them', async () => {
    const report = await visit("default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'none'; require-trusted-types-for 'script'");
    expect(report.states).to.deep.equal(['ready', 'ready', 'ready', 'ready', 'ready']);
    expect(report.violations.filter((text) => !text.startsWith('worker-src'))).to.deep.equal([]);
    expect(report.errors).to.deep.equal([]);
  }).timeout(30_000);
});
