// Does a test fail when the code is changed? Stryker on stats and kpi: at least 90 % of the mutants of each must be killed, and every
// survivor be listed with its reason in test/mutation/survivors-<layer>.txt.
// npm run mutation [-- stats | kpi] [-- --whole] [-- --write]
//   kpi has 26,000 mutants: one of sixteen is tried unless `--whole` asks for all; stats is always tried whole.
//   `--write` lists the survivors anew, keeps the reasons known, and puts those without one first.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { argv, exit } from 'node:process';
import { openReason, parseSurvivors, survivorsOf, writeSurvivors } from '../mutation/survivors.mjs';
import { ensureInstalled, root, runBin } from './project.mjs';

const leastScore = 90;
const asked = argv.slice(2).filter((argument) => !argument.startsWith('--'));
const isWhole = argv.includes('--whole');

ensureInstalled();
let failures = 0;
for (const layer of asked.length > 0 ? asked : ['stats', 'kpi'].filter((layer) => existsSync(listOf(layer)))) {
  const every = layer === 'stats' || isWhole ? 1 : 16;
  const report = join(root, `node_modules/.cache/kennzahl/mutation-${layer}.json`);
  const code = await runBin('@stryker-mutator/core', 'stryker', ['run', '.config/stryker.config.mjs'], { KENNZAHL_LAYER: layer, KENNZAHL_EVERY: String(every) });
  if (code !== 0) failures += 1;
  else if (!judge(layer, every, JSON.parse(readFileSync(report, 'utf8')))) failures += 1;
}
exit(failures ? 1 : 0);

/** A layer is tried with every `npm run verify` from the day its survivors have been judged and listed. */
function listOf(layer) {
  return join(root, `test/mutation/survivors-${layer}.txt`);
}

function judge(layer, every, report) {
  const statuses = Object.values(report.files).flatMap(({ mutants }) => mutants.map(({ status }) => status));
  const count = (...wanted) => statuses.filter((status) => wanted.includes(status)).length;
  const [killed, tried] = [count('Killed', 'Timeout'), count('Killed', 'Timeout', 'Survived', 'NoCoverage')];
  const score = (100 * killed) / tried;
  console.log(`\n${layer}: ${killed} of ${tried} mutants killed, ${score.toFixed(2)} %${every > 1 ? ` (one of ${every} tried)` : ''}`);

  const path = listOf(layer);
  const listed = existsSync(path) ? parseSurvivors(readFileSync(path, 'utf8')) : new Map();
  const found = survivorsOf(report);
  if (argv.includes('--write')) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, writeSurvivors(found, listed));
    console.log(`${found.size} survivors listed in ${path}`);
    return score >= leastScore;
  }
  const unlisted = [...found].filter((survivor) => !listed.has(survivor));
  const open = [...listed].filter(([, reason]) => reason === openReason);
  if (unlisted.length > 0) console.log(`Survivors that are not listed (kill them, or list them with --write and a reason):\n  ${unlisted.join('\n  ')}`);
  if (open.length > 0) console.log(`${open.length} are listed without a reason.`);
  if (every === 1) {
    const gone = [...listed.keys()].filter((survivor) => !found.has(survivor));
    if (gone.length > 0) console.log(`Listed, but killed by now (take them off with --write):\n  ${gone.join('\n  ')}`);
  }
  return score >= leastScore && unlisted.length === 0;
}
