// Speed and memory beside the alternatives. These are installed in test/bench, never with the package itself.
import { join } from 'node:path';
import { argv, exit } from 'node:process';
import { ensureInstalled, root, runNode } from './project.mjs';

ensureInstalled();
ensureInstalled(join(root, 'test/bench'));
const [what, ...rest] = argv.slice(2);
exit(await (what === 'eleven' ? runNode('test/bench/eleven.mjs', rest) : runNode('test/bench/run.mjs', argv.slice(2))));
