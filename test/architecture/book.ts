import { readFileSync, readdirSync } from 'node:fs';
import { loadCsf } from 'storybook/internal/csf-tools';
import { root } from './source-files.js';

/** A file of stories as Storybook lists it: read, not run. */
export interface Chapter {
  readonly title: string;
  readonly storyIds: readonly string[];
  /** The text of the file, for what it says of its component. */
  readonly text: string;
}

export const readChapters = (): readonly Chapter[] => readdirSync(`${root}/stories`).filter((name) => name.endsWith('.stories.ts')).map((name) => {
  const text = readFileSync(`${root}/stories/${name}`, 'utf8');
  const { meta, stories } = loadCsf(text, { fileName: name, makeTitle: (title) => title ?? name }).parse();
  return { title: meta.title ?? '', storyIds: stories.map(({ id }) => id), text };
});

const isTemplate = (value: unknown): value is { readonly strings: readonly string[]; readonly values: readonly unknown[] } =>
  typeof value === 'object' && value !== null && 'strings' in value && 'values' in value;

/** Where the links of a page lead: what is filled in behind `?path=`, at whatever depth. */
export const linksOf = (page: unknown): readonly string[] => {
  if (Array.isArray(page)) return page.flatMap(linksOf);
  if (!isTemplate(page)) return [];
  return page.values.flatMap((value, i) => (page.strings[i]?.endsWith('?path=') === true ? [String(value)] : linksOf(value)));
};
