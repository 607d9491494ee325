import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { analyze, asText } from '../../.config/scripts/manifest.mjs';
import { elementsOf, strangeTags, undescribed, type Manifest } from './manifest.js';
import { parse, readSource, root } from './source-files.js';

const tagsInFolders = readdirSync(`${root}/src/elements`).filter((name) => existsSync(`${root}/src/elements/${name}/define.ts`));

describe('custom-elements.json', () => {
  let fresh: Manifest;
  beforeAll(async () => {
    fresh = (await analyze()) as Manifest;
  }, 60_000);

  it('says what the source says: if not, run `npm run manifest`', () => {
    expect(readFileSync(`${root}/custom-elements.json`, 'utf8') === asText(fresh)).toBe(true);
  });
  it('knows the element of every folder', () => {
    expect(tagsInFolders.length).toBeGreaterThan(0);
    expect(elementsOf(fresh).map(({ tagName }) => tagName).sort()).toEqual(tagsInFolders);
  });
  it('describes every element, property, method, event, slot, part, token and state', () => expect(undescribed(fresh)).toEqual([]));
  it('shows nothing private', () => {
    const names = elementsOf(fresh).flatMap(({ members = [] }) => members.map(({ name = '' }) => name));
    expect(names.filter((name) => /^[_#]/.test(name))).toEqual([]);
  });
  it('is made from comments with one spelling of each tag', () => {
    expect(readSource().filter(({ path }) => path.startsWith('elements/')).flatMap(strangeTags)).toEqual([]);
  });
  it('and src/define.ts name the same elements', () => {
    const text = readFileSync(`${root}/src/define.ts`, 'utf8');
    expect(tagsInFolders.filter((tag) => !text.includes(`./elements/${tag}/`))).toEqual([]);
  });
});

describe('each rule finds its fault', () => {
  it('a missing word', () => {
    const manifest: Manifest = {
      modules: [
        {
          path: 'dist/elements/kpi-card/kpi-card.js',
          declarations: [
            { name: 'Base', members: [{ name: 'quiet' }] },
            {
              name: 'KpiCard',
              tagName: 'kpi-card',
              summary: 'One figure.',
              members: [{ name: 'kpi', description: 'Which.' }, { name: 'view' }],
              events: [{ name: 'kpi-ready', description: 'Drawn.' }, { name: 'kpi-error', type: { text: 'KpiErrorEvent' } }],
              cssParts: [{ name: 'base' }],
            },
          ],
        },
      ],
    };
    expect(undescribed(manifest)).toEqual([
      '<kpi-card> lacks a description',
      '<kpi-card> lacks members view',
      '<kpi-card> lacks events kpi-error',
      '<kpi-card> lacks cssParts base',
      '<kpi-card> lacks the class of event kpi-ready',
    ]);
  });
  it('a slip in a tag', () => {
    const file = parse('elements/a/a.ts', '/**\n * @summary A.\n * @ccprop --a - Lost.\n * @fires x - Other spelling.\n */\nexport class A extends B {}');
    expect(strangeTags(file)).toEqual(['elements/a/a.ts:3 says @ccprop', 'elements/a/a.ts:4 says @fires']);
  });
});
