/** Whether a `<sales-data>` around this element, under whatever prefix, has no definition yet: the data will come from it. */
export const hasPendingAncestor = (element: Element): boolean => {
  for (let node: Node | null = element.parentNode; node !== null; node = node instanceof ShadowRoot ? node.host : node.parentNode) {
    if (node instanceof Element && /(^|-)sales-data$/u.test(node.localName) && node.matches(':not(:defined)')) return true;
  }
  return false;
};
