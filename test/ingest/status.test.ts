import { describe, expect, it } from 'vitest';
import { outcomeOfWords } from '../../src/ingest/status.js';
import { readBack } from './read-back.js';

describe('words for the outcome of a deal', () => {
  it.each([
    ['Closed Won', 'won'], ['closedwon', 'won'], ['Won', 'won'], ['gewonnen', 'won'], ['Geschlossen - gewonnen', 'won'], ['Closed Lost', 'lost'], ['closedlost', 'lost'], ['verloren', 'lost'], ['LOST', 'lost'],
    ['open', 'open'], ['Offen', 'open'], ['Prospecting', null], ['Not won', null], ['Nicht verloren', null], ['wonderful', null], ['', null],
  ])('%s → %s', (text, outcome) => expect([null, 'open', 'won', 'lost'][outcomeOfWords(text)]).toBe(outcome));
});

describe('the status of deals', () => {
  it('comes from stages where there is no status: neither won nor lost is open, no stage is unknown', async () => {
    const { column, report } = await readBack('id,stage\nd1,Closed Won\nd2,Closed Lost\nd3,Negotiation\nd4,\n');
    expect(column('status')).toEqual(['won', 'lost', 'open', null]);
    expect(column('stage')).toEqual(['Closed Won', 'Closed Lost', 'Negotiation', null]);
    expect(report.columns['status']).toBe('stage');
  });

  it('comes from the won and closed flags of HubSpot and Salesforce, written as texts', async () => {
    const { column, report, table } = await readBack('id,hs_is_closed_won,hs_is_closed,dealstage\nd1,true,true,x\nd2,false,true,x\nd3,false,false,closedwon\nd4,,,closedlost\n');
    expect(column('status')).toEqual(['won', 'lost', 'open', 'lost']);
    expect([...table.columns.keys()].some((name) => name.startsWith('$'))).toBe(false);
    expect(report.columns['status']).toBe('hs_is_closed_won');
    expect(Object.keys(report.columns).some((name) => name.startsWith('$'))).toBe(false);
  });

  it('goes its own column first, and what that does not know is not called open', async () => {
    const { column, issue, report } = await readBack('id,status,stage\nd1,gewonnen,Demo\nd2,pending,Demo\nd3,,Closed Won\nd4,pending,Closed Lost\n');
    expect(column('status')).toEqual(['won', null, 'won', 'lost']);
    expect(issue('STATUS_UNKNOWN')).toMatchObject({ severity: 'warn', row: 3, value: 'pending', count: 2 });
    expect(report.unmappedValues['status']).toEqual([{ value: 'pending', count: 2 }]);
  });

  it('follows the translation of the host', async () => {
    const own = await readBack({ text: 'id,status\nd1,A\nd2,B\nd3,C\n', values: { status: { A: 'won', B: 'lost', C: 'open' } } });
    expect(own.column('status')).toEqual(['won', 'lost', 'open']);
    const stages = await readBack({ text: 'id,stage\nd1,Unterschrieben\nd2,Storno\nd3,Demo\n', values: { status: { Unterschrieben: 'won', Storno: 'lost' } } });
    expect(stages.column('status')).toEqual(['won', 'lost', 'open']);
    expect(stages.column('stage')).toEqual(['Unterschrieben', 'Storno', 'Demo']);
  });
});

describe('the close date', () => {
  it('of an open deal is the expected one where HubSpot and Salesforce keep both in one column', async () => {
    const { column, issue, all, report } = await readBack('Id,StageName,CloseDate\nd1,Closed Won,2024-01-05\nd2,Negotiation,2024-12-31\n');
    expect(column('closed_at')).toEqual(['2024-01-05', null]);
    expect(column('expected_close_at')).toEqual([null, '2024-12-31']);
    expect(issue('CLOSE_DATE_OF_OPEN_DEALS')).toMatchObject({ count: 1 });
    expect(all.rules).toContainEqual({ code: 'CLOSE_DATE_OF_OPEN_DEALS', table: 'deals', count: 1 });
    expect(report.columns['expected_close_at']).toBe('CloseDate');
  });
  it('under our own name is left as it is', async () => {
    expect((await readBack('id,status,closed_at\nd1,open,2024-12-31\n')).column('closed_at')).toEqual(['2024-12-31']);
  });
  it('comes from won and lost times where there is no other', async () => {
    const { column } = await readBack('id,status,won_time,lost_time\nd1,won,2024-01-05 10:00:00,\nd2,lost,,2024-02-05 10:00:00\nd3,open,,\n');
    expect(column('closed_at')).toEqual(['2024-01-05T10:00:00.000Z', '2024-02-05T10:00:00.000Z', null]);
  });
});

describe('fixed vocabularies', () => {
  it('are spoken in our words; others stay and are listed', async () => {
    const { column, report } = await readBack('id,occurred_at,type,direction\na1,2024-01-01,E-Mail,INBOUND\na2,2024-01-01,Anruf,ausgehend\na3,2024-01-01,Fax,\n', { as: 'activities' });
    expect(column('kind')).toEqual(['email', 'call', 'Fax']);
    expect(column('direction')).toEqual(['in', 'out', null]);
    expect(report.unmappedValues).toEqual({ kind: [{ value: 'Fax', count: 1 }] });
  });
  it('tell kinds of deals and write currencies in capitals', async () => {
    const { column } = await readBack('id,status,dealtype,currency\nd1,won,newbusiness,eur\nd2,won,Renewal,USD\nd3,won,existingbusiness,\n');
    expect(column('type')).toEqual(['new', 'renewal', 'upsell']);
    expect(column('currency')).toEqual(['EUR', 'USD', null]);
  });
});

describe('amount 0', () => {
  it('is 0, unless the source writes it for "not given"', async () => {
    const text = 'id,status,amount\nd1,lost,0\nd2,won,5\n';
    expect((await readBack(text)).column('amount')).toEqual([0, 5]);
    const { column, all } = await readBack({ text, options: { zeroIsNull: true } });
    expect(column('amount')).toEqual([null, 5]);
    expect(all.rules).toEqual([{ code: 'ZERO_IS_NULL', table: 'deals', count: 1 }]);
  });
});
