import type { FormatContext } from '../format/format-context.js';
import type { Messages } from '../i18n/messages.js';
import { wordsOf } from '../i18n/words.js';
import { textSizePx, type Frame, type TextMark } from '../model/scene.js';

/** What every chart function carries along: where it draws, in whose words, in whose figures. */
export interface ChartContext {
  readonly frame: Frame;
  readonly messages: Messages;
  readonly format: FormatContext;
}

export const chartContext = (frame: Frame, messages: Messages): ChartContext => ({
  frame, messages, format: { locale: messages.locale, currency: frame.currency, words: wordsOf(messages) },
});

/** Width of a text as a mark would set it. */
export const widthOf = (
  context: ChartContext, text: string, size: TextMark['size'] = 'small', strong = false,
): number => context.frame.measure(text, textSizePx[size], strong);
