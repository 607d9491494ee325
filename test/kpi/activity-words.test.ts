import { describe, expect, it } from 'vitest';
import { isCalledOff, isClick, isDeliveryStep, isMoved, isTakenCall } from '../../src/kpi/activity-words.js';

const kinds = { isDeliveryStep, isClick, isTakenCall, isCalledOff, isMoved };
type Kind = keyof typeof kinds;

/** Words as HubSpot, Salesforce and German CRMs write them, with what each of them says. */
const words: Readonly<Record<Kind, readonly string[]>> = {
  isDeliveryStep: ['open', 'Opened', 'GEÖFFNET', 'geoeffnet', 'bounce', 'bounced', 'hard bounced', 'soft_bounce', 'Unzustellbar', 'delivered', 'zugestellt', 'processed', 'deferred', 'dropped', 'suppressed'],
  isClick: ['click', 'Clicked', 'clicks', 'ad_click', 'Ad clicked', 'Klick', 'geklickt'],
  isTakenCall: ['connected', 'Completed', 'answered', 'reached', 'held', 'conversation', 'verbunden', 'erreicht', 'gesprochen', 'abgeschlossen'],
  isCalledOff: ['canceled', 'Cancelled', 'no-show', 'NO_SHOW', 'abgesagt', 'storniert', 'abgebrochen', 'entfallen', 'ausgefallen', 'nicht erschienen', 'nicht angetreten'],
  isMoved: ['Rescheduled', 'moved', 'verschoben', 'verlegt'],
};

describe('words of outcomes', () => {
  it.each((Object.keys(words) as Kind[]).flatMap((kind) => words[kind].map((word) => [word, kind] as const)))('%s: %s, and nothing else', (word, kind) => {
    for (const other of Object.keys(kinds) as Kind[]) expect([other, kinds[other](word)]).toEqual([other, other === kind]);
  });
  it('are whole words: something before or after them says something else', () => {
    for (const kind of Object.keys(words) as Kind[]) {
      for (const word of words[kind]) expect([word, kinds[kind](`never ${word}`), kinds[kind](`${word} twice`)]).toEqual([word, false, false]);
    }
  });
  it('say nothing where nothing is written', () => {
    for (const kind of Object.keys(kinds) as Kind[]) expect([kinds[kind](null), kinds[kind](''), kinds[kind](' - ')]).toEqual([false, false, false]);
  });
});
