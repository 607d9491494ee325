// Pictures of the stories in one pinned browser with one pinned font.
// npm run pictures [-- options]                  every story before and now, with the differences as pictures; fails where there are any
// npm run pictures -- --sheets [options]         every story of an element on one page, to look at
//   --against <ref>      what "before" is: any commit (default: the last one where files here differ from it, else the one before)
//   --of <ref>           a commit in place of the files here
//   --only <pattern>     stories whose title or name matches (a regular expression, in any case)
//   --width 150,300,800  --theme light,dark,forced  --language en,de     (default: all widths, light, en)
import { join, relative } from 'node:path';
import { argv, exit } from 'node:process';
import { parseArgs } from 'node:util';
import { ensureInstalled, root } from './project.mjs';

const { values: asked } = parseArgs({
  args: argv.slice(2),
  options: {
    sheets: { type: 'boolean', default: false },
    against: { type: 'string' },
    of: { type: 'string' },
    only: { type: 'string', default: '' },
    width: { type: 'string', default: '150,300,800' },
    theme: { type: 'string', default: 'light' },
    language: { type: 'string', default: 'en' },
  },
});

ensureInstalled();
const { bookHere, bookOf, commitBefore, storiesIn } = await import('../pictures/book.mjs');
const { openBrowser } = await import('../pictures/open-story.mjs');
const { serveFolder } = await import('../pictures/serve-folder.mjs');
const { lookName, shootAll } = await import('../pictures/shoot.mjs');

const out = join(root, 'pictures');
const pattern = new RegExp(asked.only, 'iu');
const listed = (list) => list.split(',').map((word) => word.trim());
const looks = listed(asked.theme).flatMap((theme) => listed(asked.language).flatMap((language) => listed(asked.width).map((width) => ({ theme, language, width: Number(width) }))));

const chosen = (book) => storiesIn(book).filter(({ id, title, name }) => pattern.test(`${id} ${title} ${name}`));

async function shootBook(book, take) {
  const { url, close } = await serveFolder(book.folder, '/');
  const stories = chosen(book);
  console.log(`${book.name}: ${stories.length} stories`);
  const faults = await shootAll({ url, stories, looks, take });
  await close();
  for (const fault of faults) console.log(`  ${fault}`);
  return faults;
}

const now = asked.of === undefined ? await bookHere() : await bookOf(asked.of);
let code = 0;
if (asked.sheets) {
  const { createSheets } = await import('../pictures/sheets.mjs');
  const sheets = createSheets(join(out, 'sheets'));
  await shootBook(now, sheets.add);
  const browser = await openBrowser();
  for (const file of await sheets.write(browser, chosen(now))) console.log(relative(root, file));
  console.log(`Chromium ${browser.version()}`);
} else {
  const { createComparison } = await import('../pictures/comparison.mjs');
  const { writeReport } = await import('../pictures/report.mjs');
  const before = await bookOf(asked.against ?? commitBefore());
  const comparison = createComparison();
  const faults = [...await shootBook(before, comparison.before), ...await shootBook(now, comparison.now)];
  const { same, differences } = comparison.result();
  const page = writeReport(join(out, 'differences'), { before: before.name, now: now.name, same, differences, faults });
  for (const { story, look, kind } of differences) console.log(`  ${kind}: ${story.id}, ${lookName(look)}`);
  console.log(`${differences.length} pictures differ, ${same} are the same: ${relative(root, page)}`);
  if (differences.length > 0) code = 1;
}
exit(code);
