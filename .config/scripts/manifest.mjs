// Describes the elements for tools: custom-elements.json, and from it the files for editors and JSX. Run on its own it
// writes them; with --dist only what is built from them, so that a test can still see a stale custom-elements.json.
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { argv } from 'node:process';
import { pathToFileURL } from 'node:url';
import { cli } from '@custom-elements-manifest/analyzer/cli.js';
import { generateJsxTypes } from '@wc-toolkit/jsx-types';
import { generateJetBrainsWebTypes } from 'custom-element-jet-brains-integration';
import { generateVsCodeCustomElementData } from 'custom-element-vs-code-integration';
import { root } from './project.mjs';

/** What custom-elements.json should say about the source as it is now; writes nothing. */
export function analyze() {
  const args = ['analyze', '--config', '.config/custom-elements-manifest.config.mjs', '--quiet'];
  return cli({ argv: args, cwd: root, noWrite: true });
}

export const asText = (manifest) => `${JSON.stringify(manifest, null, 2)}\n`;

/** `import type` lines for the event classes that the JSX types mention; their generator only knows `CustomEvent<…>`. */
function eventImports(manifest) {
  const named = new Set(
    manifest.modules.flatMap(({ declarations = [] }) => declarations.flatMap(({ events = [] }) => events.map(({ type }) => type?.text))),
  );
  const folder = join(root, 'src/events');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .flatMap((file) =>
      [...readFileSync(join(folder, file), 'utf8').matchAll(/^export (?:abstract )?class (\w+)/gm)]
        .filter(([, name]) => named.has(name))
        .map(([, name]) => `import type { ${name} } from './events/${file.replace(/\.ts$/, '.js')}';\n`),
    )
    .join('');
}

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) {
  const manifest = await analyze();
  if (!argv.includes('--dist')) writeFileSync(join(root, 'custom-elements.json'), asText(manifest));

  const outdir = join(root, 'dist');
  mkdirSync(outdir, { recursive: true });
  generateVsCodeCustomElementData(manifest, { outdir, htmlFileName: 'vscode.html-data.json', cssFileName: null, hideLogs: true });
  generateJetBrainsWebTypes(manifest, { outdir, webTypesFileName: 'web-types.json', packageJson: false, hideLogs: true });
  generateJsxTypes(manifest, {
    outdir,
    fileName: 'jsx.d.ts',
    componentTypePath: (_name, tag) => `./elements/${tag}/${tag}.js`,
    stronglyTypedEvents: true,
  });
  const jsx = join(outdir, 'jsx.d.ts');
  writeFileSync(jsx, eventImports(manifest) + (existsSync(jsx) ? readFileSync(jsx, 'utf8') : 'export {};\n'));
  // `import 'kennzahl/jsx'` must also resolve where types are not looked at.
  writeFileSync(join(outdir, 'jsx.js'), 'export {};\n');

  const tags = manifest.modules.flatMap(({ declarations = [] }) => declarations.flatMap(({ tagName }) => tagName ?? []));
  console.log(`Described ${tags.length} elements: ${tags.join(' ')}`);
}
