/** Heights in px: of a row, of the room that rows are seen through, and where the scroll bar stands. */
export interface WindowParts {
  readonly total: number;
  readonly rowPx: number;
  readonly bodyPx: number;
  readonly scrollTop: number;
}

export interface RowWindow {
  /** First row in sight, from 0, and how many are, the cut ones among them. */
  readonly first: number;
  readonly count: number;
  /** How much of the first one is scrolled out of sight. */
  readonly cutPx: number;
}

/** What the browsers lay out: beyond about 17 million px Firefox forgets an element. A longer list scrolls by shares of it. */
const mostPx = 15_000_000;

/** Height that the scroll bar is about. */
export const roomPx = ({ total, rowPx }: Pick<WindowParts, 'total' | 'rowPx'>): number => Math.min(total * rowPx, mostPx);

/** How far the rows can be scrolled, and how far the scroll bar can. */
const ways = (parts: Omit<WindowParts, 'scrollTop'>): { readonly rows: number; readonly bar: number } => ({
  rows: Math.max(0, parts.total * parts.rowPx - parts.bodyPx), bar: Math.max(0, roomPx(parts) - parts.bodyPx),
});

/** The rows in sight. */
export const windowOf = (parts: WindowParts): RowWindow => {
  const { total, rowPx, bodyPx, scrollTop } = parts;
  const { rows, bar } = ways(parts);
  const top = bar === 0 ? 0 : Math.min(rows, (Math.max(0, scrollTop) / bar) * rows);
  const first = Math.min(Math.max(0, total - 1), Math.floor(top / rowPx));
  return { first, count: Math.min(total - first, Math.ceil(bodyPx / rowPx) + 1), cutPx: Math.round(top - first * rowPx) };
};

/** Where the scroll bar must stand so that a row is in sight as a whole; as it is where it is so already. */
export const scrollTopFor = (row: number, parts: WindowParts): number => {
  const { rows, bar } = ways(parts);
  if (bar === 0 || rows === 0) return 0;
  const top = (parts.scrollTop / bar) * rows;
  const [start, end] = [row * parts.rowPx, (row + 1) * parts.rowPx];
  const wanted = start < top ? start : end > top + parts.bodyPx ? end - parts.bodyPx : top;
  return (wanted / rows) * bar;
};
