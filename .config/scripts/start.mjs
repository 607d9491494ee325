// The demo in one command: installs where needed, serves demo/index.html from the source, prints where.
import { env, exit, stdout } from 'node:process';
import { ensureInstalled, root } from './project.mjs';

ensureInstalled();
const { createServer } = await import('vite');
const server = await createServer({
  root,
  // A person at a terminal wants the page; a script or CI wants only the address.
  server: { open: stdout.isTTY && !env.CI && !env.SSH_CONNECTION ? '/demo/' : false },
}).catch((error) => {
  console.error(error.message);
  exit(1);
});
await server.listen();
console.log(`kennzahl demo: ${new URL('demo/', server.resolvedUrls.local[0]).href}`);
