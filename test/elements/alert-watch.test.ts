import { describe, expect, it } from 'vitest';
import { AlertWatch, type Alert, type Watched } from '../../src/elements/parts/alert-watch.js';

const minute = 60_000;
const at = (value: number, status: Watched['status'], more: Partial<Watched> = {}): Watched =>
  ({ value, target: 100, status, better: 'higher', reliability: 'ok', partial: false, ...more });

/** One answer a minute, each from a load of its own. */
const told = (figures: readonly Watched[], quietMs = 0): readonly string[] => {
  const watch = new AlertWatch();
  return figures.map((figure, i) => {
    const alert: Alert | null = watch.take(figure, 'q', i, quietMs, i * minute);
    return alert === null ? '–' : `${alert.rule} ${alert.turned} from ${alert.previous.value}`;
  });
};

describe('an alert', () => {
  it('tells that the status turned, either way, and never at the first answer', () => {
    expect(told([at(80, 'bad'), at(120, 'good'), at(70, 'bad')])).toEqual(['–', 'status good from 80', 'status bad from 120']);
  });
  it('is silent while a figure stays on its side', () => {
    expect(told([at(120, 'good'), at(140, 'good'), at(101, 'good')])).toEqual(['–', '–', '–']);
  });
  it('waits for the judgement on the way: within reach is no side', () => {
    expect(told([at(120, 'good'), at(104, 'warn'), at(60, 'bad')])).toEqual(['–', '–', 'status bad from 120']);
    expect(told([at(90, 'warn'), at(60, 'bad')])).toEqual(['–', 'status bad from 90']);
  });
  it('tells that the target was crossed where the status does not say', () => {
    expect(told([at(96, 'warn'), at(103, 'warn'), at(97, 'warn')])).toEqual(['–', 'target good from 96', 'target bad from 103']);
    expect(told([at(96, 'warn', { better: 'lower' }), at(103, 'warn', { better: 'lower' })])).toEqual(['–', 'target bad from 96']);
  });
  it('does not trust a crossing by few cases', () => {
    expect(told([at(96, 'warn'), at(103, 'warn', { reliability: 'caution' })])).toEqual(['–', '–']);
    expect(told([at(80, 'bad'), at(130, 'unknown', { reliability: 'unreliable' })])).toEqual(['–', '–']);
    expect(told([at(80, 'bad'), at(130, 'unknown', { partial: true })])).toEqual(['–', '–']);
  });
  it('does not trust a crossing by rows of which some did not come: such a figure is not judged', () => {
    expect(told([at(103, 'warn'), at(60, 'unknown'), at(104, 'warn')])).toEqual(['–', '–', '–']);
  });
  it('compares with what was judged last, across answers that cannot be judged', () => {
    expect(told([at(80, 'bad'), at(9, 'unknown', { reliability: 'unreliable' }), at(130, 'good')])).toEqual(['–', '–', 'status good from 80']);
    expect(told([at(9, 'unknown', { reliability: 'unreliable' }), at(130, 'good'), at(80, 'bad')])).toEqual(['–', '–', 'status bad from 130']);
  });
  it('says nothing without a target', () => {
    const none = { target: null, status: 'unknown' } as const;
    expect(told([at(80, 'unknown', none), at(130, 'unknown', none)])).toEqual(['–', '–']);
  });
});

describe('a period outside of its limits', () => {
  const period = (start: string) => ({ start, end: '', startMs: 0, endMs: 0, partial: false, name: null });
  const control = (start: string, outside: 'above' | 'below' | null): Partial<Watched> =>
    ({ target: null, control: { period: period(start), value: 1, mean: 1, lo: 0, hi: 2, n: 7, falseAlarms: 0.01, outside } });
  it('is told once, target or not, judged by the direction of the figure', () => {
    expect(told([at(40, 'unknown', control('q1', null)), at(60, 'unknown', control('q2', 'above')), at(61, 'unknown', control('q2', 'above'))])).toEqual(['–', 'control good from 40', '–']);
    expect(told([at(40, 'unknown', control('q1', null)), at(60, 'unknown', { ...control('q2', 'above'), better: 'lower' })])).toEqual(['–', 'control bad from 40']);
  });
  it('is told anew for another period', () => {
    expect(told(['above', null, 'above'].map((outside, i) => at(40 + i, 'unknown', control(`q${i}`, outside as 'above' | null))))).toEqual(['–', '–', 'control good from 41']);
  });
  it('gives way to a status that turned', () => {
    expect(told([at(120, 'good', { ...control('q1', null), target: 100 }), at(60, 'bad', { ...control('q2', 'below'), target: 100 })])).toEqual(['–', 'status bad from 120']);
  });
});

describe('the quiet time after an alert', () => {
  it('keeps a figure that goes to and fro from telling each time', () => {
    expect(told([at(80, 'bad'), at(120, 'good'), at(80, 'bad'), at(120, 'good'), at(80, 'bad')], 10 * minute)).toEqual(['–', 'status good from 80', '–', '–', '–']);
  });
  it('loses nothing that lasts: it is told once the time is over', () => {
    expect(told([at(80, 'bad'), at(120, 'good'), at(70, 'bad'), at(70, 'bad'), at(70, 'bad')], 3 * minute))
      .toEqual(['–', 'status good from 80', '–', '–', 'status bad from 120']);
  });
});

describe('what is no doing of the data', () => {
  const watch = new AlertWatch();
  const ask = (figure: Watched, question: string, loadedAtMs: number): Alert | null => watch.take(figure, question, loadedAtMs, 0, loadedAtMs);
  it('begins anew: another question, or another answer from the same data', () => {
    expect(ask(at(80, 'bad'), 'this quarter', 1)).toBeNull();
    expect(ask(at(120, 'good'), 'last quarter', 1)).toBeNull();
    expect(ask(at(80, 'bad'), 'last quarter', 1)).toBeNull();
    expect(ask(at(120, 'good'), 'this quarter', 2)).toBeNull();
    expect(ask(at(70, 'bad'), 'this quarter', 3)).toMatchObject({ rule: 'status', turned: 'bad' });
  });
  it('and another target is another question', () => {
    const own = new AlertWatch();
    expect(own.take(at(120, 'good'), 'q', 1, 0, 1)).toBeNull();
    expect(own.take(at(120, 'warn', { target: 130 }), 'q', 2, 0, 2)).toBeNull();
  });
});
