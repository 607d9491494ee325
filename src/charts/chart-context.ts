import { max } from 'd3-array';
import type { FormatContext } from '../format/format-context.js';
import type { Messages } from '../i18n/messages.js';
import { wordsOf, type Naming } from '../i18n/words.js';
import { textSizePx, type Frame, type TextMark } from '../model/scene.js';

/** What every chart function carries along: where it draws, in whose words, in whose figures. */
export interface ChartContext {
  readonly frame: Frame;
  readonly messages: Messages;
  readonly format: FormatContext;
  /** What the parts of keys are called. */
  readonly naming: Naming;
}

export const chartContext = (frame: Frame, messages: Messages, naming: Naming = { dimensions: [] }): ChartContext => ({
  frame, messages, format: { locale: messages.locale, currency: frame.currency, words: wordsOf(messages) }, naming,
});

/** Width of a text as a mark would set it. Tabular figures are all as wide as the 0. */
export const widthOf = (
  context: ChartContext, text: string, size: TextMark['size'] = 'small', strong = false, tabular = false,
): number => context.frame.measure(tabular ? text.replace(/\d/gu, '0') : text, textSizePx[size], strong);

/** The widest of some texts, in whole pixels. */
export const widestOf = (
  context: ChartContext, texts: readonly string[], size: TextMark['size'] = 'small', strong = false, tabular = false,
): number => Math.ceil(max(texts, (text) => widthOf(context, text, size, strong, tabular)) ?? 0);
