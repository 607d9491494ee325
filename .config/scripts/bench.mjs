// Speed and memory beside the alternatives. These are installed in test/bench, never with the package itself.
import { join } from 'node:path';
import { argv, exit } from 'node:process';
import { ensureInstalled, root, runNode } from './project.mjs';

/** By the name that follows `npm run bench --`; without a name all of them run, one after the other. */
const benches = {
  'rows': 'run.mjs', 'eleven': 'eleven.mjs', 'formats': 'formats.mjs', 'page': 'page.mjs', 'board': 'board.mjs', 'left-behind': 'left-behind.mjs', 'list': 'list.mjs',
};

const [first, ...rest] = argv.slice(2);
const name = first === undefined || first.startsWith('--') ? null : first;
if (name !== null && !Object.hasOwn(benches, name)) {
  console.error(`There is no bench "${name}". There are: ${Object.keys(benches).join(', ')}.`);
  exit(2);
}
ensureInstalled();
ensureInstalled(join(root, 'test/bench'));
const codes = [];
for (const one of name === null ? Object.keys(benches) : [name]) codes.push(await runNode(join('test/bench', benches[one]), name === null ? argv.slice(2) : rest));
exit(codes.some(Boolean) ? 1 : 0);
