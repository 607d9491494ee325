import type { Row, Rows } from '../fixtures/tables.js';

/**
 * The lead KPIs once more, row by row and without columns, cells or histograms: written from the specification alone, for
 * data in UTC with times to the minute. Slow and plain on purpose.
 */
const minute = 60_000;
const day = 86_400_000;

export interface LeadQuestion {
  readonly rows: Rows;
  readonly asOf: string;
  readonly period: { readonly start: string; readonly end: string };
  readonly filter: Readonly<Record<string, readonly (string | null)[]>>;
  readonly dedupe: boolean;
}

const parse = (text: Row[string]): number => (typeof text === 'string' ? Date.parse(`${text}${text.length === 10 ? 'T00:00' : ''}Z`) : NaN);

/** The kept lead with all leads that it stands for, itself first. */
interface Group { readonly kept: Row; readonly members: readonly Row[] }

const groupsOf = ({ rows, asOf, dedupe }: LeadQuestion): Group[] => {
  const leads = (rows.leads ?? []).filter((row) => parse(row['received_at']) < parse(asOf));
  const byTime = [...leads].sort((a, b) => parse(a['received_at']) - parse(b['received_at']) || (String(a['id']) < String(b['id']) ? -1 : 1));
  const groups: { kept: Row; members: Row[] }[] = [];
  for (const row of byTime) {
    const email = row['email'] === null ? null : String(row['email']).trim().toLowerCase();
    // Of the groups of this address the youngest kept lead is the one within reach.
    const same = groups.filter(({ kept }) => email !== null && kept['email'] !== null && String(kept['email']).trim().toLowerCase() === email).at(-1);
    if (dedupe && same !== undefined && parse(row['received_at']) - parse(same.kept['received_at']) <= 30 * day) same.members.push(row);
    else groups.push({ kept: row, members: [row] });
  }
  return groups;
};

const first = (instants: readonly number[], asOf: number): number => Math.min(...instants.filter((at) => at < asOf), Infinity);

/** Every instant at which sales reached out to one of the leads, with whether the lead answered or was met by it. */
const contactsOf = (rows: Rows, { members }: Group, asOf: number) => {
  const ids = new Set(members.map(({ id }) => id));
  const activities = (rows.activities ?? []).filter((row) => ids.has(row['lead_id']) && parse(row['occurred_at']) < asOf && ['email', 'call', 'chat', 'sms', 'meeting', 'video'].includes(String(row['kind'])));
  const isHuman = (row: Row): boolean => row['automated'] !== true && (row['actor'] ?? 'sales') === 'sales' && (row['direction'] ?? 'out') === 'out';
  const isMet = (row: Row): boolean => {
    if (row['automated'] === true) return false;
    if (row['direction'] === 'in' && !['meeting', 'video'].includes(String(row['kind']))) return true;
    const bySales = (row['actor'] ?? 'sales') === 'sales';
    return bySales && (row['outcome'] === 'Connected' || (['meeting', 'video'].includes(String(row['kind'])) && row['outcome'] !== 'canceled'));
  };
  return {
    human: [...activities.filter(isHuman).map((row) => parse(row['occurred_at'])), ...members.map((row) => parse(row['first_response_at'])).filter((at) => at < asOf)],
    met: activities.filter(isMet).map((row) => parse(row['occurred_at'])),
    automatic: activities.filter((row) => row['automated'] === true && (row['direction'] ?? 'out') === 'out').map((row) => parse(row['occurred_at'])),
  };
};

const passes = ({ kept }: Group, filter: LeadQuestion['filter']): boolean => Object.entries(filter).every(([name, values]) => values.includes((kept[name] ?? null) as string | null));

interface Life { readonly t: number; readonly ev: 0 | 1 | 2 }

/** Aalen–Johansen incidence of cause 1, and Kaplan–Meier survival, by counting who is at risk at every event time. */
const steps = (lives: readonly Life[]) => {
  const times = [...new Set(lives.filter(({ ev }) => ev !== 0).map(({ t }) => t))].sort((a, b) => a - b);
  let [s, incidence] = [1, 0];
  return times.map((t) => {
    const n = lives.filter((life) => life.t >= t).length;
    const [d1, d2] = [1, 2].map((ev) => lives.filter((life) => life.t === t && life.ev === ev).length) as [number, number];
    incidence += (s * d1) / n;
    s *= (n - d1 - d2) / n;
    return { t, s, incidence };
  });
};

/** When each lead of the group was qualified; an opportunity without any date says nothing. */
const qualificationsOf = (rows: Rows, { members }: Group): { at: number[]; isUndated: boolean } => {
  const dates = members.map((row) => {
    const own = parse(row['qualified_at']);
    if (!Number.isNaN(own)) return own;
    return parse((rows.deals ?? []).find(({ id }) => id === row['opp_id'])?.['created_at'] ?? null);
  });
  return { at: dates.filter((at) => !Number.isNaN(at)), isUndated: members.some((row, i) => row['opp_id'] !== null && Number.isNaN(dates[i])) };
};

export const oracleLeadToOpp = (question: LeadQuestion & { readonly denominator: string; readonly horizonDays: number }) => {
  const { rows, period, filter, denominator, horizonDays } = question;
  const asOf = parse(question.asOf);
  const horizon = horizonDays * day;
  const counted = groupsOf(question).flatMap((group) => {
    const start = denominator === 'handed_over' ? first(group.members.map((row) => parse(row['handed_over_at'])), asOf) : parse(group.kept['received_at']);
    if (start === Infinity || start < parse(period.start) || start >= parse(period.end) || !passes(group, filter)) return [];
    const { at, isUndated } = qualificationsOf(rows, group);
    const qualified = first(at, asOf);
    const contacts = contactsOf(rows, group, asOf);
    const since = (instants: readonly number[]): number => first(instants.filter((x) => x >= start - 5 * minute), asOf);
    return [{ group, start, age: asOf - start, qualified, isUndated, gone: first(group.members.map((row) => parse(row['disqualified_at'])), asOf), contact: since(contacts.human), met: since(contacts.met) }];
  });
  const backwards = counted.filter(({ qualified, start }) => qualified < start - day);
  const cohort = counted.filter((lead) => !backwards.includes(lead));
  const isQualified = ({ qualified, start }: (typeof cohort)[number]): boolean => qualified - start <= horizon;
  const isWorked = (lead: (typeof cohort)[number]): boolean => isQualified(lead) || lead.contact - lead.start <= horizon;
  const matured = cohort.filter(({ age }) => age >= horizon);
  const days = (ms: number): number => Math.max(0, Math.ceil(ms / day));
  const lives = cohort.map((lead): Life => {
    if (isQualified(lead)) return { t: days(lead.qualified - lead.start), ev: 1 };
    if (lead.qualified === Infinity && days(lead.gone - lead.start) <= horizonDays) return { t: days(lead.gone - lead.start), ev: 2 };
    return { t: Math.min(horizonDays, Math.floor(lead.age / day)), ev: 0 };
  });
  const due = cohort.filter(({ age }) => age > 24 * 60 * minute);
  return {
    cohort: cohort.length, matured: matured.length, qualified: matured.filter(isQualified).length, worked: matured.filter(isWorked).length,
    reached: matured.filter((lead) => isWorked(lead) && (isQualified(lead) || lead.met - lead.start <= horizon)).length,
    backwards: backwards.length, undated: cohort.filter(({ isUndated, qualified }) => isUndated && qualified === Infinity).length,
    untouched: matured.filter((lead) => isQualified(lead) && lead.contact - lead.start > horizon).length,
    unworked: {
      slow: matured.filter((lead) => !isWorked(lead) && (lead.contact !== Infinity || lead.qualified !== Infinity)).length,
      open: matured.filter((lead) => lead.contact === Infinity && lead.qualified === Infinity && lead.gone === Infinity).length,
      gone: matured.filter((lead) => lead.contact === Infinity && lead.qualified === Infinity && lead.gone !== Infinity).length,
    },
    due: due.length, neglected: due.filter(({ contact, qualified }) => contact === Infinity && qualified === Infinity).length,
    disqualified: matured.filter((lead) => lead.qualified === Infinity && days(lead.gone - lead.start) <= horizonDays).length,
    incidence: cohort.length === 0 ? null : steps(lives).filter(({ t }) => t <= horizonDays).at(-1)?.incidence ?? 0,
    owners: new Map([...new Set(matured.map(({ group }) => group.kept['owner_id'] as string | null))].map((id) => {
      const own = matured.filter(({ group }) => group.kept['owner_id'] === id);
      return [id, { n: own.length, qualified: own.filter(isQualified).length }] as const;
    })),
  };
};

const survivalMedian = (lives: readonly Life[]): number | null => {
  const curve = steps(lives);
  const at = curve.findIndex(({ s }) => s <= 0.5 + 1e-9);
  const step = curve[at];
  if (step === undefined) return null;
  return Math.abs(step.s - 0.5) > 1e-9 ? step.t : (step.t + (curve[at + 1]?.t ?? Math.max(...lives.map(({ t }) => t)))) / 2;
};

export const oracleLeadResponse = (question: LeadQuestion) => {
  const asOf = parse(question.asOf);
  const { period, filter, rows } = question;
  const leads = groupsOf(question).filter(({ kept }) => parse(kept['received_at']) >= parse(period.start) && parse(kept['received_at']) < parse(period.end)).filter((group) => passes(group, filter)).map((group) => {
    const received = parse(group.kept['received_at']);
    const { human, automatic } = contactsOf(rows, group, asOf);
    const contact = first(human.filter((at) => at >= received - 5 * minute), asOf);
    return {
      owner: group.kept['owner_id'] as string | null, hour: new Date(received).getUTCHours(), weekday: ((new Date(received).getUTCDay() + 6) % 7) + 1,
      age: asOf - received, wait: contact === Infinity ? null : Math.max(0, contact - received),
      prior: human.some((at) => at < received - 5 * minute), auto: first(automatic.filter((at) => at >= received - 5 * minute), asOf) < contact,
    };
  });
  const lifeOf = ({ wait, age }: (typeof leads)[number]): Life => (wait === null ? { t: Math.floor(age / minute), ev: 0 } : { t: Math.ceil(wait / minute), ev: 1 });
  const answered = leads.flatMap(({ wait }) => (wait === null ? [] : [wait]));
  const share = (limit: number): number | null => {
    const old = leads.filter(({ age }) => age >= limit);
    return old.length === 0 ? null : old.filter(({ wait }) => wait !== null && wait <= limit).length / old.length;
  };
  const old = leads.filter(({ age }) => age >= 7 * day);
  const within = (low: number, high: number): number => answered.filter((wait) => wait / minute > low && wait / minute <= high).length;
  return {
    n: leads.length, answered: answered.length, mean: answered.length === 0 ? null : answered.reduce((sum, wait) => sum + wait, 0) / answered.length / minute,
    median: survivalMedian(leads.map(lifeOf)), within5: share(5 * minute), within30: share(30 * minute),
    never: leads.length === 0 ? null : old.length === 0 ? 0 : old.filter(({ wait }) => wait === null).length / old.length,
    prior: leads.length === 0 ? null : leads.filter(({ prior }) => prior).length / leads.length, autoReplied: leads.filter(({ auto }) => auto).length,
    bins: [within(-1, 5), within(5, 30), within(30, 60), within(60, 1440), within(1440, Infinity), leads.length - answered.length],
    owners: [...new Set(leads.map(({ owner }) => owner))].sort((a, b) => (a === null ? 1 : b === null ? -1 : a < b ? -1 : 1)).map((id) => {
      const own = leads.filter(({ owner }) => owner === id);
      return { id, n: own.length, median: survivalMedian(own.map(lifeOf)) };
    }),
    hours: leads.reduce((counts, { weekday, hour }) => counts.set(`${weekday}-${hour}`, (counts.get(`${weekday}-${hour}`) ?? 0) + 1), new Map<string, number>()),
  };
};
