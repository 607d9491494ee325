import type { TokenName } from './theme-values.js';

/** What is read or told apart in a widget, on what it lies, and the least contrast it needs: 4.5 for text, 3 for marks (WCAG 2.2, level AA). */
export interface ContrastRule {
  readonly ink: TokenName;
  readonly ground: TokenName;
  readonly least: number;
}

const rules = (least: number, inks: readonly TokenName[], grounds: readonly TokenName[]): ContrastRule[] =>
  inks.flatMap((ink) => grounds.map((ground) => ({ ink, ground, least })));

export const contrastRules: readonly ContrastRule[] = [
  ...rules(4.5, ['ink-1', 'ink-2', 'ink-3'], ['surface', 'surface-sunken', 'surface-raised', 'accent-weak']),
  ...rules(4.5, ['accent'], ['surface', 'surface-sunken', 'surface-raised']),
  ...rules(3, ['accent-mid', 'neutral', 'focus', 'good', 'warn', 'bad'], ['surface', 'surface-raised']),
  ...rules(3, ['on-status'], ['good', 'warn', 'bad']),
  ...rules(3, ['series-1', 'series-2', 'series-3', 'series-4', 'series-5', 'series-6', 'series-7', 'series-8'], ['surface']),
];
