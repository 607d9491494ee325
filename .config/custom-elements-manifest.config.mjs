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
      if (declaration) declaration.tagName = tag;
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
          // A base class is no element of its own, and an event that was only found by its constructor call has no name.
          declaration.customElement = declaration.tagName ? true : undefined;
          if (declaration.events) declaration.events = declaration.events.filter(({ name }) => name);
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
  plugins: [tagFromFolder(), publicOnly(), asShipped()],
};
