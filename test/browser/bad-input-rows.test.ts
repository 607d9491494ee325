import { expect } from '@open-wc/testing';
import type { DataIssue } from '../../src/model/issue.js';
import { pause, takePageErrors } from './page-errors.js';
import { countsOf, removeCards, showCard, type WatchedCard } from './watched-card.js';

const header = 'id,created_at,closed_at,status,amount\n';
/** 20 and 40 days won, 31 days lost: the mean cycle of what was won is 30 days. */
const good = 'D1,2024-01-01,2024-01-21,won,100\nD2,2024-01-02,2024-02-02,lost,100\nD3,2024-01-03,2024-02-12,won,100\n';
const file = (text: string): File => new File([text], 'crm.csv', { type: 'text/csv' });

interface Flawed {
  readonly what: string;
  readonly text: string;
  /** rows in, used, left out */
  readonly rows: readonly number[];
  readonly issue: Partial<DataIssue>;
  readonly en: string;
  readonly de: string;
  readonly value?: string;
  readonly foot?: string;
  /** The figure that reads the flawed column, where it is not the sales cycle: a card tells what concerns its own figure. */
  readonly kpi?: 'pipeline';
}

const flawed: readonly Flawed[] = [
  {
    what: 'a row too short and a row too long', text: `${header}${good}D4,2024-01-04,2024-02-04,won\nD5,2024-01-05,2024-02-05,won,1,2\n`, rows: [5, 3, 2],
    issue: { code: 'FIELD_COUNT', row: 5, count: 2 }, foot: '2 rows left out',
    en: 'crm.csv, row 5: 4 fields instead of 5. 2 rows concerned.', de: 'crm.csv, Zeile 5: 4 Felder statt 5. 2 Zeilen betroffen.',
  },
  {
    what: 'a quote that never closes', text: `${header}${good}D4,"2024-01-04,2024-02-04,won,7\nD5,2024-01-05,2024-02-05,lost,1\n`, rows: [5, 4, 1],
    issue: { code: 'QUOTE', row: 5, count: 1 }, foot: '1 row left out',
    en: 'crm.csv, row 5: a quote opens and does not close.', de: 'crm.csv, Zeile 5: ein Anführungszeichen wird geöffnet und nicht geschlossen.',
  },
  {
    what: 'days that no calendar has', text: `${header}${good}D4,2024-02-30,2024-03-04,won,1\nD5,2024-13-01,2024-02-05,won,1\n`, rows: [5, 5, 0],
    issue: { code: 'DATE', row: 5, column: 'created_at', value: '2024-02-30', count: 2 },
    en: 'crm.csv, row 5, created_at: “2024-02-30” is no date of the calendar. 2 rows concerned.',
    de: 'crm.csv, Zeile 5, created_at: „2024-02-30“ ist kein Datum des Kalenders. 2 Zeilen betroffen.',
  },
  {
    what: 'dates that could be two days each', value: '–', rows: [2, 2, 0],
    text: `${header}D1,01/02/2024,03/04/2024,won,1\nD2,02/03/2024,05/06/2024,lost,1\n`,
    issue: { code: 'AMBIGUOUS_DATE', row: 2, column: 'created_at', value: '01/02/2024', count: 2 },
    en: 'crm.csv, row 2, created_at: “01/02/2024” could be 2024-02-01 or 2024-01-02; give a date format (DMY or MDY).',
    de: 'crm.csv, Zeile 2, created_at: „01/02/2024“ kann 2024-02-01 oder 2024-01-02 sein; bitte das Datumsformat angeben (DMY oder MDY).',
  },
  {
    what: 'text in a column of numbers', kpi: 'pipeline', text: `${header}${good}D4,2024-01-04,2024-02-04,open,abc\n`, rows: [4, 4, 0],
    issue: { code: 'NUMBER', row: 5, column: 'amount', value: 'abc', count: 1 },
    en: 'crm.csv, row 5, amount: “abc” is no number.', de: 'crm.csv, Zeile 5, amount: „abc“ ist keine Zahl.',
  },
  {
    what: 'numbers that overflow or are none', kpi: 'pipeline', text: `${header}${good}D4,2024-01-04,2024-02-04,open,NaN\nD5,2024-01-04,2024-02-04,open,1e999\n`, rows: [5, 5, 0],
    issue: { code: 'NUMBER', row: 5, column: 'amount', value: 'NaN', count: 2 },
    en: 'crm.csv, row 5, amount: “NaN” is no number. 2 rows concerned.', de: 'crm.csv, Zeile 5, amount: „NaN“ ist keine Zahl. 2 Zeilen betroffen.',
  },
  {
    what: 'a number that could be two numbers', kpi: 'pipeline', text: `${header}${good.replaceAll(',100\n', ',"1.234"\n')}`, rows: [3, 3, 0],
    issue: { code: 'AMBIGUOUS_NUMBER', row: 2, column: 'amount', value: '1.234', count: 3 },
    en: 'crm.csv, row 2, amount: “1.234” could mean 1.234 or 1234; give a locale (en or de). 3 rows concerned.', de: 'crm.csv, Zeile 2, amount: „1.234“ kann 1.234 oder 1234 bedeuten',
  },
  {
    what: 'a column given twice', kpi: 'pipeline', text: `${header.replace('\n', ',amount\n')}${good.replaceAll(',100\n', ',100,5\n')}`, rows: [3, 3, 0],
    issue: { code: 'DUPLICATE_COLUMN', column: 'amount', value: 'amount', count: 2 },
    en: 'crm.csv, amount: the header occurs 2 times; only the first is read.', de: 'crm.csv, amount: die Kopfzeile kommt 2-mal vor; nur die erste wird gelesen.',
  },
  {
    what: 'a status nobody knows', text: `${header}${good}D4,2024-01-04,2024-02-04,zxqv,1\n`, rows: [4, 4, 0],
    issue: { code: 'STATUS_UNKNOWN', row: 5, column: 'status', value: 'zxqv', count: 1 },
    en: 'crm.csv, row 5, status: “zxqv” is neither open, won nor lost.', de: 'crm.csv, Zeile 5, status: „zxqv“ ist weder offen noch gewonnen noch verloren.',
  },
  {
    what: 'a row without id', text: `${header}${good},2024-01-04,2024-02-04,won,1\n`, rows: [4, 3, 1],
    issue: { code: 'MISSING_REQUIRED', row: 5, column: 'id', count: 1 }, foot: '1 row left out',
    en: 'crm.csv, row 5, id: no usable value.', de: 'crm.csv, Zeile 5, id: kein verwendbarer Wert.',
  },
];

describe('rows and cells that cannot be read', function () {
  this.timeout(20_000);
  beforeEach(() => void takePageErrors());
  afterEach(async () => {
    removeCards();
    await pause(5);
    expect(takePageErrors(), 'errors that reached the page').to.deep.equal([]);
  });

  for (const { what, text, rows, issue, en, de, value = '30 days', foot = 'nothing left out', kpi } of flawed) {
    it(`${what}: counted, named in both languages with row, column and value, and the rest is right`, async () => {
      const cycle = showCard((card) => (card.data = { deals: { file: file(text) } }));
      const [english, german] = ['en', 'de'].map((lang) => showCard((card) => Object.assign(card, { kpi: kpi ?? card.kpi, data: { deals: { file: file(text) } } }), lang)) as [WatchedCard, WatchedCard];
      await Promise.all([cycle, english, german].map((shown) => shown.settled()));
      expect(english.errors, 'a flaw is no failure').to.deep.equal([]);
      const deals = english.reports[0]?.tables.deals;
      expect(countsOf(deals)).to.deep.equal(rows);
      const found = deals?.issues.find(({ code }) => code === issue.code);
      expect(found).to.include(issue);
      expect(found?.params).to.include({ label: 'crm.csv' });
      expect(cycle.value()).to.equal(value);
      expect(cycle.text()).to.contain(foot);
      expect(english.text()).to.contain(en);
      expect(german.text()).to.contain(de);
      expect(await english.sheet()).to.contain(en);
    });
  }

  it('rows left out are listed in the sheet, each with its own place and reason', async () => {
    const shown = showCard((card) => (card.data = { deals: { file: file(flawed[0]?.text ?? '') } }));
    await shown.settled();
    expect(await shown.sheet()).to.contain('3 rows used, 2 left out').and.to.contain('crm.csv, row 5: 4 fields instead of 5.').and.to.contain('crm.csv, row 6: 6 fields instead of 5.');
  });

  it('an id that comes twice counts once: the newer row is kept, the older one named', async () => {
    const text = `id,created_at,closed_at,status,updated_at\nD1,2024-01-01,2024-01-21,won,2024-03-01\nD3,2024-01-03,2024-02-12,won,2024-03-01\nD1,2024-01-01,2024-01-31,lost,2024-02-01\n`;
    const english = showCard((card) => (card.data = { deals: { file: file(text) } }));
    const german = showCard((card) => (card.data = { deals: { file: file(text) } }), 'de');
    await Promise.all([english.settled(), german.settled()]);
    expect(countsOf(english.reports[0]?.tables.deals)).to.deep.equal([3, 2, 1]);
    expect(english.reports[0]?.tables.deals?.issues[0]).to.deep.include({ code: 'DUPLICATE_ID', row: 4, column: 'id', value: 'D1', params: { keptRow: 2, label: 'crm.csv' } });
    expect(english.value()).to.equal('30 days');
    expect(english.text()).to.contain('1 row left out');
    expect(german.text()).to.contain('1 Zeile ausgelassen');
    expect(await english.sheet()).to.contain('crm.csv, row 4, id: older version of the same id.');
    expect(await german.sheet()).to.contain('crm.csv, Zeile 4, id: ältere Fassung derselben Id.');
  });
});

describe('a table without what the figure needs', function () {
  this.timeout(20_000);
  beforeEach(() => void takePageErrors());
  afterEach(async () => {
    removeCards();
    await pause(5);
    expect(takePageErrors(), 'errors that reached the page').to.deep.equal([]);
  });

  for (const column of ['created_at', 'closed_at', 'status']) {
    it(`names table and column when the header lacks ${column}, shows no figure and offers to choose a file`, async () => {
      const names = header.trim().split(',');
      const left = names.filter((name) => name !== column);
      const text = `${header}${good}`.trim().split('\n').map((line) => line.split(',').filter((_, i) => left.includes(names[i] as string)).join(',')).join('\n');
      const english = showCard((card) => (card.data = { deals: { file: file(text) } }));
      const german = showCard((card) => (card.data = { deals: { file: file(text) } }), 'de');
      await Promise.all([english.settled(), german.settled()]);
      expect(english.states()).to.deep.equal(['not-applicable']);
      expect(english.value()).to.equal(null);
      expect(countsOf(english.reports[0]?.tables.deals)).to.deep.equal([3, 3, 0]);
      expect(english.text()).to.contain('Data missing').and.to.contain(`Needs a table deals with ${column}.`).and.to.contain('Choose a file');
      expect(german.text()).to.contain('Daten fehlen').and.to.contain(`Braucht eine Tabelle deals mit ${column}.`).and.to.contain('Datei wählen');
    });
  }

  it('lists the headers that were found where one is missing', async () => {
    const shown = showCard((card) => (card.data = { deals: { file: file('id,created_at,closed_at,Betrag\nD1,2024-01-01,2024-02-01,5\n') } }));
    await shown.settled();
    expect(shown.text()).to.contain('crm.csv, status: has no column for status. Found: id, created_at, closed_at, Betrag.');
  });

  it('says that a header stands alone', async () => {
    const english = showCard((card) => (card.data = { deals: { file: file(header) } }));
    const german = showCard((card) => (card.data = { deals: { file: file(header) } }), 'de');
    await Promise.all([english.settled(), german.settled()]);
    expect(english.states()).to.deep.equal(['empty']);
    expect(countsOf(english.reports[0]?.tables.deals)).to.deep.equal([0, 0, 0]);
    expect(english.text()).to.contain('The table deals has no rows.');
    expect(german.text()).to.contain('Die Tabelle Deals hat keine Zeilen.');
  });

  it('says that every row had to be left out, and why', async () => {
    const text = `${header}D1,2024-01-01,2024-\nD2,2024-01-01\n`;
    const english = showCard((card) => (card.data = { deals: { file: file(text) } }));
    const german = showCard((card) => (card.data = { deals: { file: file(text) } }), 'de');
    await Promise.all([english.settled(), german.settled()]);
    expect(english.states()).to.deep.equal(['empty']);
    expect(countsOf(english.reports[0]?.tables.deals)).to.deep.equal([2, 0, 2]);
    expect(english.text()).to.contain('All 2 rows of the table deals had to be left out.').and.to.contain('crm.csv, row 2: 3 fields instead of 5. 2 rows concerned.');
    expect(german.text()).to.contain('Alle 2 Zeilen der Tabelle Deals mussten ausgelassen werden.');
  });
});
