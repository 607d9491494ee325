import { createReadStream, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const types = {
  '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json', '.svg': 'image/svg+xml', '.woff2': 'font/woff2', '.map': 'application/json',
};

/**
 * Serves a folder as any web server would, below a path of its own.
 * @param {string} folder
 * @param {string} base
 * @returns {Promise<{ readonly url: string, readonly close: () => Promise<void> }>}
 */
export async function serveFolder(folder, base) {
  const server = createServer(({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    const path = join(folder, normalize(decodeURIComponent(pathname.slice(base.length))));
    const isFile = pathname.startsWith(base) && path.startsWith(folder) && statSync(path, { throwIfNoEntry: false })?.isFile() === true;
    response.writeHead(isFile ? 200 : 404, { 'content-type': isFile ? types[extname(path)] ?? 'application/octet-stream' : 'text/plain' });
    if (isFile) createReadStream(path).pipe(response);
    else response.end('not found');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}${base}`,
    close: () => new Promise((resolve) => {
      server.closeAllConnections();
      server.close(() => resolve());
    }),
  };
}
