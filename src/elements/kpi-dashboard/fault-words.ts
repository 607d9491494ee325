import { say, type Messages } from '../../i18n/messages.js';
import type { LayoutFault } from './read-layout.js';

/** What is wrong with a layout, and where. */
export const faultText = ({ path, expected, min = 0, max = 0 }: LayoutFault, messages: Messages): string => {
  const wanted = expected === 'whole' ? say(messages, 'board.expected.whole', { min, max })
    : expected === 'fewTiles' ? say(messages, 'board.expected.fewTiles', { max }) : say(messages, `board.expected.${expected}`);
  return path === '' ? say(messages, 'board.faultWhole', { expected: wanted }) : say(messages, 'board.faultAt', { path, expected: wanted });
};

/** The same for the console and for programs: English, short. */
export const faultMessage = ({ path, expected, min, max }: LayoutFault): string =>
  `layout${path === '' ? '' : `.${path}`}: expected ${expected}${expected === 'whole' ? ` ${min} to ${max}` : expected === 'fewTiles' ? `, at most ${max}` : ''}`;
