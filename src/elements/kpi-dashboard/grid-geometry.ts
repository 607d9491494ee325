/** Tracks of the drawn grid, in pixels; taken once when a drag begins, so that a moving tile does not move the ground under the pointer. */
export interface GridGeometry {
  /** Outer edges of the grid's box in the window. */
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly columns: readonly number[];
  readonly rows: readonly number[];
  readonly gap: number;
  readonly dir: 'ltr' | 'rtl';
}

/** Number of the track at a distance from the first one's edge; beyond the last one counts on in steps of the last one's size. */
const trackAt = (tracks: readonly number[], gap: number, distance: number): number => {
  let edge = 0;
  for (const [i, track] of tracks.entries()) {
    edge += track + gap;
    if (distance < edge) return i;
  }
  return tracks.length + Math.max(0, Math.floor((distance - edge) / ((tracks.at(-1) ?? 120) + gap)));
};

/** Column and row under a point of the window; points beside the grid count as its first or last column. */
export const cellAt = ({ left, right, top, columns, rows, gap, dir }: GridGeometry, clientX: number, clientY: number): { readonly column: number; readonly row: number } => {
  const along = dir === 'rtl' ? right - clientX : clientX - left;
  return { column: Math.min(trackAt(columns, gap, along), columns.length - 1), row: trackAt(rows, gap, clientY - top) };
};

const pixels = (tracks: string): readonly number[] => tracks.split(' ').map((track) => Number(track.replace('px', ''))).filter(Number.isFinite);

export const measureGrid = (grid: Element, dir: 'ltr' | 'rtl'): GridGeometry => {
  const { left, right, top } = grid.getBoundingClientRect();
  const style = getComputedStyle(grid);
  const [gap = 0] = pixels(style.columnGap);
  return { left, right, top, columns: pixels(style.gridTemplateColumns), rows: pixels(style.gridTemplateRows), gap, dir };
};
