// What reads the optional formats: one self-contained module each, which a worker can import from anywhere.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { root } from './project.mjs';

const formats = {
  arrow: ['@uwdata/flechette', 'fzstd', 'hyparquet-compressors'],
  parquet: ['hyparquet', 'hyparquet-compressors', 'fzstd'],
};

/** The licences of what is inside go with it. */
const notices = (packages) => packages.map((name) => `${name}\n\n${readFileSync(join(root, 'node_modules', name, 'LICENSE'), 'utf8').trim()}`).join('\n\n---\n\n').replaceAll('*/', '* /');

for (const [format, packages] of Object.entries(formats)) {
  await build({
    root, configFile: false, publicDir: false, logLevel: 'warn',
    build: {
      outDir: 'dist', emptyOutDir: false, target: 'es2022', sourcemap: true,
      lib: { entry: { [`worker/kennzahl.${format}`]: `src/ingest/formats/${format}.ts` }, formats: ['es'] },
      rolldownOptions: { output: { codeSplitting: false, minify: true, postBanner: `/*!\n${notices(packages)}\n*/` } },
    },
  });
}
