const namespace = 'http://www.w3.org/2000/svg';
const padding = 20;
const headHeight = 64;
const gap = 16;

/** Attributes whose value may be a token: the export writes the colour it has right now. */
const paints = ['fill', 'stroke'] as const;

const resolvePaints = (from: Element, to: Element): void => {
  const style = getComputedStyle(from);
  for (const name of paints) if (from.getAttribute(name)?.startsWith('var(')) to.setAttribute(name, style.getPropertyValue(name));
  const [mine, theirs] = [from.children, to.children];
  for (let i = 0; i < mine.length; i++) resolvePaints(mine[i] as Element, theirs[i] as Element);
};

const text = (x: number, y: number, content: string, attributes: Readonly<Record<string, string>>): SVGTextElement => {
  const element = document.createElementNS(namespace, 'text');
  element.setAttribute('x', String(x));
  element.setAttribute('y', String(y));
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.textContent = content;
  return element;
};

/** Lone surrogates would make the file unreadable. */
const wellFormed = (source: string): string => source.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/gu, '\ufffd');

/** The pictures of a widget with its name and figure as one SVG file that needs nothing around it: colours and fonts are written out. */
export const exportSvg = (base: HTMLElement): string => {
  const pictures = [...base.querySelectorAll<SVGSVGElement>('svg.scene')];
  const style = getComputedStyle(base);
  const root = document.createElementNS(namespace, 'svg');
  const width = pictures.reduce((most, picture) => Math.max(most, picture.viewBox.baseVal.width), 240) + 2 * padding;
  const colorOf = (selector: string): string => getComputedStyle(base.querySelector(selector) ?? base).color;
  const background = document.createElementNS(namespace, 'rect');
  root.append(background);
  root.append(text(padding, padding + 14, base.querySelector('.heading')?.textContent?.trim() ?? '', { 'font-size': '13', 'font-weight': '550', fill: colorOf('.heading') }));
  root.append(text(padding, padding + 46, base.querySelector('.value .figure')?.textContent?.trim() ?? '', { 'font-size': '28', 'font-weight': '600', fill: colorOf('.value') }));
  let y = padding + headHeight;
  for (const picture of pictures) {
    const copy = picture.cloneNode(true) as SVGSVGElement;
    resolvePaints(picture, copy);
    for (const transient of copy.querySelectorAll('.active, .focus-ring')) transient.remove();
    copy.setAttribute('x', String(padding));
    copy.setAttribute('y', String(y));
    copy.removeAttribute('class');
    root.append(copy);
    y += picture.viewBox.baseVal.height + gap;
  }
  const height = y - gap + padding;
  root.setAttribute('xmlns', namespace);
  root.setAttribute('width', String(width));
  root.setAttribute('height', String(height));
  root.setAttribute('viewBox', `0 0 ${width} ${height}`);
  root.setAttribute('font-family', style.fontFamily);
  background.setAttribute('width', String(width));
  background.setAttribute('height', String(height));
  background.setAttribute('fill', style.backgroundColor);
  return wellFormed(new XMLSerializer().serializeToString(root)).replaceAll('<!---->', '').replace(/<!--[^>]*-->/gu, '');
};
