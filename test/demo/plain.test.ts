import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'puppeteer-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage, widgetTexts } from './open-browser.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const types: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.csv': 'text/csv; charset=utf-8' };

let browser: Browser;
let built: string;
const servers: Server[] = [];

/** Files of the project over a real socket; `left` are answered as not there. */
const serve = async (headers: Readonly<Record<string, string>> = {}, left: RegExp = /^$/u): Promise<string> => {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const file = pathname.startsWith('/dist/') ? join(built, pathname.slice('/dist'.length)) : join(root, pathname);
    if (left.test(pathname) || !existsSync(file)) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', ...headers }).end(readFileSync(file));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

beforeAll(async () => {
  // Built apart from dist/, which other tests may be writing at this moment.
  built = mkdtempSync(join(tmpdir(), 'kennzahl-cdn-'));
  await build({ configFile: join(root, '.config/vite.cdn.config.ts'), root, logLevel: 'error', build: { outDir: built } });
  browser = await openBrowser();
}, 300_000);
afterAll(async () => {
  await browser.close();
  for (const server of servers) server.close();
  rmSync(built, { recursive: true, force: true });
});

const figures = async (origin: string): Promise<{ texts: Record<string, string>; workers: string[]; faults: string[] }> => {
  const { page, faults } = await openPage(browser, `${origin}/demo/plain.html`);
  await page.waitForSelector('kpi-card:state(ready)', { timeout: 30_000 });
  await page.waitForSelector('pipeline-funnel:state(ready)', { timeout: 30_000 });
  const texts = await widgetTexts(page);
  const workers = page.workers().map((worker) => worker.url());
  await page.close();
  return { texts, workers, faults };
};

describe('demo/plain.html: one script tag, three tags of HTML, any static server', () => {
  it('shows figures, computed in the worker file beside the script', async () => {
    const origin = await serve();
    const { texts, workers, faults } = await figures(origin);
    expect(texts['kpi-card sales_cycle']).toMatch(/33 days.*n = 119/u);
    expect(texts['pipeline-funnel']).toMatch(/€340k.*n = 36/u);
    expect(workers).toEqual([`${origin}/dist/worker/kennzahl.worker.js`]);
    expect(faults).toEqual([]);
  }, 120_000);

  it('shows the same under a policy that allows scripts and workers of the page only', async () => {
    const origin = await serve({ 'content-security-policy': "default-src 'none'; script-src 'self'; connect-src 'self'; worker-src 'self'; img-src data:; require-trusted-types-for 'script'" });
    const { texts, workers, faults } = await figures(origin);
    expect(texts['kpi-card sales_cycle']).toMatch(/33 days.*n = 119/u);
    expect([workers, faults]).toEqual([[`${origin}/dist/worker/kennzahl.worker.js`], []]);
  }, 120_000);

  it('shows the same where only the one file was put up: the worker is in it', async () => {
    const origin = await serve({}, /^\/dist\/worker\//u);
    const { texts, workers } = await figures(origin);
    expect(texts['pipeline-funnel']).toMatch(/€340k.*n = 36/u);
    expect(workers).toHaveLength(1);
    expect(workers[0]).toMatch(/^blob:/u);
  }, 120_000);
});
