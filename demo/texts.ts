/** Words of the demo page itself; the widgets bring their own. */
const en = {
  title: 'Sales operations', role: 'Role',
  segment: 'Segment', source: 'Source', period: 'Period', language: 'Language', theme: 'Theme',
  themeAuto: 'like the system', themeLight: 'light', themeDark: 'dark',
  all: 'all', notSet: '(not set)',
  last_quarter: 'last quarter', last_12_months: 'last 12 months', last_year: 'last year', this_quarter: 'this quarter', everything: 'everything',
  invented: 'An invented company', ownFiles: 'Your files',
  extent: '{what} · data to {date}, {zone} · {rows} rows',
  dropTitle: 'Your own numbers',
  dropText: 'Drop the CSV or JSON files of a CRM export here. They stay in this page: nothing is uploaded.',
  choose: 'Choose files', back: 'Back to the invented company', reading: 'Reading {n} files …',
  mapping: 'What was found', file: 'File', table: 'Read as', rows: 'rows', used: 'used', leftOut: 'left out',
  header: 'Column in the file', column: 'Read as', sure: 'Sure', unmapped: 'Not used', names: 'Names matched by spelling',
  unknownFile: 'not recognised: none of the tables has these columns',
  listPrice: '{n} open deals have no amount. Value them at the list price of their product; the numbers will say so.',
  rejects: 'Rows left out', row: 'Row', reason: 'Reason', text: 'Text', failed: 'Could not be read: {message}',
  issues: 'What was noticed', ignore: '(leave out)', readAs: 'Read {file} as',
  glance: 'All of it, unfiltered', unknown: 'not in the data',
  won: 'Deals won', lost: 'Deals lost', open: 'Deals open', decidedRate: 'Won of all decided', meanCycle: 'Days to win, mean', medianCycle: 'Days to win, median',
  wonRevenue: 'Won revenue', openValue: 'Open pipeline',
} as const;

export type TextKey = keyof typeof en;

const de: Readonly<Record<TextKey, string>> = {
  title: 'Vertriebssteuerung', role: 'Rolle',
  segment: 'Segment', source: 'Quelle', period: 'Zeitraum', language: 'Sprache', theme: 'Darstellung',
  themeAuto: 'wie das System', themeLight: 'hell', themeDark: 'dunkel',
  all: 'alle', notSet: '(nicht gesetzt)',
  last_quarter: 'letztes Quartal', last_12_months: 'letzte 12 Monate', last_year: 'letztes Jahr', this_quarter: 'dieses Quartal', everything: 'alles',
  invented: 'Eine erfundene Firma', ownFiles: 'Ihre Dateien',
  extent: '{what} · Daten bis {date}, {zone} · {rows} Zeilen',
  dropTitle: 'Ihre eigenen Zahlen',
  dropText: 'Ziehen Sie die CSV- oder JSON-Dateien eines CRM-Exports hierher. Sie bleiben auf dieser Seite: nichts wird hochgeladen.',
  choose: 'Dateien wählen', back: 'Zurück zur erfundenen Firma', reading: '{n} Dateien werden gelesen …',
  mapping: 'Was gefunden wurde', file: 'Datei', table: 'Gelesen als', rows: 'Zeilen', used: 'genutzt', leftOut: 'ausgelassen',
  header: 'Spalte der Datei', column: 'Gelesen als', sure: 'Sicher', unmapped: 'Nicht genutzt', names: 'Nach Schreibweise zugeordnet',
  unknownFile: 'nicht erkannt: keine Tabelle hat diese Spalten',
  listPrice: '{n} offene Deals haben keinen Betrag. Mit dem Listenpreis ihres Produkts bewerten; die Zahlen weisen es aus.',
  rejects: 'Ausgelassene Zeilen', row: 'Zeile', reason: 'Grund', text: 'Text', failed: 'Nicht lesbar: {message}',
  issues: 'Was aufgefallen ist', ignore: '(weglassen)', readAs: '{file} lesen als',
  glance: 'Alles zusammen, ungefiltert', unknown: 'nicht in den Daten',
  won: 'Gewonnene Deals', lost: 'Verlorene Deals', open: 'Offene Deals', decidedRate: 'Gewonnen von allen entschiedenen', meanCycle: 'Tage bis zum Gewinn, Mittel', medianCycle: 'Tage bis zum Gewinn, Median',
  wonRevenue: 'Gewonnener Umsatz', openValue: 'Offene Pipeline',
};

const catalogues: Readonly<Record<string, Readonly<Record<TextKey, string>>>> = { en, de };

/** The text in the page's language, with `{name}` filled in. */
export const text = (key: TextKey, fields: Readonly<Record<string, string | number>> = {}): string =>
  (catalogues[document.documentElement.lang] ?? en)[key].replace(/\{(\w+)\}/g, (_, name: string) => String(fields[name] ?? ''));
