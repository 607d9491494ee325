// A page that shows what differs: before, now, and the pixels between them.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { escaped } from './escaped.mjs';
import { lookName } from './shoot.mjs';

const style = `
  :root { color-scheme: light dark; font: 14px/1.5 system-ui, sans-serif }
  body { margin: 24px } h2 { font-size: 15px; margin: 32px 0 8px }
  .three { display: flex; flex-wrap: wrap; gap: 16px; align-items: start } figure { margin: 0 } figcaption { opacity: .7 }
  img { display: block; max-width: 100%; outline: 1px solid color-mix(in srgb, currentcolor 25%, transparent) }`;

const words = { changed: ({ changed }) => `${changed.toLocaleString('en')} pixels differ`, new: () => 'new', gone: () => 'gone' };

/** Writes `index.html` and its pictures into an empty folder; returns the page's path. */
export function writeReport(folder, { before, now, same, differences, faults }) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const sections = differences.map((found) => {
    const name = `${found.story.id}--${lookName(found.look)}`;
    const figures = ['before', 'now', 'difference'].filter((side) => found[side] !== null).map((side) => {
      const file = `${name}.${side}.png`;
      writeFileSync(join(folder, file), found[side]);
      return `<figure><figcaption>${side}</figcaption><img loading="lazy" src="${file}" alt=""></figure>`;
    });
    return `<section><h2>${escaped(`${found.story.title} · ${found.story.name} · ${lookName(found.look)}`)}: ${words[found.kind](found)}</h2><div class="three">${figures.join('')}</div></section>`;
  });
  const page = join(folder, 'index.html');
  writeFileSync(page, `<!doctype html><html lang="en"><meta charset="utf-8"><title>Pictures: ${differences.length} differ</title><style>${style}</style>
<h1>${differences.length} pictures differ, ${same} are the same</h1>
<p>Before: ${escaped(before)}<br>Now: ${escaped(now)}</p>
${faults.length === 0 ? '' : `<ul>${faults.map((fault) => `<li>${escaped(fault)}</li>`).join('')}</ul>`}
${sections.join('\n')}</html>
`);
  return page;
}
