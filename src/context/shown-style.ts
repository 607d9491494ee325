const hostOf = (node: Node): Element | null => {
  const root = node.getRootNode();
  return root instanceof ShadowRoot ? root.host : null;
};

/** The style of an element as it is shown. One that its host has no slot for yet has none of its own: then that of what is around it. */
export const shownStyle = (element: Element): CSSStyleDeclaration => {
  const own = getComputedStyle(element);
  let style = own;
  for (let node: Element | null = element; style.direction === '' && node !== null; node = node.parentElement ?? hostOf(node)) style = getComputedStyle(node);
  return style.direction === '' ? own : style;
};
