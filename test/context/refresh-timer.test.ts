import type { ReactiveControllerHost } from 'lit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { RefreshTimer } from '../../src/context/refresh-timer.js';

const minute = 60_000;
const page = { hidden: false, onLine: true };
const listeners = new Map<string, Set<() => void>>();
const events = {
  addEventListener: (name: string, listener: () => void) => listeners.set(name, (listeners.get(name) ?? new Set()).add(listener)),
  removeEventListener: (name: string, listener: () => void) => listeners.get(name)?.delete(listener),
};
const tell = (name: string): void => listeners.get(name)?.forEach((listener) => listener());

let refreshed = 0;
let isLoading = false;
let timer: RefreshTimer;

beforeEach(() => {
  vi.useFakeTimers();
  listeners.clear();
  Object.assign(page, { hidden: false, onLine: true });
  vi.stubGlobal('document', { ...events, get hidden() { return page.hidden; } });
  vi.stubGlobal('navigator', { get onLine() { return page.onLine; } });
  vi.stubGlobal('addEventListener', events.addEventListener);
  vi.stubGlobal('removeEventListener', events.removeEventListener);
  refreshed = 0;
  isLoading = false;
  timer = new RefreshTimer({ addController: () => undefined } as unknown as ReactiveControllerHost, { refresh: () => refreshed++, isLoading: () => isLoading });
  timer.seconds = 60;
  timer.hostConnected();
});
afterEach(() => {
  timer.hostDisconnected();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('refreshing by interval', () => {
  it('comes every so many seconds, not before', () => {
    vi.advanceTimersByTime(minute - 1);
    expect(refreshed).toBe(0);
    vi.advanceTimersByTime(1);
    expect(refreshed).toBe(1);
    vi.advanceTimersByTime(3 * minute);
    expect(refreshed).toBe(4);
  });

  it('waits while nobody looks, and then makes up for it once', () => {
    page.hidden = true;
    vi.advanceTimersByTime(5 * minute);
    expect(refreshed).toBe(0);
    page.hidden = false;
    tell('visibilitychange');
    expect(refreshed).toBe(1);
    vi.advanceTimersByTime(minute - 1);
    expect(refreshed).toBe(1);
    vi.advanceTimersByTime(1);
    expect(refreshed).toBe(2);
  });

  it('does not come early because somebody looks again', () => {
    page.hidden = true;
    tell('visibilitychange');
    vi.advanceTimersByTime(10_000);
    page.hidden = false;
    tell('visibilitychange');
    expect(refreshed).toBe(0);
    vi.advanceTimersByTime(50_000);
    expect(refreshed).toBe(1);
  });

  it('waits for the network, and then makes up for it once', () => {
    page.onLine = false;
    vi.advanceTimersByTime(5 * minute);
    expect(refreshed).toBe(0);
    page.onLine = true;
    tell('online');
    expect(refreshed).toBe(1);
  });

  it('waits for both', () => {
    Object.assign(page, { hidden: true, onLine: false });
    vi.advanceTimersByTime(2 * minute);
    page.onLine = true;
    tell('online');
    expect(refreshed).toBe(0);
    page.hidden = false;
    tell('visibilitychange');
    expect(refreshed).toBe(1);
  });

  it('makes up once for eight hours asleep, in which timers stood still', () => {
    vi.advanceTimersByTime(10_000);
    vi.setSystemTime(Date.now() + 8 * 60 * minute);
    expect(refreshed).toBe(0);
    vi.advanceTimersByTime(30_000);
    expect(refreshed).toBe(1);
    vi.advanceTimersByTime(minute);
    expect(refreshed).toBe(2);
  });

  it('is not put off by a clock that was set back', () => {
    vi.setSystemTime(Date.now() - 5 * 60 * minute);
    vi.advanceTimersByTime(90_000);
    expect(refreshed).toBe(1);
  });

  it('passes a time over while something is being loaded', () => {
    isLoading = true;
    vi.advanceTimersByTime(minute);
    isLoading = false;
    vi.advanceTimersByTime(minute - 1);
    expect(refreshed).toBe(0);
    vi.advanceTimersByTime(1);
    expect(refreshed).toBe(1);
  });

  it('spares the server: five seconds at least', () => {
    timer.seconds = 0.01;
    vi.advanceTimersByTime(4_999);
    expect(refreshed).toBe(0);
    vi.advanceTimersByTime(1);
    expect(refreshed).toBe(1);
  });

  it.each([0, -1, Number.NaN, Infinity])('of %d seconds never comes', (seconds) => {
    timer.seconds = seconds;
    vi.advanceTimersByTime(1_000 * minute);
    expect(refreshed).toBe(0);
  });

  it('ends with its element', () => {
    timer.hostDisconnected();
    vi.advanceTimersByTime(10 * minute);
    tell('online');
    expect([refreshed, vi.getTimerCount(), [...listeners.values()].reduce((sum, { size }) => sum + size, 0)]).toEqual([0, 0, 0]);
  });
});
