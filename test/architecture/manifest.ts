import ts from 'typescript';
import { descendants, lineOf, type SourceFile } from './source-files.js';

interface Described {
  readonly name?: string;
  readonly kind?: string;
  readonly description?: string;
  readonly summary?: string;
  readonly type?: { readonly text: string };
}
interface Declaration extends Described {
  readonly tagName?: string;
  readonly members?: readonly Described[];
  readonly events?: readonly Described[];
  readonly slots?: readonly Described[];
  readonly cssParts?: readonly Described[];
  readonly cssProperties?: readonly Described[];
  readonly cssStates?: readonly Described[];
}
export interface Manifest {
  readonly modules: readonly { readonly path: string; readonly declarations?: readonly Declaration[] }[];
}

export const elementsOf = (manifest: Manifest): (Declaration & { readonly tagName: string })[] =>
  manifest.modules.flatMap(({ declarations = [] }) => declarations.flatMap((one) => (one.tagName === undefined ? [] : [{ ...one, tagName: one.tagName }])));

/** What a reader of the description would miss: each a tag and the thing without words. */
export const undescribed = (manifest: Manifest): string[] =>
  elementsOf(manifest).flatMap((element) => {
    const missing: string[] = [];
    if (!element.summary) missing.push('@summary');
    if (!element.description) missing.push('a description');
    const kinds = ['members', 'events', 'slots', 'cssParts', 'cssProperties', 'cssStates'] as const;
    for (const kind of kinds) {
      for (const { name = '(unnamed)', description } of element[kind] ?? []) if (!description) missing.push(`${kind} ${name}`);
    }
    for (const { name = '(unnamed)', type } of element.events ?? []) if (!type?.text || type.text === 'Event') missing.push(`the class of event ${name}`);
    return missing.map((what) => `<${element.tagName}> lacks ${what}`);
  });

/** One spelling for each thing, or a typing slip would hide it from every tool. */
const elementTags = new Set(['summary', 'status', 'since', 'dependency', 'event', 'slot', 'csspart', 'cssproperty', 'cssstate', 'tag', 'deprecated', 'internal']);

/** JSDoc tags on the classes of an element's folder that are not in that list. */
export const strangeTags = (file: SourceFile): string[] =>
  [...descendants(file.tree)].filter(ts.isClassDeclaration).flatMap((node) =>
    ts.getJSDocTags(node).filter(({ tagName }) => !elementTags.has(tagName.text)).map((tag) => `${file.path}:${lineOf(file, tag)} says @${tag.tagName.text}`),
  );
