import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { tags } from '../../src/elements/tags.js';
import { caveatTexts } from '../../src/kpi/caveat-texts.js';
import { caveatsOf, caveatsOfAll, withoutFacts } from '../../stories/book/caveat-list.js';
import { dataPage } from '../../stories/book/data-page.js';
import { definitionOf, kpiIds } from '../../stories/book/definitions.js';
import { gallery } from '../../stories/book/gallery.js';
import { kpiPageOf } from '../../stories/book/kpi-page.js';
import { languagesPage } from '../../stories/book/languages-page.js';
import { elementPage, kpiPage, titleOf } from '../../stories/book/links.js';
import { rolesPage } from '../../stories/book/roles-page.js';
import { welcome } from '../../stories/book/welcome.js';
import { words } from '../../stories/book/words.js';
import { linksOf, readChapters } from './book.js';
import { elementsOf, type Manifest } from './manifest.js';
import { root } from './source-files.js';

const chapters = readChapters();
const manifest = JSON.parse(readFileSync(`${root}/custom-elements.json`, 'utf8')) as Manifest;
const allTags = elementsOf(manifest).map(({ tagName }) => tagName);
const pathOf = (storyId: string): string => `/story/${storyId}`;
const docsOf = (title: string): string => `/docs/${title.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '-')}--docs`;
const paths = new Set(chapters.flatMap(({ title, storyIds }) => [docsOf(title), ...storyIds.map(pathOf)]));

describe('the book', () => {
  it('has a page for every element, which names it as its component and is written of its description', () => {
    expect(allTags.length).toBeGreaterThan(17);
    for (const tag of allTags) {
      const chapter = chapters.find(({ title }) => title === titleOf(tag));
      expect(chapter, tag).toBeDefined();
      expect(chapter?.text, tag).toMatch(/component: (?:tag|'[a-z-]+'),/u);
      expect(chapter?.text, tag).toContain(`'${tag}'`);
      expect(elementPage(tag)).toBe(docsOf(titleOf(tag)));
    }
  });
  it('has no page of an element that is not there', () => {
    const pages = chapters.map(({ title }) => title).filter((title) => /\/[a-z]+(?:-[a-z]+)+$/u.test(title));
    expect([...pages].sort()).toEqual(allTags.map(titleOf).sort());
  });
  it('has a page for every KPI, and for nothing else', () => {
    const pages = chapters.filter(({ title }) => title === 'Figures/KPI').flatMap(({ storyIds }) => storyIds.map(pathOf)).filter((path) => !path.endsWith('-german'));
    expect([...pages].sort()).toEqual(kpiIds.map(kpiPage).sort());
  });
  it('shows every element in its gallery', () => {
    expect([...linksOf(gallery('en'))].sort()).toEqual(tags.map(elementPage).sort());
    expect(new Set(linksOf(welcome('en')))).toEqual(new Set([
      ...allTags.map(elementPage), ...kpiIds.map(kpiPage), '/story/start--data', '/story/start--languages', '/story/start--roles',
      '/story/around-theming--editor', '/story/figures-formulas--english',
    ]));
  });
  it.each(['en', 'de'] as const)('links only to pages that are there (%s)', (language) => {
    const pages = [welcome(language), dataPage(language), languagesPage(language), rolesPage(language), ...kpiIds.map((id) => kpiPageOf(id, language))];
    const links = pages.flatMap(linksOf);
    expect(links.length).toBeGreaterThan(80);
    expect(links.filter((link) => !paths.has(link))).toEqual([]);
  });
  it('gives every KPI the way to its elements, the card and at least one picture', () => {
    for (const id of kpiIds) expect(linksOf(kpiPageOf(id, 'en')).length, id).toBeGreaterThanOrEqual(2);
  });
  it('lists every caveat once: of its KPI, of any figure, of a board or of an assumption', () => {
    const listed = [...kpiIds.flatMap((id) => Object.keys(caveatsOf(id))), ...Object.keys(caveatsOfAll)];
    expect(new Set(listed).size).toBe(listed.length);
    expect(Object.keys(caveatTexts).filter((code) => !listed.includes(code) && !/^(?:SET|WI)_/u.test(code))).toEqual([]);
  });
  it('ends a caveat whose fact stands at its end with what stands for the fact, not with a full stop behind it', () => {
    expect([withoutFacts('After season the change is {x}.'), withoutFacts('{p} of {n|m} cases.')]).toEqual(['After season the change is …', '… of n / m cases.']);
    for (const [, en, de] of Object.values(caveatTexts)) expect(`${withoutFacts(en)} ${withoutFacts(de)}`).not.toContain('….');
  });
  it('says name, formula and every rule of a KPI in both languages', () => {
    for (const id of kpiIds) {
      const { name, formula, dataRules } = definitionOf(id);
      expect(name.en !== name.de && formula.en !== formula.de, id).toBe(true);
      expect(Object.keys(dataRules).filter((code) => !(code in caveatTexts)), id).toEqual([]);
    }
  });
  it('has words of its own in both languages', () => {
    for (const [key, { en, de }] of Object.entries(words)) expect(en.trim() !== '' && de.trim() !== '', key).toBe(true);
  });
});
