import type { Caveat, KpiResult } from '../model/result.js';
import type { Reliability } from '../model/reliability.js';
import type { ResponseDetails } from '../model/response-details.js';
import type { Lever, WhatIfChanges, WhatIfLever, WhatIfLimit } from '../model/what-if.js';
import { whatIfCaveatTexts } from './what-if-caveat-texts.js';
import { caveatWriter } from './caveats.js';
import { highestRetention } from './churn-what-if.js';
import { rateReliability } from './reliability.js';
import type { WhatIfBase } from './what-if-base.js';

const caveat = caveatWriter(whatIfCaveatTexts);

/** How far levers go, and how finely. */
const range = { retention: 0.2, winRate: 0.1, price: 0.3 } as const;
const step = { retention: 0.005, winRate: 0.005, price: 0.01 } as const;
/** A share that is assumed to fall keeps this much. */
const leastShare = 0.01;

const stepsWithin = (way: number, size: number): number => Math.round(Math.max(0, Math.floor(way / size + 1e-9)) * size * 1000) / 1000;

/** The first note that forbids a figure, else that it has no case. */
export const lackOf = ({ caveats }: KpiResult): Caveat =>
  caveats.find(({ severity, code }) => severity === 'block' && code !== 'R_UNRELIABLE') ?? caveat('E_ZERO_DENOM');

const still = (lever: Lever, lack: Caveat, now: number | null = null, reliability: Reliability = 'none'): WhatIfLever =>
  ({ lever, now, then: now, change: null, least: 0, most: 0, step: 0, limits: [], reliability, lack });

const given = (change: unknown): number => (typeof change === 'number' && Number.isFinite(change) ? change : 0);

/** A share moved by points, at most to `highest`. */
const sharePoints = (lever: 'retention' | 'winRate', now: number, highest: number, change: unknown, reliability: Reliability): WhatIfLever => {
  const way = { down: Math.max(0, Math.min(range[lever], now - leastShare)), up: Math.max(0, Math.min(range[lever], highest - now)) };
  const taken = Math.min(way.up, Math.max(-way.down, given(change)));
  return {
    lever, now, then: now + taken, change: taken, least: 0 - stepsWithin(way.down, step[lever]), most: stepsWithin(way.up, step[lever]), step: step[lever],
    limits: [], reliability, lack: null,
  };
};

const retentionLever = ({ churn, cac }: WhatIfBase, change: unknown): WhatIfLever => {
  const { retention } = churn.details.whatIf;
  if (retention === null) return still('retention', lackOf(churn));
  if (retention >= highestRetention) return still('retention', caveat('WI_ALL_STAY'), retention, churn.reliability);
  if (retention <= 0) return still('retention', caveat('WI_NOBODY_STAYS'), retention, churn.reliability);
  if (cac.details.clvBasis !== 'model') return still('retention', caveat('WI_NO_MODEL'), retention, churn.reliability);
  return sharePoints('retention', retention, highestRetention, change, churn.reliability);
};

const winLever = ({ closeRatio }: WhatIfBase, change: unknown): WhatIfLever => {
  const { value, reliability } = closeRatio;
  if (value === null) return still('winRate', lackOf(closeRatio));
  if (value <= 0) return still('winRate', caveat('WI_NO_WINS'), value, reliability);
  return sharePoints('winRate', value, 1, change, reliability);
};

const priceLever = (change: unknown): WhatIfLever => {
  const taken = Math.min(range.price, Math.max(-range.price, given(change)));
  return { lever: 'price', now: 1, then: 1 + taken, change: taken, least: -range.price, most: range.price, step: step.price, limits: [], reliability: 'ok', lack: null };
};

interface Told { readonly minutes: number | null; readonly matured: number; readonly qualified: number }

const toldBins = (bins: ResponseDetails['bins']): readonly Told[] | null =>
  (bins.some(({ matured }) => matured === null) || bins.length === 0 ? null
    : bins.map(({ to, matured, qualified }) => ({ minutes: to, matured: matured ?? 0, qualified: qualified ?? 0 })));

const sum = (bins: readonly Told[], of: 'matured' | 'qualified'): number => bins.reduce((total, bin) => total + bin[of], 0);

/** Share qualified if whoever waited longer than the limit did as well as those answered just within it. */
const sharedBy = (bins: readonly Told[], limit: number): number => {
  const at = bins.findIndex(({ minutes }) => minutes === limit);
  const [own, later] = [bins[at] as Told, bins.slice(at + 1)];
  return (sum(bins.slice(0, at + 1), 'qualified') + (own.qualified / own.matured) * sum(later, 'matured')) / sum(bins, 'matured');
};

const responseLever = ({ response, cac }: WhatIfBase, change: unknown): WhatIfLever => {
  const bins = toldBins(response.details.bins);
  if (response.state === 'not-applicable' || response.n === 0) return still('responseMinutes', lackOf(response));
  if (bins === null) return still('responseMinutes', caveat('NOT_APPLICABLE', { table: 'leads', column: 'qualified_at' }));
  const [matured, qualified] = [sum(bins, 'matured'), sum(bins, 'qualified')];
  if (matured === 0 || qualified === 0) return still('responseMinutes', caveat('WI_NONE_QUALIFIED'));
  const now = qualified / matured;
  if (cac.phases?.some(({ key }) => key === 'lead_to_opp') !== true) return still('responseMinutes', caveat('WI_NO_LEAD_FUNNEL'), now);
  const limits = response.details.bins.flatMap(({ to, matured: n, rate, ci }): WhatIfLimit[] => {
    if (to === null) return [];
    const isFew = n === null || rate === null || ['none', 'unreliable'].includes(rateReliability(n, ci));
    return [{ minutes: to, n: n ?? 0, rate, ci, lack: isFew ? caveat('WI_FEW_ANSWERED', { n: n ?? 0, minutes: to }) : null }];
  }).reverse();
  const taken = limits.find(({ minutes, lack }) => minutes === change && lack === null)?.minutes ?? null;
  return {
    lever: 'responseMinutes', now, then: taken === null ? now : sharedBy(bins, taken), change: taken, least: 0, most: 0, step: 0, limits,
    reliability: rateReliability(matured, null), lack: limits.every(({ lack }) => lack !== null) ? limits.at(-1)?.lack ?? null : null,
  };
};

/** The four assumptions as own figures allow them. A change beyond what is possible is taken as far as it goes. */
export const leversOf = (base: WhatIfBase, { retention, winRate, responseMinutes, price }: WhatIfChanges): Readonly<Record<Lever, WhatIfLever>> => ({
  retention: retentionLever(base, retention), winRate: winLever(base, winRate), responseMinutes: responseLever(base, responseMinutes), price: priceLever(price),
});
