// KENNZAHL_EVERY=16 tries one of sixteen mutants: the same kind of sample in every file, and the same one until its own lines change.
// KENNZAHL_RESIDUE=1 … 15 tries another sixteenth: tests that were written for the survivors of one say nothing about it any more.
import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import { env } from 'node:process';
import { CheckStatus } from '@stryker-mutator/api/check';
import { PluginKind, declareClassPlugin } from '@stryker-mutator/api/plugin';

const every = Number(env.KENNZAHL_EVERY ?? 1);
const residue = Number(env.KENNZAHL_RESIDUE ?? 0);

/** Told by what is changed and where in its line; the number of the line moves with every edit above. */
function isTried({ fileName, mutatorName, replacement, location: { start, end } }) {
  const text = [basename(fileName), mutatorName, replacement, start.column, end.line - start.line, end.column].join('\n');
  return createHash('md5').update(text).digest().readUInt32BE() % every === residue % every;
}

class Sample {
  async init() {}

  group(mutants) {
    return [mutants.map(({ id }) => id)];
  }

  async check(mutants) {
    return Object.fromEntries(mutants.map((mutant) => [
      mutant.id,
      isTried(mutant) ? { status: CheckStatus.Passed } : { status: CheckStatus.CompileError, reason: 'Not in the sample' },
    ]));
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.Checker, 'sample', Sample)];
