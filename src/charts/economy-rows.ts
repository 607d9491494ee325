import { fullScaleOf, scaledFigure, type MoneyScale } from '../format/money.js';
import { say } from '../i18n/messages.js';
import type { Interval } from '../model/interval.js';
import type { KpiResult } from '../model/result.js';
import type { ChartContext } from './chart-context.js';
import { isUnreliable } from './is-unreliable.js';

export interface EconomyRow {
  readonly id: 'cac' | 'firstOrder' | 'lifetime';
  readonly name: string;
  readonly value: number | null;
  readonly ci: Interval | null;
  /** The part of the bar that is margin; null = the whole bar. */
  readonly filled: number | null;
  /** In brackets after the value: interval or margin. */
  readonly note: string;
  readonly point: number;
  /** Too few cases to rely on: drawn in greys, with their number in the note. */
  readonly few: boolean;
}

/** Cost, first order, lifetime margin: the lifetime value of the CAC result, else of its own KPI. */
export const economyRows = (context: ChartContext, cac: KpiResult<'cac'>, clv: KpiResult<'clv'> | null): readonly EconomyRow[] => {
  const { messages } = context;
  const { details } = cac;
  const lifetime = details.clv ?? clv?.value ?? null;
  const lifetimeCi = details.clv === null ? clv?.ci ?? null : details.clvCi;
  const historic = lifetime === null ? false : details.clv === null ? clv !== null && clv.details.model?.value == null : details.clvBasis === 'historic';
  const costFew = isUnreliable(cac);
  const lifetimeFew = clv === null ? costFew : isUnreliable(clv);
  const noted = (note: string, few: boolean, n: number): string =>
    [note, ...(few ? [say(messages, 'cycle.tooFew', { count: n })] : [])].filter((part) => part !== '').join(' · ');
  return [
    { id: 'cac', name: say(messages, 'unit.cac'), value: cac.value, ci: cac.ci, filled: null, note: noted(interval(context, cac.ci, cac.value), costFew, cac.n), point: 0, few: costFew },
    {
      id: 'firstOrder', name: say(messages, 'unit.firstOrder'), value: details.aov, ci: null, filled: details.aovMargin, point: 1, few: costFew,
      note: noted(details.aovMargin === null || details.aov === null ? ''
        : say(messages, 'unit.margin', { value: scaledFigure(details.aovMargin, fullScaleOf(details.aov, context.format), messages.locale) }), costFew, cac.n),
    },
    {
      id: 'lifetime', name: say(messages, historic ? 'unit.lifetimeToDate' : 'unit.lifetime'), value: lifetime, ci: lifetimeCi, filled: null,
      note: noted(interval(context, lifetimeCi, lifetime), lifetimeFew, clv?.n ?? cac.n), point: 2, few: lifetimeFew,
    },
  ];
};

const interval = (context: ChartContext, ci: Interval | null, value: number | null): string => {
  const text = value === null ? '' : moneyRange(context, ci, fullScaleOf(value, context.format));
  return text === '' ? '' : `(${text})`;
};

/** Both ends in a scale; empty where one is not known. */
export const moneyRange = (context: ChartContext, ci: Interval | null, scale: MoneyScale): string => {
  if (!ci || ci.lo === null || ci.hi === null) return '';
  return `${scaledFigure(ci.lo, scale, context.messages.locale)}–${scaledFigure(ci.hi, scale, context.messages.locale)}`;
};
