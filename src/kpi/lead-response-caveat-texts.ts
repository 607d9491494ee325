import type { CaveatTexts } from './caveat-wording.js';

export const leadResponseCaveatTexts = {
  RT_ASSUMED_HUMAN: ['info', 'Actor, direction or automation not recorded: contacts taken as human and outbound.', 'Akteur, Richtung oder Automatik nicht erfasst: Kontakte gelten als persönlich und ausgehend.'],
  RT_AUTOREPLY: ['info', 'First reply is automated; not counted.', 'Erste Antwort automatisch; zählt nicht.'],
  RT_MEAN_MISLEADS: ['warn', 'Few slow leads shape the mean; read the median.', 'Wenige langsame Leads prägen das Mittel; Median lesen.'],
  RT_OUT_OF_HOURS: ['info', '{p} of leads arrive outside hours.', '{p} der Leads außerhalb der Geschäftszeit.'],
  RT_PER_REP: ['info', 'Response is individual: look at each rep.', 'Reaktionszeit ist individuell: je Verkäufer ansehen.'],
  RT_PRIOR_CONTACT: ['info', '{p} of leads were already in contact.', '{p} der Leads hatten schon Kontakt.'],
  RT_UNANSWERED: ['warn', '{p} never answered.', '{p} nie beantwortet.'],
} as const satisfies CaveatTexts;
