import { describe, expect, it } from 'vitest';
import { leadPicture } from '../../src/elements/lead-opportunity-chart/lead-picture.js';
import { createStage } from '../../src/elements/parts/stage.js';
import { messagesFor } from '../../src/i18n/all-messages.js';
import { frameOf } from '../charts/scene-checks.js';
import { leadToOpp as leads } from '../fixtures/lead-opp-result.js';

const factsOf = (language: string, details: Partial<typeof leads.details> = {}): readonly string[] => {
  const { measure } = frameOf(672);
  const stage = createStage({ messages: messagesFor(language), dir: 'ltr', currency: null, hostWidth: 700, width: 672, measure, selected: [], isOld: false, annotations: [] });
  const { head } = leadPicture([{ ...leads, details: { ...leads.details, ...details } }], stage, { heading: '', nullText: '–', oldSinceMs: null }, () => undefined);
  return head.facts.map(({ runs }) => runs.map(({ text }) => text).join('').replaceAll(/\s/gu, ' '));
};

describe('the head of the leads', () => {
  it('says how many leads are too young to be counted, and younger than what', () => {
    expect(factsOf('en', { immature: 50, horizonDays: 30 })).toEqual(['50 leads younger than 30 days not counted']);
    expect(factsOf('de', { immature: 50, horizonDays: 30 })).toEqual(['50 Leads jünger als 30 Tage, nicht gezählt']);
  });
  it('counts one lead, and a horizon of one day, as one', () => {
    expect(factsOf('en', { immature: 1, horizonDays: 1 })).toEqual(['1 lead younger than 1 day not counted']);
    expect(factsOf('de', { immature: 1, horizonDays: 1 })).toEqual(['1 Lead jünger als 1 Tag, nicht gezählt']);
  });
  it('says nothing where all are old enough, or no horizon is known', () => {
    expect(factsOf('en', { immature: 0, horizonDays: 30 })).toEqual([]);
    expect(factsOf('en', { immature: 50, horizonDays: null })).toEqual([]);
  });
});
