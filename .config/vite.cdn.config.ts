import { defineConfig } from 'vite';

/**
 * What a page loads without a bundler: dist/cdn/kennzahl.js with the worker inside it, and the worker once more as a
 * file of its own for hosts whose policy forbids blob workers. The ESM package itself is what tsc emits, because
 * Vite's library mode rewrites `new Worker(new URL(…))` into a shape that no consumer's bundler recognises.
 */
export default defineConfig({
  base: './',
  publicDir: false,
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
