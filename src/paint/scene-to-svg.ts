import { render } from 'lit';
import type { Scene } from '../model/scene.js';
import { sceneSvg } from './scene-svg.js';

export interface SvgOptions {
  /** Element whose tokens and font the picture takes over: the widget itself. */
  readonly tokensFrom: Element;
  /** Scenes one below the other, as in the widget. */
  readonly gap?: number;
  readonly padding?: number;
  readonly title?: string;
}

const namespace = 'http://www.w3.org/2000/svg';

/**
 * A standalone SVG file: tokens resolved to colours, font named, background laid. Built and written by the DOM, so that
 * no text from data can become markup.
 */
export const sceneToSvg = (scenes: readonly Scene[], options: SvgOptions): string => {
  const { gap = 20, padding = 16 } = options;
  const style = getComputedStyle(options.tokensFrom);
  const width = scenes.reduce((most, scene) => Math.max(most, scene.width), 0) + 2 * padding;
  const root = document.createElementNS(namespace, 'svg');
  root.setAttribute('xmlns', namespace);
  root.setAttribute('font-family', style.fontFamily);
  root.setAttribute('role', 'img');
  const background = document.createElementNS(namespace, 'rect');
  background.setAttribute('fill', 'var(--kpi-surface)');
  background.setAttribute('width', '100%');
  background.setAttribute('height', '100%');
  const title = document.createElementNS(namespace, 'title');
  title.textContent = xmlText(options.title ?? scenes.map((scene) => scene.summary).join(' '));
  root.append(title, background);
  let top = padding;
  for (const scene of scenes) {
    const picture = pictureOf(scene);
    picture.setAttribute('x', String(padding));
    picture.setAttribute('y', String(top));
    root.append(picture);
    top += scene.height + gap;
  }
  const height = Math.max(2 * padding, top - gap + padding);
  root.setAttribute('width', String(width));
  root.setAttribute('height', String(height));
  root.setAttribute('viewBox', `0 0 ${width} ${height}`);
  resolveTokens(root, options.tokensFrom);
  return new XMLSerializer().serializeToString(root);
};

const pictureOf = (scene: Scene): SVGElement => {
  const holder = document.createDocumentFragment();
  render(sceneSvg(scene), holder);
  const picture = holder.querySelector('svg');
  if (!picture) throw new TypeError('a scene paints an svg');
  const copy = picture.cloneNode(true) as SVGElement;
  dropComments(copy);
  copy.removeAttribute('class');
  return copy;
};

/** Lit marks its places with comments; a file has no use for them. Texts and attributes keep only what XML may hold. */
const dropComments = (node: Node): void => {
  for (const child of [...node.childNodes]) {
    if (child.nodeType === Node.COMMENT_NODE) child.remove();
    else if (child.nodeType === Node.TEXT_NODE) child.textContent = xmlText(child.textContent ?? '');
    else dropComments(child);
  }
  if (!(node instanceof Element)) return;
  for (const { name, value } of [...node.attributes]) {
    const clean = xmlText(value);
    if (clean !== value) node.setAttribute(name, clean);
  }
};

/** Characters that no XML file may hold, and halves of surrogate pairs, become the replacement character. */
const xmlText = (text: string): string => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');

/** `var(--kpi-…)` means nothing in a file: the browser that draws the widget says which colour it is. */
const resolveTokens = (root: SVGElement, host: Element): void => {
  const probe = document.createElement('span');
  probe.hidden = true;
  (host.shadowRoot ?? host).append(probe);
  const colours = new Map<string, string>();
  const colourOf = (value: string): string => {
    let colour = colours.get(value);
    if (colour === undefined) {
      probe.style.setProperty('color', value);
      colours.set(value, colour = hexOf(getComputedStyle(probe).color));
    }
    return colour;
  };
  for (const element of [root, ...root.querySelectorAll('*')]) {
    for (const name of ['fill', 'stroke']) {
      const value = element.getAttribute(name);
      if (value?.startsWith('var(')) element.setAttribute(name, colourOf(value));
    }
  }
  probe.remove();
};

/** Drawing programs know `#rrggbb` and little else; anything that is not plain rgb stays as it is. */
const hexOf = (colour: string): string => {
  const found = /^rgb\((\d+),\s*(\d+),\s*(\d+)\)$/u.exec(colour);
  return found ? `#${found.slice(1).map((part) => Number(part).toString(16).padStart(2, '0')).join('')}` : colour;
};
