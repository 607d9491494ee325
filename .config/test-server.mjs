/**
 * Real sockets for browser tests: a plugin for @web/test-runner that opens two loopback ports, which are two origins.
 *
 *   // .config/web-test-runner.config.mjs
 *   import { testServer } from './test-server.mjs';
 *   plugins: [testServer(), …]
 *
 * A test learns the origins from its own server:  const { a, b } = await (await fetch('/__test-server.json')).json();
 *
 * On both origins (`Access-Control-Allow-Origin: *` unless `cors=0`):
 *   /page?csp=…&module=/test/browser/pages/x.ts    an HTML page that loads one module; `csp` is its policy, `coep=1` adds
 *                                                  COOP/COEP, `body` is its markup, `sandbox` an iframe-like sandbox policy
 *   /echo?status=&type=&body=&delay=&header=N:V    answers what the query says; `header` may repeat
 *       &cut=N     sends N bytes under the full Content-Length, then cuts the connection
 *       &short=N   sends N bytes and ends them well (no length given): a cut nobody can see
 *       &drip=MS   one byte every MS milliseconds
 *       &hang=1    headers never come
 *   /deals.csv?n=1000&seed=1                       generated deals as CSV (id, created_at, closed_at, status, amount, owner)
 *   /deals.json?n=1000&seed=1                      the same rows as a JSON array
 *   /pages?n=100&size=20                           the same in pages, each with the `next_cursor` of the next; `lost=K`: the Kth is a 404
 *       &key=K&delay=MS&after=N                    each page takes MS milliseconds once the first one was asked for N times under this key
 *   /login                                         200 with an HTML login page;  /redirect?to=URL&status=302; without `to` it leads to itself
 *   /fail-first?key=K&times=N&then=/path           503 (or `status`) N times for this key, then a redirect to `then`
 *   /script/K, /scripted/K/…                       whatever a script says: see fault-server.mjs
 *   /hits?path=/x                                  how often a path was asked for on this origin, as JSON; with its query it
 *                                                  counts only that; `cut=1`: how often the asker hung up before the end
 *   /as-version/9.9.9/…                            a file of the test runner with the package's version replaced: another release of the kit
 *   everything else                                the test runner's own files (modules under test), with `worker-csp` of the
 *                                                  query as their policy
 */
import { readFileSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { createScripts } from './fault-server.mjs';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

const html = (query) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>test page</title></head><body>${query.get('body') ?? ''}${
  query.getAll('module').map((src) => `<script type="module" src="${src.replaceAll('"', '&quot;')}"></script>`).join('')}</body></html>`;

/** Deals from a small linear generator: the same for the same seed, everywhere. */
function* deals(n, seed) {
  let state = seed >>> 0;
  const next = (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 4294967296) * below);
  };
  const iso = (day) => new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
  for (let i = 0; i < n; i++) {
    const created = next(600);
    const status = ['won', 'lost', 'open'][next(3)];
    yield { id: `D${i + 1}`, created_at: iso(created), closed_at: status === 'open' ? '' : iso(created + next(120)), status, amount: 100 + next(9900), owner_id: `owner ${1 + next(9)}` };
  }
}

const send = (response, status, type, body, headers = {}) => {
  response.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...headers });
  response.end(body);
};

const echo = (response, query) => {
  const body = Buffer.from(query.get('body') ?? '');
  const headers = { 'content-type': query.get('type') ?? 'text/plain', 'cache-control': 'no-store' };
  for (const header of query.getAll('header')) {
    const at = header.indexOf(':');
    headers[header.slice(0, at).trim()] = header.slice(at + 1).trim();
  }
  const cut = query.get('cut');
  const drip = Number(query.get('drip') ?? 0);
  if (query.get('hang') === '1') return;
  if (cut !== null) headers['content-length'] = String(body.length);
  response.writeHead(Number(query.get('status') ?? 200), headers);
  if (cut !== null) {
    response.write(body.subarray(0, Number(cut)), () => setTimeout(() => response.destroy(), 120));
  } else if (query.get('short') !== null) {
    response.end(body.subarray(0, Number(query.get('short'))));
  } else if (drip > 0) {
    let at = 0;
    const timer = setInterval(() => (at < body.length ? response.write(body.subarray(at, ++at)) : response.end()), drip);
    response.on('close', () => clearInterval(timer));
  } else response.end(body);
};

const forward = (incoming, response, query, target) => {
  query.delete('worker-csp');
  const csp = new URL(incoming.url, 'http://x').searchParams.get('worker-csp');
  const outgoing = request({ ...target, path: incoming.url, method: incoming.method, headers: { ...incoming.headers, host: `${target.host}:${target.port}` } }, (answer) => {
    const extra = csp === null ? {} : { 'content-security-policy': csp };
    response.writeHead(answer.statusCode ?? 502, { ...answer.headers, 'access-control-allow-origin': '*', 'cross-origin-embedder-policy': 'require-corp', 'cross-origin-resource-policy': 'cross-origin', ...extra });
    answer.pipe(response);
  });
  outgoing.on('error', () => send(response, 502, 'text/plain', 'the test runner is gone'));
  incoming.pipe(outgoing);
};

/** The same file, as if it were of another release. */
const forwardAs = async (response, path, release, { host, port }) => {
  const answer = await fetch(`http://${host}:${port}${path}`);
  const text = (await answer.text()).replaceAll(version, release);
  send(response, answer.status, answer.headers.get('content-type') ?? 'text/plain', text);
};

const createOrigin = (target) => {
  const hits = new Map();
  const hungUp = new Map();
  const count = (counts, incoming, pathname) => {
    for (const key of new Set([pathname, incoming.url])) counts.set(key, (counts.get(key) ?? 0) + 1);
  };
  const failures = new Map();
  const scripts = createScripts();
  return createServer(async (incoming, response) => {
    if (await scripts(incoming, response)) return undefined;
    const { pathname, searchParams: query } = new URL(incoming.url ?? '/', 'http://localhost');
    if (pathname !== '/hits') {
      count(hits, incoming, pathname);
      response.on('close', () => {
        if (!response.writableFinished) count(hungUp, incoming, pathname);
      });
    }
    if (query.get('cors') !== '0') {
      response.setHeader('access-control-allow-origin', '*');
      response.setHeader('access-control-allow-headers', '*');
    }
    response.setHeader('cross-origin-resource-policy', 'cross-origin');
    if (incoming.method === 'OPTIONS') return send(response, 204, 'text/plain', '');
    const n = Number(query.get('n') ?? 1000);
    const seed = Number(query.get('seed') ?? 1);
    switch (pathname) {
      case '/page': {
        const headers = query.get('coep') === '1' ? { 'cross-origin-opener-policy': 'same-origin', 'cross-origin-embedder-policy': 'require-corp' } : {};
        const policies = [query.get('csp'), query.has('sandbox') ? `sandbox ${query.get('sandbox')}` : null].filter((policy) => policy !== null);
        return send(response, 200, 'text/html; charset=utf-8', html(query), policies.length === 0 ? headers : { ...headers, 'content-security-policy': policies.join(', ') });
      }
      case '/echo': return void setTimeout(() => echo(response, query), Number(query.get('delay') ?? 0));
      case '/login': return send(response, 200, 'text/html; charset=utf-8', '<!doctype html><html><head><title>Sign in</title></head><body><form>Password</form></body></html>');
      case '/redirect': return send(response, Number(query.get('status') ?? 302), 'text/plain', '', { location: query.get('to') ?? incoming.url });
      case '/fail-first': {
        const key = query.get('key') ?? '';
        const failed = failures.get(key) ?? 0;
        failures.set(key, failed + 1);
        return failed < Number(query.get('times') ?? 1) ? send(response, Number(query.get('status') ?? 503), 'text/plain', 'not yet') : send(response, 302, 'text/plain', '', { location: query.get('then') ?? '/deals.csv' });
      }
      case '/hits': return send(response, 200, 'application/json', JSON.stringify((query.get('cut') === '1' ? hungUp : hits).get(query.get('path') ?? '') ?? 0));
      case '/pages': {
        const [at, size, key] = [Number(query.get('cursor') ?? 0), Number(query.get('size') ?? 20), `pages ${query.get('key')}`];
        if (at === 0) failures.set(key, (failures.get(key) ?? 0) + 1);
        if (Number(query.get('lost') ?? 0) === at / size + 1) return send(response, 404, 'text/plain', 'gone');
        const page = JSON.stringify({ data: [...deals(n, seed)].slice(at, at + size), next_cursor: at + size < n ? String(at + size) : null });
        return void setTimeout(() => send(response, 200, 'application/json', page), failures.get(key) > Number(query.get('after') ?? 0) ? Number(query.get('delay') ?? 0) : 0);
      }
      case '/deals.json': return send(response, 200, 'application/json', JSON.stringify([...deals(n, seed)]));
      case '/deals.csv': {
        response.writeHead(200, { 'content-type': 'text/csv; charset=utf-8', 'cache-control': 'no-store' });
        const rows = deals(n, seed);
        const more = () => {
          for (;;) {
            let text = '';
            let done = false;
            for (let i = 0; i < 2000 && !done; i++) {
              const { value, done: end } = rows.next();
              if (end) done = true;
              else text += `${Object.values(value).join(',')}\n`;
            }
            const room = response.write(text === '' ? '' : text);
            if (done) return void response.end();
            if (!room) return void response.once('drain', more);
          }
        };
        response.write('id,created_at,closed_at,status,amount,owner_id\n');
        return more();
      }
      default: {
        const [, release, path] = /^\/as-version\/([\d.]+)(\/.*)$/.exec(pathname) ?? [];
        return path === undefined ? forward(incoming, response, query, target) : forwardAs(response, path, release, target);
      }
    }
  });
};

const listen = (server) => new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server.address().port)));

export const testServer = () => {
  let origins;
  let servers = [];
  return {
    name: 'test-server',
    async serverStart({ config }) {
      const target = { host: config.hostname ?? 'localhost', port: config.port };
      servers = [createOrigin(target), createOrigin(target)];
      const [a, b] = await Promise.all(servers.map(listen));
      origins = { a: `http://127.0.0.1:${a}`, b: `http://127.0.0.1:${b}` };
    },
    serve(context) {
      if (context.path === '/__test-server.json') return { body: JSON.stringify(origins), type: 'json' };
      return undefined;
    },
    async serverStop() {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
};
