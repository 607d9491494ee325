import { defineConfig, type Plugin } from 'vite';

/**
 * Vite wraps an inlined worker into a constructor of its own, which starts a plain blob URL and falls back to a data URL:
 * under Trusted Types both are refused and reported. Here the import is the source; the engine starts it.
 */
const workerSource = (): Plugin => ({
  name: 'worker-source',
  transform: {
    filter: { id: /[?&]worker&inline$/ },
    handler(code) {
      const source = /^const jsContent = .*;$/m.exec(code)?.[0];
      if (source === undefined) throw new Error('Vite has another way to inline workers now: see .config/vite.cdn.config.ts');
      return { code: `${source}\nexport default jsContent;\n`, map: { mappings: '' } };
    },
  },
});

/**
 * What a page loads without a bundler: dist/cdn/kennzahl.js with the worker inside it, and the worker once more as a
 * file of its own for hosts whose policy forbids blob workers. The ESM package itself is what tsc emits, because
 * Vite's library mode rewrites `new Worker(new URL(…))` into a shape that no consumer's bundler recognises.
 */
export default defineConfig({
  base: './',
  publicDir: false,
  plugins: [workerSource()],
  worker: {
    format: 'es',
    rolldownOptions: { output: { entryFileNames: 'worker/kennzahl.worker.js', codeSplitting: false, minify: true } },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    target: 'es2022',
    sourcemap: true,
    lib: { entry: { 'cdn/kennzahl': 'src/cdn.ts' }, formats: ['es'] },
    // A library's ES output is left unminified unless asked for here.
    rolldownOptions: { output: { codeSplitting: false, minify: true } },
  },
});
