// Loads the sources and their tests into this process, each source once and every test file with helpers of its own:
// what a test file computes while it loads can then be computed anew under a mutant without loading the sources again.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';
import ts from 'typescript';

const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2023, esModuleInterop: true };
const AsyncFunction = (async () => {}).constructor;
/** `const name = require('…')`, as TypeScript writes an import; an `await` outside of functions, which stand further in. */
const topRequire = /^(const [\w$]+ = (?:__importDefault\(|__importStar\()?)require\(("[^"]+")/gm;
const topAwait = /^(?:const .*= )?await |^ {4}const .* = \(?await |^for await/m;
const nativeRequire = createRequire(import.meta.url);

const isSource = (path) => path.includes(`${sep}src${sep}`);

/**
 * Stryker's helpers ask by name for what is the same all the time, and cost more than the code around them. Here they are one look:
 * `reached` counts by the mutant's number while it is told what to count in.
 */
const withQuickHelpers = (text, counting) => text
  .replace(/function (stryCov_\w+)\(\) \{\n[\s\S]*?\n\}/, counting
    ? 'function $1() { const { reached } = globalThis.__stryker__; for (let i = 0; i < arguments.length; i += 1) reached[arguments[i]] += 1; }'
    : 'function $1() {}')
  .replace(/stryCov_\w+\(("\d+"(?:, )?)+\)/g, (call) => call.replaceAll('"', ''))
  .replace(/function (stryMutAct_\w+)\(id\) \{\n[\s\S]*?\n\}/, 'const stryMutants = globalThis.__stryker__;\nfunction $1(id) { return stryMutants.activeMutant === id && stryMutants.hit(); }');

/** Compiled modules of one folder, with what each imports and the mutants it holds. */
export function createModules(counting) {
  const compiled = new Map();
  const edges = new Map();
  const holders = new Map();

  const compile = (path) => {
    let found = compiled.get(path);
    if (found) return found;
    const text = readFileSync(path, 'utf8');
    for (const [, id] of text.matchAll(/stryMutAct_\w+\("(\d+)"\)/g)) holders.set(id, path);
    const { outputText } = ts.transpileModule(withQuickHelpers(text, counting), { compilerOptions, fileName: path });
    const code = outputText.replaceAll('import.meta', 'importMeta');
    const imported = [...code.matchAll(topRequire)].map(([, , quoted]) => JSON.parse(quoted)).filter((name) => name.startsWith('.'));
    // Where something is awaited on top, also whoever imports it waits; sources never do.
    const waits = !isSource(path) && (topAwait.test(code) || imported.some((name) => compile(locate(path, name)).waits));
    const names = ['exports', 'require', 'importMeta'];
    const run = waits ? new AsyncFunction(...names, code.replace(topRequire, '$1await require($2')) : compileFunction(code, names, { filename: path });
    found = { run, waits };
    compiled.set(path, found);
    return found;
  };

  const locate = (from, name) => {
    const path = name.startsWith('file:') ? fileURLToPath(name) : resolve(dirname(from), name);
    return path.endsWith('.js') && !existsSync(path) ? `${path.slice(0, -3)}.ts` : path;
  };

  /** A set of loaded sources. `replaced` stands in for packages by name, `entering` is told whose code runs next and returns whose ran. */
  const world = (replaced, entering = () => {}) => {
    const sources = new Map();
    /** Loads one test file; resolves when it has declared its tests. */
    const load = async (file) => {
      const own = new Map();
      const start = (path) => {
        const loaded = isSource(path) ? sources : own;
        const known = loaded.get(path);
        if (known) return known;
        const module = { exports: {}, done: undefined };
        loaded.set(path, module);
        const require = (name) => {
          if (replaced.has(name)) return replaced.get(name);
          if (!name.startsWith('.') && !name.startsWith('file:')) return nativeRequire(name);
          const target = locate(path, name);
          if (!edges.has(path)) edges.set(path, new Set());
          edges.get(path).add(target);
          const { done, exports } = start(target);
          return done === undefined ? exports : done.then(() => exports);
        };
        const before = entering(isSource(path) ? 'sources' : file);
        try {
          module.done = compile(path).run(module.exports, require, { url: pathToFileURL(path).href });
        } catch (error) {
          loaded.delete(path);
          throw error;
        } finally {
          entering(before);
        }
        return module;
      };
      const before = entering(file);
      try {
        await start(file).done;
      } finally {
        entering(before);
      }
    };
    return { load };
  };

  /** Every module that loading this one loads. */
  const reached = (path, seen = new Set()) => {
    if (seen.has(path)) return seen;
    seen.add(path);
    for (const next of edges.get(path) ?? []) reached(next, seen);
    return seen;
  };

  return { world, reached, holderOf: (mutant) => holders.get(mutant) };
}
