/** Whether an ancestor is a custom element that has no definition yet: it may turn out to hold the data. */
export const hasPendingAncestor = (element: Element): boolean => {
  for (let node: Node | null = element.parentNode; node !== null; node = node instanceof ShadowRoot ? node.host : node.parentNode) {
    if (node instanceof Element && node.localName.includes('-') && node.matches(':not(:defined)')) return true;
  }
  return false;
};
