import type { Direction } from './arrange.js';

export type EditAction =
  | { readonly kind: 'move'; readonly direction: Direction }
  | { readonly kind: 'size'; readonly w: number; readonly h: number }
  | { readonly kind: 'remove' } | { readonly kind: 'undo' } | { readonly kind: 'redo' } | { readonly kind: 'cancel' };

type Key = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>;

const arrows: Readonly<Record<string, Direction>> = { ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down' };

/** In text from right to left the first column is at the right. */
const logical = (direction: Direction, dir: 'ltr' | 'rtl'): Direction => {
  if (dir === 'ltr' || direction === 'up' || direction === 'down') return direction;
  return direction === 'left' ? 'right' : 'left';
};

const sized = (direction: Direction): EditAction => ({
  kind: 'size', w: direction === 'right' ? 1 : direction === 'left' ? -1 : 0, h: direction === 'down' ? 1 : direction === 'up' ? -1 : 0,
});

/**
 * What a key asks for while a board is arranged; null = nothing. `on` is what has the focus: arrows at a tile's handle move it,
 * with Shift or at its grip they change its size, and elsewhere they do nothing.
 */
export const actionOf = ({ key, shiftKey, ctrlKey, metaKey, altKey }: Key, dir: 'ltr' | 'rtl', on: 'handle' | 'grip' | null): EditAction | null => {
  if ((ctrlKey || metaKey) && !altKey) {
    const letter = key.toLowerCase();
    if (letter === 'z') return { kind: shiftKey ? 'redo' : 'undo' };
    return letter === 'y' ? { kind: 'redo' } : null;
  }
  if (altKey) return null;
  if (key === 'Escape') return { kind: 'cancel' };
  if (on === null) return null;
  if (key === 'Delete' || key === 'Backspace') return { kind: 'remove' };
  const arrow = Object.hasOwn(arrows, key) ? arrows[key] : undefined;
  if (arrow === undefined) return null;
  const direction = logical(arrow, dir);
  return shiftKey || on === 'grip' ? sized(direction) : { kind: 'move', direction };
};
