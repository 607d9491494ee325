import type { KpiErrorInfo } from '../../model/issue.js';
import type { KpiResult } from '../../model/result.js';

/** What a widget shows. */
export type MainState = 'loading' | 'ready' | 'empty' | 'zero' | 'not-applicable' | 'suppressed' | 'error';
/** Laid over it. */
export type Overlay = 'stale' | 'partial' | 'error';

export interface WidgetState {
  readonly main: MainState;
  readonly overlays: readonly Overlay[];
}

/** Code of the note with which an answer is withheld; its `k` is the least number of cases that may be shown. */
export const suppressedCode = 'SUPPRESSED';

/** Part of the data a figure is made of did not come, or is still on its way. */
export const isPartialData = ({ caveats }: KpiResult): boolean => caveats.some(({ code }) => code === 'DQ_PARTIAL' || code === 'DQ_LOADING');

/** Of how many rows a figure is made while the rest is on its way; null = all that will come are there. */
export const rowsSoFar = ({ caveats }: KpiResult): number | null => {
  const rows = caveats.find(({ code }) => code === 'DQ_LOADING')?.params['n'];
  return typeof rows === 'number' ? rows : null;
};

const mainOf = (results: readonly KpiResult[], hasData: boolean): MainState => {
  if (results.some(({ caveats }) => caveats.some(({ code }) => code === suppressedCode))) return 'suppressed';
  const [lead] = results as readonly [KpiResult];
  const missing = results.find(({ state }) => state === 'not-applicable');
  if (lead.state === 'not-applicable' && missing !== undefined) return hasData ? 'not-applicable' : 'empty';
  return lead.state;
};

/** An error without a good picture before it is the state itself; over one, it makes the picture old. */
export const widgetState = (
  results: readonly KpiResult[] | null, error: KpiErrorInfo | null, hasData: boolean, isWaiting: boolean,
): WidgetState => {
  const hasPicture = results !== null && results[0] !== undefined && (error === null || results[0].state === 'ready' || results[0].state === 'zero');
  if (!hasPicture) return { main: error !== null ? 'error' : isWaiting || results === null ? 'loading' : 'empty', overlays: [] };
  const overlays: Overlay[] = [];
  if (error !== null) overlays.push('error', 'stale');
  if (results.some((result) => result.partial || isPartialData(result))) overlays.push('partial');
  return { main: mainOf(results, hasData), overlays };
};

export const allStates: readonly (MainState | Overlay)[] =
  ['loading', 'ready', 'empty', 'zero', 'not-applicable', 'suppressed', 'error', 'stale', 'partial'];
