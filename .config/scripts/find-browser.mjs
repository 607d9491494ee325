// Finds a Chromium to test in, or obtains one. Run on its own it prints the path.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { argv, env, getuid, platform } from 'node:process';
import { pathToFileURL } from 'node:url';
import { root } from './project.mjs';

/** Keeps a browser under root or in a container alive and quiet, without switching off any web security that tests rely on. */
export const SAFE_ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--disable-dev-shm-usage',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const NAMES = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'chrome'];
const MAC_APPS = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);

/** The first of `names` on PATH. */
export function onPath(names) {
  for (const name of names) {
    for (const folder of (env.PATH ?? '').split(delimiter)) {
      if (folder && existsSync(join(folder, name))) return join(folder, name);
    }
  }
  return undefined;
}

function fromDebian() {
  if (platform !== 'linux' || getuid?.() !== 0 || !onPath(['apt-get'])) return undefined;
  console.log('No Chromium found; installing Debian’s package …');
  const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...env, DEBIAN_FRONTEND: 'noninteractive' } };
  spawnSync('apt-get', ['update', '-qq'], quiet);
  spawnSync('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], quiet);
  return onPath(NAMES);
}

/** The browser that the lock file pins: the same wherever there is a build of it (Linux on x64), undefined elsewhere. */
export async function pinnedChromium() {
  const cache = join(root, 'node_modules/.cache/chromium');
  mkdirSync(cache, { recursive: true });
  const before = { TMPDIR: env.TMPDIR, AWS_EXECUTION_ENV: env.AWS_EXECUTION_ENV };
  // It unpacks into TMPDIR and trusts whatever lies there, so it gets a folder of its own. Believing it runs
  // on Lambda makes it unpack its own nss, nspr and expat too, and set LD_LIBRARY_PATH to them.
  env.TMPDIR = cache;
  env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs20.x';
  try {
    const { default: chromium } = await import('@sparticuz/chromium');
    const path = await chromium.executablePath();
    execFileSync(path, ['--version'], { stdio: 'ignore', timeout: 20_000 });
    return path;
  } catch {
    return undefined;
  } finally {
    for (const [key, value] of Object.entries(before)) {
      if (value === undefined) delete env[key];
      else env[key] = value;
    }
  }
}

/** Resolves to `{ path, from }`; throws with advice where there is no way to a browser. */
export async function findChromium() {
  if (env.CHROME_PATH) {
    if (!existsSync(env.CHROME_PATH)) throw new Error(`CHROME_PATH names no file: ${env.CHROME_PATH}`);
    return { path: env.CHROME_PATH, from: 'CHROME_PATH' };
  }
  const rungs = [
    ['PATH', () => onPath(NAMES)],
    ['an application', () => MAC_APPS.find((path) => existsSync(path))],
    ['Debian’s package', fromDebian],
    ['@sparticuz/chromium', pinnedChromium],
  ];
  for (const [from, find] of rungs) {
    const path = await find();
    if (path) return { path, from };
  }
  throw new Error('No Chromium found. Install Chrome or Chromium, or set CHROME_PATH to one.');
}

if (argv[1] && import.meta.url === pathToFileURL(argv[1]).href) {
  const { path, from } = await findChromium();
  console.log(`${path} (${from})`);
}
