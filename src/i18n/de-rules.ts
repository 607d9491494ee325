import type { CatalogueOf } from './messages.js';
import type { enRules } from './en-rules.js';

/** Was beim Laden mit Zeilen oder Zellen geschah, wie es jede Kennzahl der Tabelle sagt. */
export const deRules: CatalogueOf<typeof enRules> = {
  'issue.CONSTANT_COLUMN': 'ist laut Seite in allen Zeilen \u201e{value}\u201c.',
  'issue.CONSTANT_NONE': 'hat laut Seite in keiner Zeile einen Wert.',
  'rule.CONSTANT_COLUMN': { one: '{column} ist in {n} Zeile \u201e{value}\u201c: So sagt es die Seite (constants).', other: '{column} ist in allen {n} Zeilen \u201e{value}\u201c: So sagt es die Seite (constants).' },
  'rule.DQ_DELETED': { one: '{n} Zeile ausgelassen: in der Quelle als gelöscht markiert.', other: '{n} Zeilen ausgelassen: in der Quelle als gelöscht markiert.' },
  'rule.DQ_ARCHIVED': { one: '{n} Zeile ausgelassen: in der Quelle als archiviert markiert.', other: '{n} Zeilen ausgelassen: in der Quelle als archiviert markiert.' },
  'rule.DQ_TEST': { one: '{n} Zeile ausgelassen: als Test markiert. Ist sie keiner, die Markierung in der Quelle entfernen.', other: '{n} Zeilen ausgelassen: als Test markiert. Bei denen, die keine sind, die Markierung in der Quelle entfernen.' },
  'rule.DQ_DAY_PRECISION': { one: '{n} Zeitpunkt ist nur ein ganzer Tag: Minutenwerte entfallen. Bitte mit Uhrzeit exportieren.', other: '{n} Zeitpunkte sind nur ganze Tage: Minutenwerte entfallen. Bitte mit Uhrzeit exportieren.' },
  'rule.DQ_PROB_MIXED': { one: '{n} Wahrscheinlichkeit unter 1 steht zwischen Prozentwerten und wurde als solche gelesen. Bitte alle in Prozent oder alle als Anteil angeben.', other: '{n} Wahrscheinlichkeiten unter 1 stehen zwischen Prozentwerten und wurden als solche gelesen. Bitte alle in Prozent oder alle als Anteil angeben.' },
  'rule.MISSING_AS_TOLD': { one: '{n} Wert steht laut Seite für \u201ekein Wert\u201c (missing).', other: '{n} Werte stehen laut Seite für \u201ekein Wert\u201c (missing).' },
  'rule.CLOSE_DATE_OF_OPEN_DEALS': {
    one: '{n} offener Deal hat ein Abschlussdatum: Es gilt als erwartetes. Ist er entschieden, bitte in der Quelle abschließen.',
    other: '{n} offene Deals haben ein Abschlussdatum: Es gilt als erwartetes. Entschiedene bitte in der Quelle abschließen.',
  },
  'rule.LIST_PRICE_FOR_OPEN_DEALS': {
    one: '{n} offener Deal ohne Betrag bekam laut Seite den Listenpreis seines Produkts (listPriceForOpenDeals).',
    other: '{n} offene Deals ohne Betrag bekamen laut Seite den Listenpreis ihres Produkts (listPriceForOpenDeals).',
  },
  'rule.ZERO_IS_NULL': {
    one: '{n} Betrag von 0 gilt als nicht angegeben. Ist er so gemeint, zeroIsNull auf false setzen.',
    other: '{n} Beträge von 0 gelten als nicht angegeben. Sind sie so gemeint, zeroIsNull auf false setzen.',
  },
};
