// Speed and memory beside the alternatives. These are installed in test/bench, never with the package itself.
import { join } from 'node:path';
import { argv, exit } from 'node:process';
import { ensureInstalled, root, runNode } from './project.mjs';

ensureInstalled();
ensureInstalled(join(root, 'test/bench'));
exit(await runNode('test/bench/run.mjs', argv.slice(2)));
