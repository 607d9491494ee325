// Everything that must hold, in order, with the totals in the last line: "N passed, N failed".
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { env, exit } from 'node:process';
import { ensureInstalled, runScript } from './project.mjs';

/** One after the other; what stands in one list runs side by side, since neither uses more than one core. */
const steps = [
  [['types', 'typecheck'], ['lint', 'lint:code']],
  ['templates', 'lint:templates'],
  ['element descriptions', 'build:metadata'],
  ['one-file build', 'build:cdn'],
  ['unit tests', 'test:unit'],
  ['browser tests', 'test:browser'],
  ['Storybook build', 'storybook:build'],
  ['story tests', 'test:stories'],
];
const counting = new Set(['test:unit', 'test:browser', 'test:stories']);

ensureInstalled();
const { findChromium } = await import('./find-browser.mjs');
const browser = await findChromium().catch((error) => {
  console.error(error.message);
  return undefined;
});
if (browser) {
  console.log(`Browser: ${browser.path} (${browser.from})`);
  env.CHROME_PATH = browser.path;
}

const folder = mkdtempSync(join(tmpdir(), 'kennzahl-'));
const total = { passed: 0, failed: 0 };
const report = [];
const take = async ([title, script]) => {
  console.log(`\n— ${title} (npm run ${script})`);
  const started = performance.now();
  const path = join(folder, `${script.replace(':', '-')}.json`);
  const code = await runScript(script, counting.has(script) ? { KENNZAHL_COUNTS: path } : {});
  let counts = { passed: 0, failed: 0 };
  try {
    if (counting.has(script)) counts = JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    // The runner died before it could count; its exit code says so.
  }
  // A runner that fails without a failed test, or passes without any test, is a failure of its own.
  const hollow = counting.has(script) && counts.passed + counts.failed === 0;
  if ((code !== 0 || hollow) && counts.failed === 0) counts.failed = 1;
  total.passed += counts.passed;
  total.failed += counts.failed;
  const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6);
  report.push(`${counts.failed ? 'FAILED' : '    ok'} ${seconds} s  ${title}${counting.has(script) ? `: ${counts.passed} passed, ${counts.failed} failed` : ''}`);
};
for (const step of steps) await (Array.isArray(step[0]) ? Promise.all(step.map(take)) : take(step));
rmSync(folder, { recursive: true, force: true });

console.log(`\n${report.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed`);
exit(total.failed ? 1 : 0);
