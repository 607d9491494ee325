import { expect } from '@open-wc/testing';
import { sendKeys, sendMouse } from '@web/test-runner-commands';
import '../../src/elements/kpi-dashboard/define.js';
import '../../src/elements/sales-data/define.js';
import type { BoardLayout } from '../../src/elements/kpi-dashboard/board-layout.js';
import type { KpiDashboard } from '../../src/elements/kpi-dashboard/kpi-dashboard.js';
import type { SalesData } from '../../src/elements/sales-data/sales-data.js';
import { pause, takePageErrors, until } from './page-errors.js';
import { smallCompany } from './small-company.js';

const three: BoardLayout = {
  version: 1, role: null, tiles: [
    { id: 'ratio', tag: 'kpi-card', x: 0, y: 0, w: 4, h: 1, settings: { kpi: 'close_ratio', target: 0.5 }, owner: 'Ann', goal: 'Grow' },
    { id: 'cycle', tag: 'kpi-card', x: 4, y: 0, w: 4, h: 1, settings: { 'kpi': 'sales_cycle', 'segment-by': 'source' } },
    { id: 'pipe', tag: 'kpi-card', x: 0, y: 1, w: 12, h: 1, settings: { kpi: 'pipeline' } },
  ],
};

describe('<kpi-dashboard>', function () {
  this.timeout(60_000);
  let place: HTMLElement;
  let board: KpiDashboard;
  let changes: BoardLayout[] = [];

  const show = async (attributes: string, { width = 1200, layout, lang = 'en', dir = 'ltr', prefix = '' }: { readonly width?: number; readonly layout?: BoardLayout; readonly lang?: string; readonly dir?: string; readonly prefix?: string } = {}): Promise<void> => {
    place = document.createElement('div');
    place.lang = lang;
    place.dir = dir;
    place.style.width = `${width}px`;
    place.innerHTML = `<${prefix}sales-data period="all"><${prefix}kpi-dashboard ${attributes}></${prefix}kpi-dashboard></${prefix}sales-data>`;
    document.body.append(place);
    const data = place.firstElementChild as SalesData;
    data.data = smallCompany;
    board = data.firstElementChild as KpiDashboard;
    changes = [];
    board.addEventListener('kpi-state-change', ({ detail }) => changes.push(detail.state as unknown as BoardLayout));
    if (layout !== undefined) board.setState(layout);
    await board.updateComplete;
  };
  const tiles = (): HTMLElement[] => [...board.renderRoot.querySelectorAll<HTMLElement>('.tile')];
  const ids = (): (string | undefined)[] => tiles().map((tile) => tile.dataset['tile']);
  const inTile = <E extends HTMLElement>(id: string, selector: string): E => {
    const found = board.renderRoot.querySelector<E>(`[data-tile=${id}] ${selector}`);
    if (found === null) throw new Error(`tile ${id} has no ${selector}`);
    return found;
  };
  const words = (selector: string): string => (board.renderRoot.querySelector(selector)?.textContent ?? '').replace(/\s+/gu, ' ').trim();
  const button = (text: string): HTMLButtonElement => {
    const found = [...board.renderRoot.querySelectorAll('button')].find((one) => `${one.textContent} ${one.ariaLabel ?? ''}`.includes(text));
    if (found === undefined) throw new Error(`no button “${text}” in ${words('.base')}`);
    return found;
  };
  const arrange = async (): Promise<void> => {
    button('Arrange').click();
    await until('the handles', () => board.renderRoot.querySelector('.handle') !== null);
  };
  const press = async (key: string): Promise<void> => {
    const [modifier, ...more] = key.split('+');
    if (more.length > 0) await sendKeys({ down: modifier as string });
    await sendKeys({ press: more[0] ?? key });
    if (more.length > 0) await sendKeys({ up: modifier as string });
    await board.updateComplete;
  };
  const spots = (): Record<string, readonly number[]> => Object.fromEntries(board.getState().tiles.map(({ id, x, y, w, h }) => [id, [x, y, w, h]]));
  const focused = (): string => {
    const active = (board.renderRoot as ShadowRoot).activeElement as HTMLElement | null;
    return `${active?.closest<HTMLElement>('[data-tile]')?.dataset['tile'] ?? ''}/${active?.dataset['part'] ?? active?.id ?? ''}`;
  };

  beforeEach(() => void takePageErrors());
  afterEach(async () => {
    place.remove();
    localStorage.clear();
    await pause(5);
    expect(takePageErrors(), 'errors that reached the page').to.deep.equal([]);
  });

  it('fetches an element’s code when a board first names it, and arranging when it is asked for', async () => {
    const loaded = (): string[] => performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname).filter((name) => name.includes('/elements/'));
    await show('', { layout: { ...three, tiles: [] } });
    expect(loaded().filter((name) => /create-editing|kpi-card\.|-chart\/|pipeline-funnel\//u.test(name))).to.deep.equal([]);
    board.setState(three);
    await board.updateComplete;
    expect(loaded().some((name) => name.endsWith('/kpi-card.ts'))).to.equal(true);
    expect(loaded().filter((name) => /create-editing|-chart\/|pipeline-funnel\//u.test(name))).to.deep.equal([]);
  });

  it('shows a role’s figures in its order, drawn, with a name and on request the reason for each', async () => {
    await show('audience="sales-manager"');
    expect(ids()).to.deep.equal(['forecast_accuracy', 'sales_cycle', 'churn', 'pipeline-funnel', 'close-ratio-chart']);
    expect(words('[part=heading]')).to.equal('Sales manager');
    for (const tile of tiles()) expect(tile.querySelector(':state(ready), :state(zero)'), tile.dataset['tile']).not.to.equal(null);
    expect(board.renderRoot.querySelector('.why')).to.equal(null);
    button('Why these figures').click();
    await board.updateComplete;
    const reasons = tiles().map((tile) => tile.querySelector('.why p')?.textContent ?? '');
    expect(new Set(reasons).size).to.equal(5);
    expect(reasons[0]).to.contain('forecast');
  });

  it('gives tiles their settings, but never where data comes from nor what runs', async () => {
    const evil = { ...three, tiles: [{ id: 'a', tag: 'kpi-card', x: 0, y: 0, w: 4, h: 1, settings: { kpi: 'churn', target: 0.1, src: 'https://example.invalid/', onclick: 'alert(1)', style: 'color:red', heading: 'Mine' } }] } as const;
    await show('', { layout: evil });
    const card = inTile('a', 'kpi-card');
    expect([...card.attributes].map(({ name, value }) => `${name}=${value}`).filter((one) => !one.startsWith('locale')).sort()).to.deep.equal(['heading=Mine', 'kpi=churn', 'target=0.1']);
    expect(board.getState()).to.deep.equal(evil);
  });

  it('has state that goes out as it came in, fires nothing for it, and keeps unknown elements', async () => {
    const later = { ...three, tiles: [...three.tiles, { id: 'z', tag: 'kpi-oracle', x: 0, y: 2, w: 4, h: 1, settings: { deep: { er: 1 } }, mood: 'good' }] } as BoardLayout;
    await show('', { layout: later });
    expect(board.getState()).to.deep.equal(later);
    expect(changes).to.deep.equal([]);
    expect(inTile('z', '.blank').textContent).to.contain('kpi-oracle');
  });

  it('refuses what is no layout, names the place and keeps the last one', async () => {
    await show('', { layout: three });
    const told: string[] = [];
    board.addEventListener('kpi-error', ({ detail }) => told.push(detail.message));
    board.setState({ ...three, tiles: [{ ...three.tiles[0], w: 99 }] } as BoardLayout);
    await board.updateComplete;
    expect(told).to.deep.equal(['layout.tiles[0].w: expected whole 1 to 12']);
    expect(words('[role=alert]')).to.equal('The layout was not taken; the one before stays. tiles[0].w must be a whole number from 1 to 12.');
    expect(board.getState()).to.deep.equal(three);
    board.setState(three);
    await board.updateComplete;
    expect(board.renderRoot.querySelector('[role=alert]')).to.equal(null);
  });

  it('is arranged by keys: moves, sizes, removes, undoes; tells each, and the focus stays', async () => {
    await show('', { layout: three });
    await arrange();
    inTile('ratio', '.handle').focus();
    await press('ArrowRight');
    expect(spots()['ratio']).to.deep.equal([4, 0, 4, 1]);
    expect(spots()['cycle']).to.deep.equal([0, 0, 4, 1]);
    expect(words('[role=status]')).to.equal('Close ratio moved to row 1, column 5.');
    expect(focused()).to.equal('ratio/handle');
    expect(ids()).to.deep.equal(['cycle', 'ratio', 'pipe']);
    await press('ArrowDown');
    expect(spots()['ratio']?.slice(0, 2)).to.deep.equal([4, 2]);
    expect(words('[role=status]')).to.equal('Close ratio moved to row 3, column 5.');
    await press('Shift+ArrowRight');
    expect(spots()['ratio']).to.deep.equal([4, 2, 5, 1]);
    expect(words('[role=status]')).to.equal('Close ratio: width 5 of 12, height 1.');
    await press('ArrowDown');
    expect(words('[role=status]')).to.equal('Close ratio is at the edge.');
    await press('Delete');
    expect(ids()).to.deep.equal(['cycle', 'pipe']);
    expect(focused()).to.equal('pipe/handle');
    await press('Control+z');
    expect(ids()).to.deep.equal(['cycle', 'pipe', 'ratio']);
    await press('Control+z');
    expect(spots()['ratio']).to.deep.equal([4, 2, 4, 1]);
    await press('Control+y');
    expect(spots()['ratio']).to.deep.equal([4, 2, 5, 1]);
    expect(changes.at(-1)).to.deep.equal(board.getState());
    expect(changes.length).to.equal(7);
    await press('Escape');
    expect(board.editing).to.equal(false);
    expect(board.renderRoot.querySelector('.handle')).to.equal(null);
    expect(focused()).to.equal('/edit');
  });

  it('keeps each element the same one while its tile moves', async () => {
    await show('', { layout: three });
    const card = inTile('ratio', 'kpi-card');
    await arrange();
    inTile('ratio', '.handle').focus();
    await press('ArrowDown');
    expect(inTile('ratio', 'kpi-card')).to.equal(card);
    expect(card.matches(':state(ready)')).to.equal(true);
  });

  it('follows the keys from right to left, and tells in German', async () => {
    await show('', { layout: three, dir: 'rtl', lang: 'de' });
    button('Anordnen').click();
    await until('the handles', () => board.renderRoot.querySelector('.handle') !== null);
    inTile('ratio', '.handle').focus();
    await press('ArrowLeft');
    expect(spots()['ratio']).to.deep.equal([4, 0, 4, 1]);
    expect(words('[role=status]')).to.equal('Abschlussquote steht jetzt in Zeile 1, Spalte 5.');
  });

  it('is arranged by pointer: what is dragged shows where it would stand, Escape leaves it, letting go keeps it', async () => {
    await show('', { layout: three });
    await arrange();
    const centre = (element: Element): [number, number] => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return [Math.round(left + width / 2), Math.round(top + height / 2)];
    };
    const from = centre(inTile('ratio', '.handle'));
    const to = centre(inTile('cycle', '.handle'));
    await sendMouse({ type: 'move', position: from });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: to });
    await until('the tile to follow', () => inTile('ratio', '.handle').getBoundingClientRect().left > from[0]);
    expect(changes).to.deep.equal([]);
    await sendKeys({ press: 'Escape' });
    await sendMouse({ type: 'up' });
    await board.updateComplete;
    expect(board.editing).to.equal(true);
    expect(spots()['ratio']).to.deep.equal([0, 0, 4, 1]);
    await sendMouse({ type: 'move', position: from });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: to });
    await sendMouse({ type: 'up' });
    await until('the change', () => changes.length === 1);
    expect(spots()['ratio']).to.deep.equal([4, 0, 4, 1]);
    expect(spots()['cycle']).to.deep.equal([0, 0, 4, 1]);
    const grip = centre(inTile('ratio', '.grip'));
    await sendMouse({ type: 'move', position: grip });
    await sendMouse({ type: 'down' });
    await sendMouse({ type: 'move', position: [grip[0] + 220, grip[1]] });
    await sendMouse({ type: 'up' });
    await until('the size', () => changes.length === 2);
    expect(spots()['ratio']?.[2]).to.be.greaterThan(4);
  });

  it('adds from the palette, with the focus on what was added, and begins an empty board', async () => {
    await show('');
    expect(words('.invitation h3')).to.equal('No figure on this board yet');
    button('Add a figure').click();
    await until('the palette', () => board.renderRoot.querySelector('dialog[open]') !== null);
    button('Customer churn: Card').click();
    await board.updateComplete;
    await until('the tile', () => ids().length === 1);
    expect(board.getState().tiles[0]).to.deep.include({ id: 'churn', tag: 'kpi-card', x: 0, y: 0 });
    await until('the focus', () => focused() === 'churn/handle');
    expect(words('[role=status]')).to.equal('Customer churn added in row 1, column 1.');
    board.setState({ version: 1, role: null, tiles: [] });
    board.editing = false;
    await board.updateComplete;
    button('Marketing').click();
    await board.updateComplete;
    expect(board.audience).to.equal('marketing');
    expect(ids()).to.include('cac');
  });

  it('takes owner, goal, target and place as fields', async () => {
    await show('', { layout: three });
    await arrange();
    button('Settings of Sales cycle').click();
    await until('the fields', () => board.renderRoot.querySelector('dialog[open]') !== null);
    const type = async (label: string, value: string): Promise<void> => {
      const field = [...board.renderRoot.querySelectorAll('dialog label')].find(({ textContent }) => textContent.includes(label))?.querySelector('input') as HTMLInputElement;
      field.value = value;
      field.dispatchEvent(new Event('change', { bubbles: true }));
      await board.updateComplete;
    };
    await type('Owner', 'Ben');
    await type('Target', '41,5');
    await type('Linked goal', 'Faster');
    await type('Columns wide', '6');
    expect(board.getState().tiles.find(({ id }) => id === 'cycle')).to.deep.include({ owner: 'Ben', goal: 'Faster', w: 6, settings: { 'kpi': 'sales_cycle', 'segment-by': 'source', 'target': 41.5 } });
    expect(inTile('cycle', 'kpi-card').getAttribute('target')).to.equal('41.5');
  });

  it('tells what a set of KPIs lacks: owner, goal, target, counter-metric, and that it is too many', async () => {
    await show('', { layout: three });
    await arrange();
    await until('the notes', () => inTile('pipe', '.why').textContent.includes('No owner'));
    expect(inTile('pipe', '.why').textContent).to.contain('No target').and.to.contain('No linked goal');
    expect(inTile('ratio', '.why').textContent).to.contain('Counter-metric missing').and.to.contain('Owner: Ann').and.not.to.contain('No target').and.not.to.contain('No owner');
    const eight = Array.from({ length: 8 }, (_, i) => ({ id: `t${i}`, tag: 'kpi-card', x: 0, y: i, w: 3, h: 1, settings: { kpi: 'pipeline' } }));
    board.editing = false;
    board.setState({ ...three, tiles: eight });
    await until('the note', () => words('.base > .line').includes('Too many KPIs.'));
    board.setState({ ...three, tiles: eight.slice(1) });
    await until('no note', () => board.renderRoot.querySelector('.base > .line') === null);
  });

  it('keeps what the user sets in an element as part of its own state, told once', async () => {
    await show('', { layout: three });
    const toggle = inTile('ratio', 'kpi-card').shadowRoot?.querySelector<HTMLElement>('[part=toggle]');
    toggle?.click();
    await board.updateComplete;
    expect(changes.length).to.equal(1);
    expect(changes[0]?.tiles.find(({ id }) => id === 'ratio')?.state).to.deep.include({ view: 'table' });
    const kept = board.getState();
    board.setState(three);
    board.setState(kept);
    await board.updateComplete;
    expect(inTile('ratio', 'kpi-card').shadowRoot?.querySelector('table')).not.to.equal(null);
  });

  it('stores nothing unless asked; with a storage key for each audience by itself; what it cannot keep it says', async () => {
    await show('audience="ae"');
    await arrange();
    inTile('churn', '.handle').focus();
    await press('Delete');
    expect(localStorage.length).to.equal(0);
    place.remove();
    await show('audience="ae" storage-key="mine"');
    await arrange();
    inTile('churn', '.handle').focus();
    await press('Delete');
    expect(Object.keys(localStorage)).to.deep.equal(['mine/ae']);
    place.remove();
    await show('audience="ae" storage-key="mine"');
    expect(ids()).to.not.include('churn');
    board.audience = 'sdr';
    await board.updateComplete;
    expect(ids()).to.include('touches_to_meeting');
    localStorage.setItem('mine/ae', '{"version":1');
    board.audience = 'ae';
    await board.updateComplete;
    expect(ids()).to.include('churn');
    expect(words('[role=alert]')).to.contain('plain JSON');
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
    try {
      await arrange();
      inTile('churn', '.handle').focus();
      await press('Delete');
      expect(words('[role=alert]')).to.contain('does not keep the layout');
      expect(ids()).to.not.include('churn');
    } finally {
      Storage.prototype.setItem = setItem;
    }
  });

  it('has one column at 300 px and cuts nothing', async () => {
    await show('audience="sales-manager"', { width: 300 });
    const lefts = tiles().map((tile) => Math.round(tile.getBoundingClientRect().left));
    expect(new Set(lefts).size).to.equal(1);
    for (const tile of tiles()) expect(tile.scrollWidth, tile.dataset['tile']).to.be.at.most(tile.clientWidth);
    await arrange();
    inTile('churn', '.handle').focus();
    await press('ArrowUp');
    expect(ids().indexOf('churn')).to.equal(1);
  });

  it('cannot be arranged where the page fixes it, and says so outside of sales-data', async () => {
    await show('audience="ae" fixed editing');
    expect(board.editing).to.equal(false);
    expect([...board.renderRoot.querySelectorAll('button')].map(({ textContent }) => textContent.trim()).join()).not.to.contain('Arrange');
    const alone = document.createElement('kpi-dashboard');
    place.replaceChildren(alone);
    await alone.updateComplete;
    expect(alone.renderRoot.textContent).to.contain('<sales-data>');
  });

  it('with a prefix holds elements of that prefix', async () => {
    const { define } = await import('../../src/index.js');
    define({ prefix: 'acme' });
    await show('audience="ae"', { prefix: 'acme-' });
    expect(inTile('churn', ':nth-child(1)').localName).to.equal('acme-kpi-card');
    await until('the figure', () => inTile('churn', 'acme-kpi-card').matches(':state(ready)'));
  });
});
