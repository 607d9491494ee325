/** As much of an element as finding its language takes; keeps the DOM out of this layer. */
export interface LanguageNode {
  closest?(selector: string): { getAttribute(name: string): string | null } | null;
  getRootNode?(): unknown;
}

/** The nearest `lang` around an element, through shadow roots up to the document; null if none is set. */
export const languageOf = (element: LanguageNode): string | null => {
  let node: LanguageNode | null = element;
  while (node) {
    const lang = node.closest?.('[lang]')?.getAttribute('lang')?.trim();
    if (lang) return lang;
    const root = node.getRootNode?.() as { readonly host?: LanguageNode } | undefined;
    node = root?.host ?? null;
  }
  return null;
};
