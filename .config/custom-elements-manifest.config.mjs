import { basename, dirname } from 'node:path/posix';

const pascal = (tag) => tag.replace(/(?:^|-)([a-z])/g, (_, letter) => letter.toUpperCase());

/** `KpiCard` in `kpi-card/kpi-card.ts` is `<kpi-card>`: the folder is the tag, so no file has to repeat it. */
function tagFromFolder() {
  return {
    name: 'tag-from-folder',
    analyzePhase({ ts, node, moduleDoc }) {
      if (!ts.isClassDeclaration(node)) return;
      const tag = basename(dirname(moduleDoc.path));
      const name = node.name?.text;
      if (basename(moduleDoc.path) !== `${tag}.ts` || name !== pascal(tag)) return;
      const declaration = moduleDoc.declarations?.find((one) => one.name === name);
      if (!declaration) return;
      declaration.tagName = tag;
      (moduleDoc.exports ??= []).push({ kind: 'custom-element-definition', name: tag, declaration: { name, module: moduleDoc.path } });
    },
  };
}

/**
 * Leaves the events that the comments name. The analyzer also guesses at `dispatchEvent(…)`, and takes an event class
 * for an event without a name and a variable for its name.
 */
function documentedEvents() {
  const documented = new Set();
  const nameIn = (comment) => /^\s*(?:\{[^}]*\}\s*)?([\w-]+)/.exec(comment)?.[1];
  return {
    name: 'documented-events',
    analyzePhase({ ts, node }) {
      if (!ts.isClassDeclaration(node)) return;
      for (const { tagName, comment } of ts.getJSDocTags(node)) if (tagName.text === 'event') documented.add(nameIn(ts.getTextOfJSDocComment(comment) ?? ''));
    },
    packageLinkPhase({ customElementsManifest }) {
      for (const { declarations = [] } of customElementsManifest.modules) {
        for (const declaration of declarations) if (declaration.events) declaration.events = declaration.events.filter(({ name }) => documented.has(name));
      }
    },
  };
}

/** Keeps what a page may use: nothing private, protected or static. */
function publicOnly() {
  const isPublic = ({ privacy, name, static: isStatic }) =>
    (privacy === undefined || privacy === 'public') && !name?.startsWith('#') && !name?.startsWith('_') && !isStatic;
  return {
    name: 'public-only',
    packageLinkPhase({ customElementsManifest }) {
      for (const module of customElementsManifest.modules) {
        for (const declaration of module.declarations ?? []) {
          // A base class is no element of its own.
          declaration.customElement = declaration.tagName ? true : undefined;
          if (declaration.members) declaration.members = declaration.members.filter(isPublic);
          if (declaration.attributes) {
            declaration.attributes = declaration.attributes.filter(({ fieldName }) => !fieldName?.startsWith('_'));
          }
        }
      }
    },
  };
}

/** Names the modules that a package user can import, and orders them alike on every machine. */
function asShipped() {
  const shipped = (path) => path.replace(/^\/?src\/(.*)\.[jt]s$/, 'dist/$1.js');
  const rename = (value) => {
    if (value === null || typeof value !== 'object') return;
    for (const [key, inner] of Object.entries(value)) {
      if ((key === 'path' || key === 'module') && typeof inner === 'string') value[key] = shipped(inner);
      else rename(inner);
    }
  };
  return {
    name: 'as-shipped',
    packageLinkPhase({ customElementsManifest }) {
      rename(customElementsManifest);
      customElementsManifest.modules.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
    },
  };
}

export default {
  globs: ['src/elements/**/*.ts'],
  exclude: ['src/elements/**/*.styles.ts', 'src/elements/placeholder.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  dependencies: false,
  plugins: [tagFromFolder(), documentedEvents(), publicOnly(), asShipped()],
};
