import { beforeAll, describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';
import type { Engine } from '../../src/engine/engine.js';
import type { LoadReport } from '../../src/model/issue.js';

/** Written as a German Excel writes it: byte order mark, semicolons, CRLF, decimal commas, dates with dots. */
const excel = (lines: readonly string[]): string => `\ufeff${lines.join('\r\n')}\r\n`;

const deals = excel([
  'Auftragsnr.;Bezeichnung;Kunde;Verkäufer;Produkt;Betrag;Währung;Status;Erstellt am;Abschlussdatum;vorauss. Abschluss;Wahrscheinlichkeit;Quelle;Verlustgrund;Größe (m²)',
  'A-001;Halle Süd;Müller & Söhne;Jürgen Groß;Tor Ö1;12.500,00 €;EUR;gewonnen;02.01.2024;01.02.2024;;100 %;Messe;;5',
  'A-002;"Halle ""Nord""; 2. Bauabschnitt";Bäcker KG;Jürgen Groß;Tor Ö1;1.234,50 €;EUR;gewonnen;10.01.2024;20.01.2024;;100 %;Empfehlung;;7',
  'A-003;Werk 3;Weiß AG;Änne Köhler;Tor Ä2;999,90 €;EUR;verloren;15.01.2024;15.03.2024;;0 %;Messe;Preis;',
  'A-004;Werk 4;Öztürk GmbH;Änne Köhler;Tor Ä2;20.000,00 €;EUR;offen;01.02.2024;;30.06.2024;50 %;Web;;',
  'A-005;Werk 5;Müller & Söhne;Jürgen Groß;Tor Ö1;;EUR;offen;05.02.2024;;15.03.2024;25 %;Web;;',
  'A-006;Lager;Groß-Gerau Logistik;Änne Köhler;Tor Ä2;5.000,00 €;EUR;gewonnen;01.03.2024;21.03.2024;;100 %;Messe;;3',
]);
const costs = excel(['Monat;Kanal;Kostenart;Kosten', '01.01.2024;Messe;Marketing;1.000,00', '01.02.2024;Messe;Vertrieb;2.000,50', '01.03.2024;Web;Marketing;499,50']);
const invoices = excel(['Kunde;Rechnungsdatum;Umsatz;DB', 'Müller & Söhne;05.02.2024;12.500,00;5.000,00', 'Bäcker KG;25.01.2024;1.234,50;400,00', 'Bäcker KG;25.02.2024;-234,50;-100,00', 'Groß-Gerau Logistik;25.03.2024;5.000,00;1.500,00']);

describe('a German export from Excel', () => {
  let engine: Engine;
  let report: LoadReport;
  beforeAll(async () => {
    engine = createEngine({ timeZone: 'Europe/Berlin', locale: 'de', asOf: '2024-04-01' });
    report = await engine.load({ deals: { text: deals }, spend: { text: costs }, revenue: { text: invoices } });
  });

  it('is understood without a word of explanation', () => {
    expect(report.tables.deals).toMatchObject({ rowsIn: 6, rowsUsed: 6, rowsExcluded: 0, unmappedHeaders: ['Größe (m²)'], unmappedValues: {} });
    expect(report.tables.deals?.columns).toEqual({
      id: 'Auftragsnr.', name: 'Bezeichnung', account_id: 'Kunde', owner_id: 'Verkäufer', product_id: 'Produkt', amount: 'Betrag', currency: 'Währung', status: 'Status', created_at: 'Erstellt am',
      closed_at: 'Abschlussdatum', expected_close_at: 'vorauss. Abschluss', probability: 'Wahrscheinlichkeit', source: 'Quelle', lost_reason: 'Verlustgrund',
    });
    expect(report.tables.spend?.columns).toEqual({ period_start: 'Monat', channel: 'Kanal', kind: 'Kostenart', amount: 'Kosten' });
    expect(report.tables.revenue?.columns).toEqual({ customer_id: 'Kunde', occurred_at: 'Rechnungsdatum', amount: 'Umsatz', margin: 'DB' });
    for (const table of Object.values(report.tables)) expect(table.issues.filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('has an open pipeline of 20,000.00 in two deals, one of them without amount', async () => {
    const { value, n, currency, details } = await engine.compute({ kpi: 'pipeline' });
    expect([value, n, currency, details.nNull]).toEqual([20_000, 2, 'EUR', 1]);
  });

  it('has sales cycles of 30, 10 and 20 days', async () => {
    const { value, num, den } = await engine.compute({ kpi: 'sales_cycle', period: 'all' });
    expect([value, num, den]).toEqual([20, 60, 3]);
  });

  it('has won three of four decided deals', async () => {
    const { value, num, den } = await engine.compute({ kpi: 'close_ratio', period: 'all', options: { basis: 'decided' } });
    expect([value, num, den]).toEqual([0.75, 3, 4]);
  });

  it('has spent 3,500.00 on three new customers', async () => {
    const { num, den } = await engine.compute({ kpi: 'cac', period: { start: '2024-01-01', end: '2024-04-01' } });
    expect([num, den]).toEqual([3500, 3]);
  });

  it('has earned 6,800.00 from them', async () => {
    expect(await engine.compute({ kpi: 'clv' })).toMatchObject({ num: 6800, den: 3 });
  });

  it('says the same in the character set of an older Excel', async () => {
    const bytes = Uint8Array.from(deals.slice(1), (character) => (character === '€' ? 0x80 : character.charCodeAt(0)));
    const older = createEngine({ timeZone: 'Europe/Berlin', asOf: '2024-04-01' });
    const again = await older.load({ deals: { bytes, charset: 'windows-1252' } });
    expect(again.tables.deals?.columns).toEqual(report.tables.deals?.columns);
    expect((await older.compute({ kpi: 'pipeline', segmentBy: ['account_id'] })).segments.filter(({ n }) => n > 0).map(({ key }) => key[0]).sort()).toEqual(['Müller & Söhne', 'Öztürk GmbH']);
    await older.close();
  });
});
