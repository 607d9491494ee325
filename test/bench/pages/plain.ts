import { line } from 'd3-shape';
import { runPage } from './boxes.js';

/** What the kit drew, cut at its paths: `html[0] path[0] html[1] …`; a path as points where straight lines join them. */
interface Drawn { readonly width: number; readonly html: readonly string[]; readonly paths: readonly (string | readonly (readonly [number, number])[])[]; readonly sheets: readonly number[] }
const source = '/same-svg.js';
const { widgets, sheets } = await import(/* @vite-ignore */ source) as { readonly widgets: readonly Drawn[]; readonly sheets: readonly string[] };

const made = sheets.map((text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
});
const path = line<readonly [number, number]>((point) => point[0], (point) => point[1]);

/** The kit's own pictures as anyone could write them: strings, d3 for the paths, `innerHTML`. */
await runPage(() => {
  const page = document.getElementById('page');
  for (const { width, html, paths, sheets: own } of widgets) {
    const box = document.createElement('div');
    box.style.cssText = `display:inline-block;vertical-align:top;margin:4px;width:${width}px`;
    const root = box.attachShadow({ mode: 'open' });
    root.adoptedStyleSheets = own.map((i) => made[i] as CSSStyleSheet);
    root.innerHTML = html.reduce((text, piece, i) => {
      const drawn = paths[i - 1] ?? '';
      return `${text}${typeof drawn === 'string' ? drawn : path([...drawn])}${piece}`;
    });
    page?.append(box);
  }
});
