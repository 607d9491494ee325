// The project's own place and its local tools. Plain Node, nothing installed: the first command of a fresh clone runs this.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Node's arguments for npm: started by npm the same npm again, since a shell lookup may find another version. */
const npm = (args) => (process.env.npm_execpath ? [process.execPath, [process.env.npm_execpath, ...args]] : ['npm', args]);
const shell = !process.env.npm_execpath && process.platform === 'win32';

/** Installs from a folder's lock file where its node_modules is missing or older. */
export function ensureInstalled(folder = root) {
  const lock = join(folder, 'package-lock.json');
  const receipt = join(folder, 'node_modules/.package-lock.json');
  if (existsSync(receipt) && statSync(receipt).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log('Installing dependencies (npm ci) …');
  const { status } = spawnSync(...npm(['ci', '--no-audit', '--no-fund']), { cwd: folder, stdio: 'inherit', shell });
  if (status !== 0) {
    console.error('npm ci failed; nothing else can run.');
    process.exit(status ?? 1);
  }
}

function streamed(command, args, options) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'], ...options });
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

/** Runs one of package.json's scripts with its output streamed through; resolves to its exit code. */
export const runScript = (name, env = {}) => runNpm(['run', '--silent', name], root, env);

/** The same for npm itself, in any folder. */
export const runNpm = (args, folder, env = {}) =>
  streamed(...npm(args), { cwd: folder, env: { ...process.env, ...env }, shell });

/** The same for a Node script. */
export const runNode = (script, args = [], env = {}, folder = root) =>
  streamed(process.execPath, [script, ...args], { cwd: folder, env: { ...process.env, ...env } });

/** The same for the command of an installed package, without a shell or a PATH. */
export const runBin = (packageName, command, args, env = {}, folder = root) =>
  runNode(binOf(packageName, command), args, env, folder);

function binOf(packageName, command) {
  const manifest = join(root, 'node_modules', packageName, 'package.json');
  const { bin } = createRequire(import.meta.url)(manifest);
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[command]);
}
