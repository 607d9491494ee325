import type { StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { expect, userEvent, waitFor } from 'storybook/test';
import type { HostEngine } from '../src/context/dataset.js';
import type { Fetcher } from '../src/context/source-input.js';
import type { LoadInputs } from '../src/model/input.js';
import type { Attributes } from './attributes.js';
import { company, fewDeals } from './company.js';
import { at, drawn, textAt, widgetIn } from './drawn.js';
import { down, firstOnly, secondOnly, silent } from './fetchers.js';
import { inAllWidths, placed, type Around } from './placed.js';

type Story = StoryObj<Attributes>;

/** What differs between widgets in the states that all of them share. */
export interface Subject {
  readonly tag: string;
  /** The widget's name in both languages. */
  readonly name: { readonly en: string; readonly de: string };
  /** The table it cannot do without. */
  readonly table: 'deals' | 'spend' | 'leads' | 'activities' | 'forecasts' | 'subscriptions';
  /** Data with which its figure is a true zero, and how that reads. */
  readonly zero: { readonly data: LoadInputs; readonly value: string };
  /** Data without a column that it needs, and that column. */
  readonly lacking: { readonly data: LoadInputs; readonly column: string };
  /** What stands for the figure when a filter leaves no row. */
  readonly noCases: string;
  /** Answers withheld by a server. */
  readonly withheld: HostEngine;
}

/** The company with one table behind an address. */
const behind = ({ table }: Subject, fetcher: Fetcher): Around => {
  const { [table]: _, ...rest } = company;
  return { data: rest, sources: html`<data-source table=${table} src="/crm/${table}.json" .fetcher=${fetcher}></data-source>` };
};

/** The states of every widget, each with what it must say. */
export const statesOf = (subject: Subject): Readonly<Record<
  'loading' | 'empty' | 'noCases' | 'zero' | 'notApplicable' | 'suppressed' | 'partial' | 'error' | 'errorOverLastGood' | 'unreliable' | 'retry', Story>> => {
  const { tag, name, table } = subject;
  return {
    loading: {
      render: (args) => placed(tag, args, behind(subject, silent)),
      play: async ({ canvasElement }) => {
        const [widget] = await drawn(canvasElement, 'loading');
        await expect(widget?.renderRoot.querySelector('article')?.getAttribute('aria-busy')).toBe('true');
        await waitFor(() => expect(textAt(widgetIn(canvasElement), '[role=status]')).toBe(`Loading ${name.en}`));
      },
    },
    empty: {
      render: (args) => placed(tag, args, { data: null }),
      play: async ({ canvasElement }) => {
        await drawn(canvasElement, 'empty');
        await expect(textAt(widgetIn(canvasElement), '.state')).toContain('<data-source table="');
        await expect(textAt(widgetIn(canvasElement), '.state button')).toBe('Choose a file');
      },
    },
    noCases: {
      render: (args) => placed(tag, args, { filter: { segment: ['Public sector'] } }),
      play: async ({ canvasElement }) => {
        const [widget = widgetIn(canvasElement)] = await drawn(canvasElement);
        await waitFor(() => expect(textAt(widget, '[part=value] .figure')).toBe(subject.noCases));
      },
    },
    zero: {
      render: (args) => placed(tag, args, { data: subject.zero.data }),
      play: async ({ canvasElement }) => {
        await drawn(canvasElement, 'zero');
        await expect(textAt(widgetIn(canvasElement), '[part=value] .figure')).toBe(subject.zero.value);
      },
    },
    notApplicable: {
      render: (args) => placed(tag, args, { data: subject.lacking.data }),
      play: async ({ canvasElement }) => {
        await drawn(canvasElement, 'not-applicable');
        await expect(textAt(widgetIn(canvasElement), '.state')).toContain(subject.lacking.column);
        await expect(widgetIn(canvasElement).renderRoot.querySelector('[part=value]'), 'a figure').toBeNull();
      },
    },
    suppressed: {
      render: (args) => placed(tag, args, { data: null, engine: subject.withheld }),
      play: async ({ canvasElement }) => {
        await drawn(canvasElement, 'suppressed');
        await expect(textAt(widgetIn(canvasElement), '.state')).toContain('Hidden to protect people');
        await expect(widgetIn(canvasElement).renderRoot.querySelector('[part=value]'), 'a figure').toBeNull();
      },
    },
    partial: {
      render: (args) => placed(tag, args, { period: '2025-04-01/2025-10-01' }),
      play: async ({ canvasElement }) => {
        await drawn(canvasElement, 'partial');
        await expect(textAt(widgetIn(canvasElement), '.badge')).toBe('91 of 183 days');
      },
    },
    error: {
      render: (args) => placed(tag, args, behind(subject, down)),
      play: async ({ canvasElement }) => {
        await drawn(canvasElement, 'error');
        await expect(textAt(widgetIn(canvasElement), '[role=alert]')).toContain(`${table}.json`);
        await expect(textAt(widgetIn(canvasElement), '[role=alert]')).toContain('503');
      },
    },
    errorOverLastGood: {
      render: (args) => placed(tag, args, behind(subject, firstOnly(company[table]))),
      play: async ({ canvasElement }) => {
        const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
        const good = textAt(widget, '[part=value]');
        await widget.refresh();
        await drawn(canvasElement, 'ready', 'error', 'stale');
        await expect(textAt(widget, '[part=value]')).toBe(good);
        await expect(textAt(widget, '[role=alert]')).toContain('503');
      },
    },
    unreliable: {
      render: (args) => placed(tag, args, { data: fewDeals }),
      play: async ({ canvasElement }) => {
        await drawn(canvasElement, 'ready');
        await expect(at(widgetIn(canvasElement), '[part=value]').matches('.unreliable')).toBe(true);
        await expect(textAt(widgetIn(canvasElement), '[part=note]')).toContain('Only');
      },
    },
    retry: {
      render: (args) => placed(tag, args, behind(subject, secondOnly(company[table]))),
      play: async ({ canvasElement }) => {
        const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'error');
        await userEvent.click(at(widget, '[role=alert] button'));
        await drawn(canvasElement, 'ready');
        await expect(textAt(widget, '[part=value]')).toMatch(/\d/u);
        await expect(widget.renderRoot.querySelector('[role=alert]'), 'the error').toBeNull();
      },
    },
  };
};

/** Looks of every widget: sizes, themes, languages. */
export const looksOf = ({ tag, name }: Subject): Readonly<Record<'sizes' | 'sizesGerman' | 'dark' | 'german' | 'darkGerman' | 'table', Story>> => {
  const named = (language: 'en' | 'de'): NonNullable<Story['play']> => async ({ canvasElement }) => {
    for (const widget of await drawn(canvasElement, 'ready')) await expect(textAt(widget, '[part=heading]')).toBe(name[language]);
  };
  return {
    sizes: { render: (args) => inAllWidths(tag, args), play: named('en') },
    sizesGerman: { globals: { language: 'de' }, render: (args) => inAllWidths(tag, args), play: named('de') },
    dark: { globals: { theme: 'dark' }, play: named('en') },
    german: { globals: { language: 'de' }, play: named('de') },
    darkGerman: { globals: { theme: 'dark', language: 'de' }, render: (args) => inAllWidths(tag, args), play: named('de') },
    table: {
      play: async ({ canvasElement }) => {
        const [widget = widgetIn(canvasElement)] = await drawn(canvasElement, 'ready');
        const toggle = at(widget, '[part=toggle]');
        await userEvent.click(toggle);
        await widget.updateComplete;
        await expect(toggle.getAttribute('aria-pressed')).toBe('true');
        await expect(widget.renderRoot.querySelector('svg.scene'), 'the picture').toBeNull();
        const cells = widget.renderRoot.querySelectorAll('table tbody :is(th, td)');
        await expect(cells.length).toBeGreaterThan(3);
        await expect([...cells].filter(({ textContent }) => textContent?.trim() === ''), 'cells without a word').toEqual([]);
      },
    },
  };
};
