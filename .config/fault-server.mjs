/**
 * Answers by script, over real sockets: what a server, a proxy or a cable may do to a request.
 *
 *   PUT  /script/KEY            a list of steps as JSON; the n-th request for KEY gets the n-th of them, further ones the last
 *   ANY  /scripted/KEY/name     plays the next step
 *   GET  /script/KEY            what was asked, as JSON: [{ method, headers, closedEarly, at }], without preflights
 *
 * A step: { status = 200, type = 'text/csv', body = '', bytes (base64), headers, wait (ms before anything), expose (names, comma-separated), cors = true,
 *           until: { header: value, else: step }           the step only where the request has the header, else the other one
 *           hang                                           no answer at all
 *           refuse                                         the connection is reset before any answer
 *           cut: N, reset: N                               N bytes under the full Content-Length, then the connection ends, or is reset
 *           chunkedCut: N                                  N bytes in chunks, then the connection ends
 *           closeDelimited: N                              N bytes without any length, ended by closing: a cut that nobody can see
 *           length: N                                      a Content-Length of N whatever the body is
 *           drip: ms                                       one byte after another, the first at once: Firefox begins an answer with its first byte
 *           zeros: N, gzip: true                           N MiB of the same line, made as they are sent; compressed they are a bomb
 *           redirect: URL                                  302, or `status`; `self` leads to itself }
 */
import { createGzip } from 'node:zlib';
import { Readable } from 'node:stream';

const line = Buffer.from('D1,2024-01-01,2024-01-21,won,100\n');
const mebibyte = Buffer.alloc(1_048_576, line);

function* repeated(mebibytes) {
  yield Buffer.from('id,created_at,closed_at,status,amount\n');
  for (let i = 0; i < mebibytes; i++) yield mebibyte;
}

const afterFlush = (socket, end) => setTimeout(() => (end === 'reset' ? socket.resetAndDestroy() : socket.destroy()), 200);

const raw = (response, headers, body, end) => {
  const { socket } = response;
  socket.write(`HTTP/1.1 200 OK\r\n${Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('')}connection: close\r\n\r\n`);
  socket.write(body, () => (end === undefined ? socket.end() : afterFlush(socket, end)));
};

const play = (step, incoming, response) => {
  const { until } = step;
  if (until !== undefined && incoming.headers[until.header] !== until.value) return play(until.else, incoming, response);
  if (step.hang) return undefined;
  if (step.refuse) return response.socket.resetAndDestroy();
  const body = step.bytes === undefined ? Buffer.from(step.body ?? '') : Buffer.from(step.bytes, 'base64');
  const headers = { 'content-type': step.type ?? 'text/csv', 'cache-control': 'no-store', ...step.headers };
  if (step.cors !== false) {
    headers['access-control-allow-origin'] = incoming.headers.origin ?? '*';
    headers['access-control-allow-credentials'] = 'true';
    if (step.expose !== undefined) headers['access-control-expose-headers'] = step.expose;
  }
  const end = step.reset === undefined ? 'close' : 'reset';
  const part = step.cut ?? step.reset;
  if (part !== undefined) return raw(response, { ...headers, 'content-length': body.length }, body.subarray(0, part), end);
  if (step.chunkedCut !== undefined) {
    response.writeHead(200, headers);
    return response.write(body.subarray(0, step.chunkedCut), () => afterFlush(response.socket));
  }
  if (step.closeDelimited !== undefined) return raw(response, headers, body.subarray(0, step.closeDelimited));
  if (step.length !== undefined) return raw(response, { ...headers, 'content-length': step.length }, body);
  if (step.redirect !== undefined) {
    response.writeHead(step.status ?? 302, { ...headers, location: step.redirect === 'self' ? incoming.url : step.redirect });
    return response.end();
  }
  if (step.zeros !== undefined) {
    response.writeHead(200, step.gzip ? { ...headers, 'content-encoding': 'gzip' } : headers);
    const source = Readable.from(repeated(step.zeros));
    const sent = step.gzip ? source.pipe(createGzip()) : source;
    response.on('close', () => source.destroy());
    return sent.pipe(response);
  }
  response.writeHead(step.status ?? 200, headers);
  if (step.drip === undefined) return response.end(body);
  let at = 1;
  response.write(body.subarray(0, at));
  const timer = setInterval(() => (at < body.length ? response.write(body.subarray(at, ++at)) : response.end()), step.drip);
  return response.on('close', () => clearInterval(timer));
};

const bodyOf = async (incoming) => {
  const chunks = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
};

/** Plays scripts for one origin; true = the request was one of them. */
export const createScripts = () => {
  const scripts = new Map();
  return async (incoming, response) => {
    const [, kind, key] = /^\/(script|scripted)\/([\w-]+)/.exec(incoming.url ?? '') ?? [];
    if (key === undefined) return false;
    if (incoming.method === 'OPTIONS') {
      response.writeHead(204, {
        'access-control-allow-origin': incoming.headers.origin ?? '*', 'access-control-allow-credentials': 'true', 'access-control-allow-methods': 'GET, PUT',
        'access-control-allow-headers': incoming.headers['access-control-request-headers'] ?? '',
      });
      response.end();
      return true;
    }
    if (kind === 'script') {
      if (incoming.method === 'PUT') scripts.set(key, { steps: JSON.parse(await bodyOf(incoming)), log: [] });
      response.writeHead(200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' });
      response.end(JSON.stringify(scripts.get(key)?.log ?? []));
      return true;
    }
    const script = scripts.get(key);
    if (script === undefined) return false;
    const entry = { method: incoming.method, headers: incoming.headers, closedEarly: false, at: performance.now() };
    const step = script.steps[Math.min(script.log.push(entry), script.steps.length) - 1];
    response.on('close', () => { entry.closedEarly = !response.writableFinished; });
    setTimeout(() => play(step, incoming, response), step.wait ?? 0);
    return true;
  };
};
