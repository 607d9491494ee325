import { expect, fireEvent, waitFor } from 'storybook/test';
import type { KpiWidget } from '../src/elements/kpi-widget.js';
import type { MainState, Overlay } from '../src/elements/parts/widget-state.js';

/** The widgets in a story: what stands alone or in `<sales-data>` and gives a provenance. */
export const widgetsIn = (canvas: HTMLElement): readonly KpiWidget[] =>
  [...canvas.querySelectorAll<KpiWidget>('*')].filter((element) => element.localName.includes('-') && 'getProvenance' in element);

export const widgetIn = (canvas: HTMLElement, index = 0): KpiWidget => {
  const widget = widgetsIn(canvas)[index];
  if (widget === undefined) throw new Error('the story shows no such widget');
  return widget;
};

/** All widgets of the story are in this state and have drawn it. */
export const drawn = async (canvas: HTMLElement, ...states: readonly (MainState | Overlay)[]): Promise<readonly KpiWidget[]> => {
  const widgets = widgetsIn(canvas);
  await expect(widgets.length, 'widgets in the story').toBeGreaterThan(0);
  for (const widget of widgets) {
    const wait = { timeout: 10_000 };
    for (const state of states) await waitFor(() => expect(widget.matches(`:state(${state})`), `${widget.localName} is ${state}`).toBe(true), wait);
    // The answer may be there before the first layout has told how wide to draw it.
    if (states.includes('ready') || states.includes('zero')) await waitFor(() => expect(widget.renderRoot.querySelector('[part=value]'), 'a figure').not.toBeNull(), wait);
    // An element that waits for ever is drawn when its words are there.
    if (!states.includes('loading')) await widget.updateComplete;
  }
  return widgets;
};

/** What stands at a place of a widget; every kind of blank as one space. */
export const textAt = (widget: KpiWidget, selector: string): string =>
  (widget.renderRoot.querySelector(selector)?.textContent ?? '').replace(/\s+/gu, ' ').trim();

export const at = <E extends HTMLElement>(widget: KpiWidget, selector: string): E => {
  const found = widget.renderRoot.querySelector<E>(selector);
  if (found === null) throw new Error(`<${widget.localName}> shows no ${selector}`);
  return found;
};

/** A click where a word stands in a picture. */
export const clickWord = async (widget: KpiWidget, figure: string, word: string): Promise<void> => {
  const label = [...at(widget, `[data-figure=${figure}]`).querySelectorAll('svg.scene text')].find(({ textContent }) => textContent?.trim() === word);
  if (label === undefined) throw new Error(`the picture says nowhere “${word}”`);
  const box = label.getBoundingClientRect();
  await fireEvent.click(label, { clientX: box.left + box.width / 2, clientY: box.top + box.height / 2 });
};

/** The number of cases in the last line. */
export const countIn = (widget: KpiWidget): number => Number(/n = ([\d,]+)/u.exec(textAt(widget, '.foot'))?.[1]?.replaceAll(',', ''));
