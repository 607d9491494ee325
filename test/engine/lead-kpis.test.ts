import { describe, expect, it } from 'vitest';
import { createEngine } from '../../src/engine/create-engine.js';

const leads = `id,received_at,email,qualified_at,owner_id
L1,2025-03-03T08:00:00Z,Kim@X.example,,A
L2,2025-03-10T08:00:00Z, kim@x.example ,2025-03-12T08:00:00Z,B
L3,2025-04-20T08:00:00Z,KIM@x.example,,A
L4,2025-03-05T08:00:00Z,lee@x.example,,B
L5,2025-03-06T08:00:00Z,,,B`;
const activities = `lead_id,occurred_at,kind,actor,direction,automated
L2,2025-03-10T08:10:00Z,call,sales,out,false
L4,2025-03-05T08:04:00Z,email,sales,out,false
L5,2025-03-06T08:01:00Z,email,marketing,out,true`;

describe('the lead KPIs from files', () => {
  const load = async () => {
    const engine = createEngine({ asOf: '2025-07-01', timeZone: 'Europe/Berlin' });
    await engine.load({ leads: { text: leads }, activities: { text: activities } });
    return engine;
  };
  it('people are known by their address, though the address itself is gone', async () => {
    const { value, n, caveats, segments } = await (await load()).compute({ kpi: 'lead_to_opp', segmentBy: ['owner_id'], interval: 'closed-form' });
    // L2 is L1 again, L3 comes seven weeks later.
    expect([value, n, caveats.find(({ code }) => code === 'DQ_DUPLICATES')?.params['n']]).toEqual([0.25, 4, 1]);
    expect(segments.map(({ key, value: own, n: cases }) => [key[0], own, cases])).toEqual([['A', 0.5, 2], ['B', 0, 2]]);
  });
  it('contacts of one count for both; minutes in any zone, hours in the report\'s', async () => {
    const { value, n, details } = await (await load()).compute({ kpi: 'lead_response' });
    // L1 waited seven days and ten minutes, L4 four minutes; L3 and L5 still do.
    expect([value, n, details.n, details.never]).toEqual([(7 * 1440 + 10 + 4) / 2, 2, 4, 0.5]);
    expect(details.hours.filter((hour) => hour.n > 0).map(({ weekday, hour, n: cases }) => [weekday, hour, cases])).toEqual([[1, 9, 1], [3, 9, 1], [4, 9, 1], [7, 10, 1]]);
  });
  it('opening times that cannot be meant are refused with the first question, as a setting', async () => {
    const engine = createEngine({ businessHours: { tz: 'Europe/Berlin', week: [{ dow: 8, from: '09:00', to: '18:00' }], holidays: [] } });
    await engine.load({ leads: { text: leads }, activities: { text: activities } });
    await expect(engine.compute({ kpi: 'lead_to_opp' })).rejects.toMatchObject({ info: { code: 'CONFIG' } });
  });
});
