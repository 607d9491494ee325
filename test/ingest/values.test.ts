import { describe, expect, it } from 'vitest';
import { readBack } from './read-back.js';

describe('stages without a status', () => {
  const text = 'id,stage\n1,Angebot\n2,Angebot\n3,Gewonnen\n4,Verhandlung\n5,Closed Lost\n6,\n';

  it('that no word tells won or lost are open, and are listed with their counts', async () => {
    const { column, report } = await readBack(text);
    expect(column('status')).toEqual(['open', 'open', 'won', 'open', 'lost', null]);
    expect(report.unmappedValues).toEqual({ stage: [{ value: 'Angebot', count: 2 }, { value: 'Verhandlung', count: 1 }] });
  });

  it('are what the host says they are', async () => {
    const { column, report } = await readBack({ text, values: { status: { Angebot: 'open', Verhandlung: 'won', Gewonnen: 'won', 'Closed Lost': 'lost' } } });
    expect(column('status')).toEqual(['open', 'open', 'won', 'won', 'lost', null]);
    expect(report.unmappedValues).toEqual({});
  });

  it('are not asked about where flags tell the status', async () => {
    const { column, report } = await readBack('id,StageName,IsClosed,IsWon\n1,Angebot,false,false\n2,Angebot,true,true\n');
    expect(column('status')).toEqual(['open', 'won']);
    expect(report.unmappedValues).toEqual({});
  });
});

describe('a status of its own', () => {
  it('that is neither open, won nor lost is listed with its count and left without status', async () => {
    const { column, report, issue } = await readBack('id,Status\n1,gewonnen\n2,ruhend\n3,ruhend\n4,Verloren\n5,offen\n');
    expect(column('status')).toEqual(['won', null, null, 'lost', 'open']);
    expect(report.unmappedValues).toEqual({ status: [{ value: 'ruhend', count: 2 }] });
    expect(issue('STATUS_UNKNOWN')).toMatchObject({ row: 3, value: 'ruhend', count: 2 });
  });
});

describe('outcomes of activities', () => {
  it('are one word whatever they are called, and unknown ones are listed', async () => {
    const outcomes = ['NO_SHOW', 'Canceled', 'abgesagt', 'Opened', 'geklickt', 'hard bounce', 'Held', 'Left voicemail', 'to be phoned again', ''];
    const { column, report } = await readBack(outcomes.map((outcome, i) => ({ id: `a${i}`, occurred_at: '2024-01-01', kind: 'call', outcome })), { as: 'activities' });
    expect(column('outcome')).toEqual(['no_show', 'cancelled', 'cancelled', 'open', 'click', 'bounce', 'completed', 'voicemail', 'to be phoned again', null]);
    expect(report.unmappedValues).toEqual({ outcome: [{ value: 'to be phoned again', count: 1 }] });
  });
});
