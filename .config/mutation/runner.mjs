// A test runner for Stryker that keeps sources and tests loaded and only switches mutants on. Vitest starts a worker and loads
// everything anew for each mutant, 1 to 3 s; here a mutant costs what the tests that reach it cost, mostly under 50 ms.
// A verdict holds only when the test that killed the mutant passes again without it: what one mutant left in memory kills no other.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { cpuUsage, cwd, env } from 'node:process';
import { Script } from 'node:vm';
import { PluginKind, commonTokens, declareClassPlugin } from '@stryker-mutator/api/plugin';
import { DryRunStatus, MutantRunStatus, TestStatus } from '@stryker-mutator/api/test-runner';
import { createModules } from './modules.mjs';
import { declaredBy, few, law, testPackages } from './test-api.mjs';

/** DuckDB and files beside the project check what the plain tests check as well; the text checks read sources, not numbers. */
const left = /\.slow\.test\.ts$|-duckdb\.test\.ts$|maven\.test\.ts$|purity\.test\.ts$/;
/** Milliseconds of tests after which a mutant counts as survived, the likeliest killers first: the score is never too high for it. */
const patience = 12_000;
/** More than any layer has. */
const mostMutants = 50_000;
/** Every example that a test asks for; a number, since it is written down as JSON. */
const all = Number.MAX_SAFE_INTEGER;
const none = { kills: 0, misses: 0 };
/** What the mutated sources look at: which mutant is on, how often it was met, and a count of those met for every one of them. */
const mutants = (globalThis.__stryker__ ??= {});
mutants.hit = () => {
  mutants.hitCount += 1;
  if (mutants.hitCount > mutants.hitLimit) throw new Error('The mutant was met too often: a loop that does not end');
  return true;
};
/** Lies in the copy of the project that is mutated. */
const learnt = () => join(cwd(), 'mutation-tests.json');
const endless = 'ERR_SCRIPT_EXECUTION_TIMEOUT';
const script = new Script('globalThis.__runTest()');

/** Milliseconds of this process's own work: on a busy machine the clock says little. */
const worked = () => {
  const { user, system } = cpuUsage();
  return (user + system) / 1_000;
};

/** Runs what may never end: a loop without an end is broken off, `await` and all that comes after it is the caller's. */
function runWithin(milliseconds, run) {
  globalThis.__runTest = run;
  for (let timeout = milliseconds; ; timeout *= 4) {
    const before = worked();
    try {
      return script.runInThisContext({ timeout });
    } catch (error) {
      if (error?.code !== endless || worked() - before >= milliseconds / 2) throw error;
    }
  }
}

class InProcessRunner {
  static inject = [commonTokens.logger];
  #log;
  #modules;
  #world;
  /** Tests by file, as declared without a mutant. */
  #declared = new Map();
  /** By test id: its file, and how long it took. */
  #tests = new Map();
  /** Mutants that run while sources load; by test file those that run while it declares its tests. */
  #loading = new Map();
  /** By source and test id: mutants that the test has killed and missed. Who killed is asked first, who missed many late. */
  #records = new Map();

  constructor(log) {
    this.#log = log;
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    env.TZ = 'America/New_York';
  }

  async dryRun({ files }) {
    const wanted = new Set(files);
    const folder = join(cwd(), 'test', env.KENNZAHL_LAYER);
    const paths = readdirSync(folder).filter((name) => name.endsWith('.test.ts') && !left.test(name)).map((name) => join(folder, name));
    const counting = createModules(true);
    mutants.activeMutant = undefined;
    const perTest = {};
    let whose = 'nobody';
    mutants.reached = new Uint32Array(mostMutants);
    /** What has been reached so far belongs to whoever ran. */
    const enter = (next) => {
      const before = whose;
      const { reached } = mutants;
      for (let mutant = 0; mutant < mostMutants; mutant += 1) {
        if (reached[mutant] === 0) continue;
        perTest[before] ??= {};
        perTest[before][mutant] = (perTest[before][mutant] ?? 0) + reached[mutant];
        reached[mutant] = 0;
      }
      whose = next;
      return before;
    };
    const world = counting.world(testPackages, enter);
    const tests = [];
    const byFile = new Map();
    try {
      for (const path of paths) {
        const declared = await declaredBy(() => world.load(path));
        const reached = counting.reached(path);
        if (![...wanted].some((file) => reached.has(file))) continue;
        byFile.set(path, reached);
        for (const test of declared) tests.push({ ...test, id: `${relative(cwd(), path)}#${test.name}`, path });
      }
      const results = [];
      for (const { id, name, run, path } of tests) {
        enter(id);
        const known = await this.#firstRun(run);
        enter('nobody');
        if (!known) {
          this.#log.warn(`Left out, since with few examples it fails and with all it takes long: ${id}`);
          continue;
        }
        this.#tests.set(id, { path, name, ...known });
        results.push({ id, name, fileName: path, timeSpentMs: known.timeSpentMs, status: TestStatus.Success });
      }
      const mutantCoverage = this.#coverage(perTest, tests, byFile, counting);
      writeFileSync(learnt(), JSON.stringify({ tests: [...this.#tests], loading: [...this.#loading].map(([mutant, where]) => [mutant, where === 'sources' ? where : [...where]]) }));
      return { status: DryRunStatus.Complete, tests: results, mutantCoverage };
    } catch (error) {
      return { status: DryRunStatus.Error, errorMessage: `${whose}: ${error?.stack}` };
    }
  }

  /** How many examples a test needs to pass without a mutant, and its cost. */
  async #firstRun(run) {
    for (const examples of [few, all]) {
      const before = worked();
      Object.assign(law, { examples, wanted: few });
      try {
        await run();
        const timeSpentMs = worked() - before;
        if (examples === few || timeSpentMs < patience / 2) return { examples, timeSpentMs };
      } catch {
        if ((worked() - before) * (law.wanted / few) > patience / 2) break;
      }
    }
    return undefined;
  }

  /** What runs while a file loads belongs to all tests of the files that load it. */
  #coverage(perTest, tests, byFile, modules) {
    for (const mutant of Object.keys(perTest.sources ?? {})) {
      const holder = modules.holderOf(mutant);
      this.#loading.set(mutant, 'sources');
      for (const { id, path } of tests) if (this.#tests.has(id) && byFile.get(path).has(holder)) (perTest[id] ??= {})[mutant] ??= 1;
    }
    for (const path of byFile.keys()) {
      for (const mutant of Object.keys(perTest[path] ?? {})) {
        if (!this.#loading.has(mutant)) this.#loading.set(mutant, new Set());
        if (this.#loading.get(mutant) !== 'sources') this.#loading.get(mutant).add(path);
        for (const test of tests) if (test.path === path && this.#tests.has(test.id)) (perTest[test.id] ??= {})[mutant] ??= 1;
      }
    }
    return { static: {}, perTest: Object.fromEntries(Object.entries(perTest).filter(([id]) => this.#tests.has(id))) };
  }

  /** Only one of several processes makes the first run; the others, and those started later, read what it learnt. */
  #recall() {
    const { tests, loading } = JSON.parse(readFileSync(learnt(), 'utf8'));
    this.#tests = new Map(tests);
    this.#loading = new Map(loading.map(([mutant, where]) => [mutant, where === 'sources' ? where : new Set(where)]));
    this.#modules = createModules(false);
    this.#restart();
  }

  #restart() {
    this.#world = this.#modules.world(testPackages);
    this.#declared.clear();
  }

  async #declaredIn(path) {
    if (!this.#declared.has(path)) this.#declared.set(path, await declaredBy(() => this.#world.load(path)));
    return this.#declared.get(path);
  }

  async mutantRun({ activeMutant, testFilter, hitLimit, sandboxFileName }) {
    if (!this.#modules) this.#recall();
    const records = this.#records.get(sandboxFileName) ?? new Map();
    this.#records.set(sandboxFileName, records);
    const rank = (id) => {
      const { kills, misses } = records.get(id) ?? none;
      return (this.#tests.get(id).timeSpentMs * (1 + misses / 5)) / (1 + 20 * kills);
    };
    let spent = 0;
    const order = [...testFilter].sort((a, b) => rank(a) - rank(b)).filter((id) => {
      const isAsked = spent < patience;
      spent += this.#tests.get(id).timeSpentMs;
      return isAsked;
    });
    for (let again = 0; ; again++) {
      const verdict = await this.#judge(activeMutant.id, order, hitLimit);
      if (again === 0) {
        for (const id of order.slice(0, verdict.nrOfTests)) {
          const { kills, misses } = records.get(id) ?? none;
          records.set(id, verdict.killedBy?.[0] === id ? { kills: kills + 1, misses } : { kills, misses: misses + 1 });
        }
      }
      if (verdict.status === MutantRunStatus.Survived) return verdict;
      const [id] = verdict.killedBy;
      if (again === 1 || (await this.#passes(id))) return verdict;
      this.#restart();
    }
  }

  async #passes(id) {
    const { path, name, examples } = this.#tests.get(id);
    law.examples = examples;
    try {
      await (await this.#declaredIn(path)).find((test) => test.name === name).run();
      return true;
    } catch {
      return false;
    }
  }

  /** Runs the tests one after the other, with the mutant, until one fails. */
  async #judge(mutant, order, hitLimit) {
    const loading = this.#loading.get(mutant);
    const declared = new Map();
    const world = loading === 'sources' ? this.#modules.world(testPackages) : this.#world;
    let nrOfTests = 0;
    for (const id of order) {
      const { path, name, examples, timeSpentMs } = this.#tests.get(id);
      law.examples = examples;
      const milliseconds = Math.ceil(1_000 + 10 * timeSpentMs);
      // Without the mutant, before it is switched on.
      if (!loading) declared.set(path, await this.#declaredIn(path));
      Object.assign(mutants, { activeMutant: mutant, hitCount: 0, hitLimit });
      nrOfTests += 1;
      try {
        if (!declared.has(path)) {
          const anew = loading === 'sources' || loading.has(path);
          if (!anew) mutants.activeMutant = undefined;
          declared.set(path, anew ? await runWithin(20_000, () => declaredBy(() => world.load(path))) : await this.#declaredIn(path));
          mutants.activeMutant = mutant;
        }
        const test = declared.get(path).find((one) => one.name === name);
        if (!test) throw new Error('The test is not declared any more.');
        await runWithin(milliseconds, test.run);
      } catch (error) {
        const killedBy = [id];
        if (error?.code === endless || mutants.hitCount > hitLimit) return { status: MutantRunStatus.Timeout, reason: 'A loop that does not end', killedBy, nrOfTests };
        return { status: MutantRunStatus.Killed, killedBy, nrOfTests, failureMessage: String(error?.message ?? error) };
      } finally {
        mutants.activeMutant = undefined;
      }
    }
    return { status: MutantRunStatus.Survived, nrOfTests };
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];
