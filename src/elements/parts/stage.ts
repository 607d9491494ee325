import type { FormatContext } from '../../format/format-context.js';
import type { Messages } from '../../i18n/messages.js';
import { wordsOf } from '../../i18n/words.js';
import type { DatedMark } from '../../model/annotation.js';
import type { Frame } from '../../model/scene.js';
import type { LineContext } from './change-line.js';

/** Forms by the width of the element: value only; value, change, sparkline; chart with few ticks; everything. */
export type Size = 'xs' | 'sm' | 'md' | 'lg';

export const sizeOf = (width: number): Size => (width < 160 ? 'xs' : width < 320 ? 'sm' : width < 560 ? 'md' : 'lg');

/** For whom and on how much room a widget draws. */
export interface Stage {
  readonly size: Size;
  readonly messages: Messages;
  readonly format: FormatContext;
  readonly frame: Frame;
  readonly line: LineContext;
}

export interface StageParts {
  readonly messages: Messages;
  readonly dir: 'ltr' | 'rtl';
  readonly currency: string | null;
  readonly hostWidth: number;
  /** Width inside the frame. */
  readonly width: number;
  readonly measure: Frame['measure'];
  readonly selected: Frame['selected'];
  readonly isOld: boolean;
  readonly annotations: readonly DatedMark[];
}

export const createStage = (parts: StageParts): Stage => {
  const { messages } = parts;
  const format: FormatContext = { locale: messages.locale, currency: parts.currency, words: wordsOf(messages) };
  const size = sizeOf(parts.hostWidth);
  return {
    size, messages, format,
    frame: {
      width: parts.width, locale: messages.locale, dir: parts.dir, currency: parts.currency, measure: parts.measure, selected: parts.selected,
      annotations: parts.annotations,
    },
    line: { messages, format, isNarrow: size === 'xs' || size === 'sm', isOld: parts.isOld },
  };
};
