import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cache } from './setting.mjs';

/** Points of a path of straight lines; any other path as it is. */
const pathParts = (d) => {
  const points = [];
  for (const [, command, x, y] of d.matchAll(/([A-Za-z])(?:(-?[\d.]+),(-?[\d.]+))?/gu)) {
    if ((command !== 'M' && command !== 'L') || y === undefined || (command === 'M') !== (points.length === 0)) return d;
    points.push([Number(x), Number(y)]);
  }
  return points;
};

/** Writes what the kit's page shows as a module from which the plain page draws the same: `/same-svg.js`. */
export const writeSameSvg = async (page) => {
  const { widgets, sheets } = await page.evaluate(() => {
    const known = [];
    const numberOf = (text) => (known.includes(text) ? known.indexOf(text) : known.push(text) - 1);
    const found = [...document.querySelectorAll('kpi-card, cycle-length-chart, pipeline-funnel')].map((widget) => ({
      width: widget.clientWidth, html: widget.shadowRoot.innerHTML.replace(/<!--.*?-->/gsu, ''),
      sheets: widget.shadowRoot.adoptedStyleSheets.map((sheet) => numberOf([...sheet.cssRules].map(({ cssText }) => cssText).join('\n'))),
    }));
    return { widgets: found, sheets: known };
  });
  const cut = widgets.map(({ html, ...rest }) => {
    const pieces = html.split(/(?<=<path\b[^>]*? d=")([^"]*)/u);
    return { ...rest, html: pieces.filter((_, i) => i % 2 === 0), paths: pieces.filter((_, i) => i % 2 === 1).map(pathParts) };
  });
  writeFileSync(join(cache, 'same-svg.js'), `export const widgets = ${JSON.stringify(cut)};\nexport const sheets = ${JSON.stringify(sheets)};\n`);
  return { widgets: cut.length, paths: cut.flatMap(({ paths }) => paths).length, joined: cut.flatMap(({ paths }) => paths).filter((path) => typeof path !== 'string').length };
};
