declare global { interface Window { ready: boolean; bench: Record<string, (...args: never[]) => Promise<unknown>>; paintedMs: number } }

/** Twenty widgets: eight cards, six curves, six funnels, each in a box of its final size. */
export const kinds: readonly ('card' | 'curve' | 'funnel')[] = [
  ...Array<'card'>(8).fill('card'), ...Array<'curve'>(6).fill('curve'), ...Array<'funnel'>(6).fill('funnel'),
];
const widths = { card: 240, curve: 480, funnel: 480 } as const;
const heights = { card: 180, curve: 360, funnel: 360 } as const;

export const makeBox = (kind: 'card' | 'curve' | 'funnel', isFixed = true): HTMLElement => {
  const box = document.createElement('div');
  box.style.cssText = `display:inline-block;vertical-align:top;margin:4px;width:${widths[kind]}px;${isFixed ? `height:${heights[kind]}px` : ''}`;
  return box;
};

/** Milliseconds since the page was asked for, once what is there now has been laid out and painted. */
const whenPainted = (): Promise<number> => new Promise((resolve) => {
  requestAnimationFrame(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => { resolve(performance.now()); };
    port2.postMessage(null);
  });
});

/** Shows the page once, and again beside it as often as asked, with all code there by then; `settled`: when nothing more comes. */
export const runPage = async (show: () => void | Promise<void>, settled: () => Promise<void> = () => Promise.resolve()): Promise<void> => {
  await show();
  window.paintedMs = await whenPainted();
  window.bench = {
    settled,
    again: async () => {
      const start = performance.now();
      await show();
      return (await whenPainted()) - start;
    },
  };
  window.ready = true;
};
