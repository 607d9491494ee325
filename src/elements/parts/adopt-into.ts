import type { CSSResult, CSSResultGroup } from 'lit';

const flat = (styles: CSSResultGroup): readonly CSSResult[] =>
  (Array.isArray(styles) ? (styles as readonly CSSResultGroup[]).flatMap(flat) : [styles as CSSResult]);

/** Gives a shadow root its sheets again after its element moved to another document: sheets belong to one document only. */
export const adoptInto = (root: ShadowRoot, styles: CSSResultGroup): void => {
  const view = root.ownerDocument.defaultView;
  if (view === null) return;
  root.adoptedStyleSheets = flat(styles).map(({ cssText }) => {
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(cssText);
    return sheet;
  });
};
