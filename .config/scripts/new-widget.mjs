// npm run new -- <tag>: writes a widget with its styles, registration, story and browser test.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv, exit } from 'node:process';
import { root } from './project.mjs';
import { isTag, widgetFiles, withElement } from './widget-files.mjs';

const tag = argv[2] ?? '';
const read = (path) => readFileSync(join(root, path), 'utf8');

if (!isTag(tag)) {
  console.error('npm run new -- <tag>, where the tag is two lower-case words at least: win-rate-chart');
  exit(1);
}
const files = widgetFiles(tag, {
  version: JSON.parse(read('package.json')).version,
  model: read('src/elements/kpi-card/kpi-card.ts'),
});
const taken = Object.keys(files).filter((path) => existsSync(join(root, path)));
if (taken.length > 0) {
  console.error(`Nothing written, since this exists: ${taken.join(', ')}`);
  exit(1);
}
for (const [path, text] of Object.entries({ ...files, 'src/define.ts': withElement(read('src/define.ts'), tag) })) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(path);
}
console.log(`
It works and shows the close ratio. Next:
  1. ask and draw what it is for: questions() and picture() in src/elements/${tag}/${tag}.ts, with a chart of its own in src/charts
  2. describe it, then npm run manifest
  3. look at it: npm run storybook
  4. npm run test:browser -- --files test/browser/${tag}.test.ts`);
