// The built Storybook of this folder, or of any commit.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root, runBin, runNpm, runScript } from '../scripts/project.mjs';

const shelf = join(root, 'node_modules/.cache/kennzahl/books');
const keptBooks = 4;
/** What a book is made of. */
const sources = ['src', 'stories', '.storybook', 'themes', 'demo', 'test/fixtures', 'custom-elements.json', 'package-lock.json'];

const git = (...args) => execFileSync('git', args, { cwd: root, encoding: 'utf8' }).trim();

/** The full name of a commit; throws with git's words where there is none. */
export const commitOf = (ref) => git('rev-parse', '--verify', '--quiet', `${ref}^{commit}`);

/** What the files here are held against: the last commit where they differ from it, else the one before. */
export const commitBefore = () => commitOf(git('status', '--porcelain', '--untracked-files=no') === '' ? 'HEAD~1' : 'HEAD');

const newest = (path) => {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found === undefined) return 0;
  return found.isDirectory() ? Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name)))) : found.mtimeMs;
};

const isStale = (folder) => newest(join(folder, 'index.json')) < Math.max(...sources.map((path) => newest(join(root, path))));

async function build(home, output) {
  const code = await runBin('storybook', 'storybook', ['build', '--quiet', '--disable-telemetry', '--output-dir', output], {}, home);
  if (code !== 0) throw new Error(`the Storybook in ${home} could not be built`);
}

/** Resolves to `{ folder, name }`. */
export async function bookHere() {
  const folder = join(root, 'storybook-static');
  if (isStale(folder) && await runScript('storybook:build') !== 0) throw new Error('npm run storybook:build failed');
  return { folder, name: 'these files' };
}

/** The same of a commit: built once, from its files alone. */
export async function bookOf(ref) {
  const commit = commitOf(ref);
  const folder = join(shelf, commit);
  const name = git('log', '-1', '--format=%h %s', commit);
  if (existsSync(join(folder, 'index.json'))) return { folder, name };
  const home = mkdtempSync(join(tmpdir(), 'kennzahl-book-'));
  try {
    const files = join(home, 'files.tar');
    git('archive', '--output', files, commit);
    execFileSync('tar', ['-xf', files, '-C', home]);
    const isLocked = readFileSync(join(home, 'package-lock.json'), 'utf8') === readFileSync(join(root, 'package-lock.json'), 'utf8');
    if (isLocked) symlinkSync(join(root, 'node_modules'), join(home, 'node_modules'), 'junction');
    else if (await runNpm(['ci', '--no-audit', '--no-fund'], home) !== 0) throw new Error(`what ${name} depends on could not be installed`);
    await build(home, join(home, 'book'));
    makeRoom();
    cpSync(join(home, 'book'), folder, { recursive: true });
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  return { folder, name };
}

function makeRoom() {
  mkdirSync(shelf, { recursive: true });
  const oldestFirst = readdirSync(shelf).map((name) => join(shelf, name)).sort((a, b) => statSync(a).mtimeMs - statSync(b).mtimeMs);
  for (const folder of oldestFirst.slice(0, Math.max(0, oldestFirst.length - keptBooks + 1))) rmSync(folder, { recursive: true, force: true });
}

/** `[{ id, title, name }]` in the order of the book's contents. */
export function storiesIn({ folder }) {
  const { entries } = JSON.parse(readFileSync(join(folder, 'index.json'), 'utf8'));
  return Object.values(entries).filter(({ type }) => type === 'story').map(({ id, title, name }) => ({ id, title, name }));
}
