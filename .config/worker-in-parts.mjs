import { join } from 'node:path';
import { build } from 'vite';
import { root } from './scripts/project.mjs';

/**
 * Every widget that is tested starts a worker of its own. Source by source that is two hundred requests each time; here
 * the same sources are bundled once a run, in the parts in which an application's bundler would serve them: the code by path.
 */
const workerParts = async () => {
  const { output } = await build({
    root,
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      modulePreload: false,
      rolldownOptions: {
        input: join(root, 'src/engine/worker.ts'),
        output: { format: 'es', entryFileNames: 'src/engine/worker.js', chunkFileNames: 'src/engine/worker-parts/[name]-[hash].js' },
      },
    },
  });
  const parts = new Map(output.filter(({ type }) => type === 'chunk').map(({ fileName, code }) => [`/${fileName}`, code]));
  return (path) => parts.get(path.replace(/\.ts$/u, '.js'));
};

/** For @web/test-runner. */
export const workerInParts = () => {
  let partAt;
  return {
    name: 'worker-in-parts',
    serverStart: async () => void (partAt = await workerParts()),
    serve({ path }) {
      const body = partAt(path);
      return body === undefined ? undefined : { body, type: 'js' };
    },
  };
};

/** For Vite's server, which stands behind the stories. */
export const workerInPartsOfVite = () => ({
  name: 'worker-in-parts',
  async configureServer({ middlewares }) {
    const partAt = await workerParts();
    middlewares.use((request, response, next) => {
      const body = partAt(new URL(request.url ?? '/', 'http://localhost').pathname);
      if (body === undefined) return next();
      response.setHeader('content-type', 'text/javascript; charset=utf-8');
      return response.end(body);
    });
  },
});
