// What the tests of stats and kpi use of Vitest, without its workers: the same matchers, and functions that write down a test.
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { format } from 'node:util';
import fc from 'fast-check';

const vitest = createRequire(createRequire(import.meta.url).resolve('vitest/package.json'));
const matchers = await import(pathToFileURL(vitest.resolve('@vitest/expect')).href);
const chai = matchers.chai ?? (await import(pathToFileURL(vitest.resolve('chai')).href));
const { ASYMMETRIC_MATCHERS_OBJECT, JestAsymmetricMatchers, JestChaiExpect, JestExtend } = matchers;

chai.use(JestExtend);
chai.use(JestChaiExpect);
chai.use(JestAsymmetricMatchers);

const expect = Object.assign((value, message) => chai.expect(value, message), chai.expect, globalThis[ASYMMETRIC_MATCHERS_OBJECT]);
chai.expect.extend(expect, matchers.customMatchers);

let names = [];
let hooks = [[]];
let declared = [];

const describe = (name, declare) => {
  names.push(name);
  hooks.push([]);
  try {
    declare();
  } finally {
    names.pop();
    hooks.pop();
  }
};

const afterEach = (tidy) => hooks.at(-1).push(tidy);

const tidied = async (pending, tidy) => {
  try {
    await pending;
  } finally {
    tidy();
  }
};

const it = (name, ...rest) => {
  const inForce = [...hooks];
  const test = rest.find((argument) => typeof argument === 'function');
  const tidy = () => inForce.flat().forEach((hook) => hook());
  const run = () => {
    let pending;
    try {
      pending = test();
    } finally {
      if (!pending) tidy();
    }
    return pending && tidied(pending, tidy);
  };
  declared.push({ name: [...names, name].join(' '), run });
};
const titleOf = (name, row) => format(name.replace(/\$(\w+)/g, (_, key) => String(row?.[key])), ...[row].flat().slice(0, (name.match(/%[sdifjo]/g) ?? []).length));
it.each = (rows) => (name, run) => rows.forEach((row) => it(titleOf(name, row), () => (Array.isArray(row) ? run(...row) : run(row))));

// The examples that the plain tests look at: a verdict is the same every time.
fc.configureGlobal({ seed: 20_251_123 });

/** A law is broken by its first examples or, nearly always, by none; and a mutant needs no smallest counterexample. */
export const few = 12;
/** How many examples the next test looks at; some count what they have seen and need all they ask for. */
export const law = { examples: few, wanted: few };
const assert = (property, { numRuns = 200, ...options } = {}) => {
  law.wanted = numRuns;
  return fc.assert(property, { ...options, numRuns: Math.min(numRuns, law.examples), endOnFailure: true });
};

/** Stands in for the packages that tests import. */
export const testPackages = new Map([
  ['vitest', { afterEach, describe, it, test: it, expect }],
  ['fast-check', { __esModule: true, default: { ...fc, assert } }],
]);

/** The tests that a test file declares while it loads. */
export async function declaredBy(load) {
  names = [];
  hooks = [[]];
  declared = [];
  await load();
  const taken = new Map();
  return declared.map(({ name, run }) => {
    const times = (taken.get(name) ?? 0) + 1;
    taken.set(name, times);
    return { name: times === 1 ? name : `${name} (${times})`, run };
  });
}
