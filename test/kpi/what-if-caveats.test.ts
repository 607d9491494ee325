import { describe, expect, it } from 'vitest';
import { type whatIfCaveatTexts } from '../../src/kpi/what-if-caveat-texts.js';
import type { WhatIfBase } from '../../src/kpi/what-if-base.js';
import { whatIfOf } from '../../src/kpi/what-if.js';
import type { Caveat } from '../../src/model/result.js';
import type { WhatIfChanges } from '../../src/model/what-if.js';
import { whatIfBase as base } from '../fixtures/what-if-base.js';

interface Asked { readonly of?: WhatIfBase; readonly changes?: WhatIfChanges }
/** Complete, or it does not compile: where a code is told, where just not, and both texts as they are read. */
interface Pair { readonly fires: Asked; readonly silent: Asked; readonly en: string; readonly de: string }

const withDetails = <N extends keyof WhatIfBase>(name: N, details: Partial<WhatIfBase[N]['details']>): WhatIfBase => ({ ...base, [name]: { ...base[name], details: { ...base[name].details, ...details } } });
const retained = (retention: number): WhatIfBase => withDetails('churn', { whatIf: { ...base.churn.details.whatIf, retention } });
const won = (value: number): WhatIfBase => ({ ...base, closeRatio: { ...base.closeRatio, value } });
const bins = (change: (bin: WhatIfBase['response']['details']['bins'][number], i: number) => WhatIfBase['response']['details']['bins'][number]): WhatIfBase => withDetails('response', { bins: base.response.details.bins.map(change) });
const fewFast = (matured: number): WhatIfBase => bins((bin, i) => (i === 0 ? { ...bin, matured, qualified: 8, rate: 8 / matured, ci: null } : bin));

const pairs: Readonly<Record<keyof typeof whatIfCaveatTexts, Pair>> = {
  WI_ALL_STAY: { fires: { of: retained(0.999) }, silent: { of: retained(0.998) }, en: 'Nearly everybody stays: there is nothing left to raise.', de: 'Fast alle bleiben: Da ist nichts mehr zu steigern.' },
  WI_NOBODY_STAYS: { fires: { of: retained(0) }, silent: { of: retained(0.01) }, en: 'Nobody stays a year: there is no share to raise.', de: 'Niemand bleibt ein Jahr: Da ist kein Anteil zu steigern.' },
  WI_NO_MODEL: {
    fires: { of: withDetails('cac', { clvBasis: 'historic' }) }, silent: {},
    en: 'The customer value is to date only: without contracts there is no retention in it to change.', de: 'Der Kundenwert gilt nur bis heute: Ohne Verträge enthält er keine Kundenbindung, die sich ändern ließe.',
  },
  WI_NO_WINS: { fires: { of: won(0) }, silent: { of: won(0.01) }, en: 'Nothing was won: there is no ratio to raise.', de: 'Nichts gewonnen: Da ist keine Quote zu steigern.' },
  WI_FEW_ANSWERED: {
    fires: { of: fewFast(9) }, silent: { of: fewFast(10) },
    en: 'Too few leads old enough were answered that fast to tell (n = 9).', de: 'Zu wenige ausreichend alte Leads wurden so schnell beantwortet (n = 9).',
  },
  WI_NONE_QUALIFIED: {
    fires: { of: bins((bin) => ({ ...bin, qualified: 0, rate: 0 })) }, silent: {},
    en: 'No lead old enough was qualified: how that depends on the response cannot be told.', de: 'Kein ausreichend alter Lead qualifiziert: Wie das von der Reaktion abhängt, lässt sich nicht sagen.',
  },
  WI_NO_LEAD_FUNNEL: {
    fires: { of: { ...base, cac: { ...base.cac, phases: null } } }, silent: {},
    en: 'Leads, opportunities and spend of the period are not all known: what more opportunities are worth cannot be told.',
    de: 'Leads, Opportunities und Kosten des Zeitraums sind nicht alle bekannt: Was mehr Opportunities wert sind, lässt sich nicht sagen.',
  },
  // At a gross margin of .2 a price lower by a fifth leaves none.
  WI_NO_MARGIN: {
    fires: { of: withDetails('cac', { grossMargin: 0.2 }), changes: { price: -0.2 } }, silent: { of: withDetails('cac', { grossMargin: 0.2 }), changes: { price: -0.1 } },
    en: 'At this price no margin is left: never paid back.', de: 'Zu diesem Preis bleibt keine Marge: keine Amortisation.',
  },
  WI_BEYOND_CURVE: {
    fires: { changes: { winRate: -0.1, price: -0.1 } }, silent: { changes: { winRate: -0.1 } },
    en: 'Not paid back by month 24, the last one that is known.', de: 'Nicht amortisiert bis Monat 24, dem letzten bekannten.',
  },
  WI_NO_CURVE: {
    fires: { of: withDetails('cac', { payback: { ...base.cac.details.payback, curve: [] } }), changes: { price: 0.1 } }, silent: { changes: { price: 0.1 } },
    en: 'Monthly margin or length of stay unknown: payback cannot be told.', de: 'Monatliche Marge oder Verweildauer unbekannt: Amortisation nicht bestimmbar.',
  },
};

/** All that the levers, their limits and the figures lack. */
const lacksOf = ({ of = base, changes = {} }: Asked): readonly Caveat[] => {
  const { levers, figures } = whatIfOf(of, changes);
  return [...levers.flatMap(({ lack, limits }) => [lack, ...limits.map((limit) => limit.lack)]), ...figures.map(({ lack }) => lack)].filter((lack) => lack !== null);
};

describe('what a lever or a figure lacks is told where it does, and only there', () => {
  it.each(Object.entries(pairs))('%s', (code, { fires, silent, en, de }) => {
    expect(lacksOf(fires).find((lack) => lack.code === code)).toMatchObject({ severity: 'block', en, de });
    expect(lacksOf(silent).map((lack) => lack.code)).not.toContain(code);
  });
});
