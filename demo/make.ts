type Content = string | readonly (Node | string)[];

/** An element with text or children; never markup from text. */
export const make = <K extends keyof HTMLElementTagNameMap>(tag: K, content: Content = [], className = ''): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag);
  element.append(...(typeof content === 'string' ? [content] : content));
  if (className !== '') element.className = className;
  return element;
};

/** A table that scrolls by itself where it is too wide; `numeric` columns stand at the right. */
export const tableOf = (heads: readonly string[], rows: readonly (readonly (Node | string)[])[], numeric: readonly number[] = []): HTMLElement => {
  const kind = (column: number): string => (numeric.includes(column) ? 'number' : '');
  const head = (label: string, column: number): HTMLElement => {
    const cell = make('th', label, kind(column));
    cell.scope = 'col';
    return cell;
  };
  return make('div', [make('table', [
    make('thead', [make('tr', heads.map(head))]),
    make('tbody', rows.map((row) => make('tr', row.map((cell, column) => make('td', [cell], kind(column)))))),
  ])], 'scroll');
};
