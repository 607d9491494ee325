// axe over every story in light, in dark and in the colours that a user forces. Not part of `npm test`: there axe runs over every story in light.
// npm run a11y [-- --of <ref>] [--only <pattern>] [--mode light,dark,forced]
import { argv, exit } from 'node:process';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './project.mjs';

const { values: asked } = parseArgs({
  args: argv.slice(2),
  options: { of: { type: 'string' }, only: { type: 'string', default: '' }, mode: { type: 'string', default: 'light,dark,forced' } },
});

ensureInstalled();
const { bookHere, bookOf, storiesIn } = await import('../pictures/book.mjs');
const { serveFolder } = await import('../pictures/serve-folder.mjs');
const { findViolations } = await import('../pictures/violations.mjs');

const pattern = new RegExp(asked.only, 'iu');
const book = asked.of === undefined ? await bookHere() : await bookOf(asked.of);
const stories = storiesIn(book).filter(({ id, title, name }) => pattern.test(`${id} ${title} ${name}`));
const { url, close } = await serveFolder(book.folder, '/');
const violations = await findViolations({ url, stories, modes: asked.mode.split(','), told: (violation) => console.log(violation) });
await close();
console.log(`${violations} violations in ${stories.length} stories, each in ${asked.mode}`);
exit(violations === 0 ? 0 : 1);
