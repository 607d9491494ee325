import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { bannedIn } from './banned.js';
import { cycles, exportFaults, forbiddenImports, importsOf, targetOf } from './imports.js';
import { layers, optionalFormats, pureLayers, type Layer } from './rules.js';
import { parse, readSource, root } from './source-files.js';

const files = readSource();
const names = Object.keys(layers) as Layer[];

describe('the source', () => {
  it('was found', () => {
    expect(files.length).toBeGreaterThan(50);
    for (const layer of names) expect(files.some(({ path }) => path.startsWith(`${layer}/`)), layer).toBe(true);
  });
  it('imports only what its layer may know', () => expect(files.flatMap(forbiddenImports)).toEqual([]));
  it('keeps what reads optional formats out of everything else', () => {
    const { files: optional, parts, packages } = optionalFormats;
    const inside = [...optional, ...parts];
    const used = files.flatMap((file) => importsOf(file).map(({ specifier }) => ({ from: file.path, specifier, target: targetOf(file.path, specifier) })));
    expect(used.filter(({ specifier }) => packages.test(specifier)).map(({ from }) => from).filter((from) => !inside.includes(from))).toEqual([]);
    expect(used.filter(({ target }) => optional.includes(target)).map(({ from }) => from)).toEqual([]);
    expect(used.filter(({ from, target }) => parts.includes(target) && !inside.includes(from)).map(({ from }) => from)).toEqual([]);
    for (const path of inside) expect(files.map((file) => file.path)).toContain(path);
  });
  it('has no import cycle', () => expect(cycles(files)).toEqual([]));
  it('has no default export, no export *, no barrel inside a layer, no empty name', () => expect(files.flatMap(exportFaults)).toEqual([]));
  it('keeps away from guessing parsers, markup strings, running text, dice and clocks', () => expect(files.flatMap(bannedIn)).toEqual([]));
});

describe('the TypeScript projects', () => {
  interface Project {
    readonly compilerOptions: { readonly lib: readonly string[]; readonly types: readonly string[] };
    readonly references: readonly { readonly path: string }[];
  }
  const project = (layer: Layer): Project => {
    const path = `${root}/src/${layer}/tsconfig.json`;
    return ts.parseConfigFileTextToJson(path, readFileSync(path, 'utf8')).config as Project;
  };
  it.each(names)('%s references exactly the layers that the table allows', (layer) => {
    expect(project(layer).references.map(({ path }) => path.replace('../', '')).sort()).toEqual([...layers[layer]].sort());
  });
  it.each(pureLayers)('%s knows nothing of a page or of Node', (layer) => {
    expect(project(layer).compilerOptions.lib).toEqual(['ES2023']);
    expect(project(layer).compilerOptions.types).toEqual([]);
  });
});

describe('each rule finds its fault', () => {
  const faultsOf = (path: string, text: string): string[] => {
    const file = parse(path, text);
    return [...forbiddenImports(file), ...exportFaults(file), ...bannedIn(file)];
  };
  it.each([
    ['charts/line.ts', `import type { KpiDefinition } from '../kpi/define-kpi.js';`, 'charts/line.ts:1 reaches from charts into kpi'],
    ['kpi/churn.ts', `\nexport { read } from '../ingest/read.js'; export const n = 1;`, 'kpi/churn.ts:2 reaches from kpi into ingest'],
    ['stats/mean.ts', `type Deal = import('../kpi/deal.js').Deal;`, 'stats/mean.ts:1 reaches from stats into kpi'],
    ['elements/kpi-card/kpi-card.ts', `const { fit } = await import('../../stats/fit.js');`, 'elements/kpi-card/kpi-card.ts:1 reaches from elements into stats'],
    ['paint/start.ts', `new Worker(new URL('../engine/worker.js', import.meta.url));`, 'paint/start.ts:1 reaches from paint into engine'],
    ['model/table.ts', `import { define } from '../define.js';`, 'model/table.ts:1 names the entry define.ts'],
    ['model/table.ts', `import { a } from '../../demo/a.js';`, 'model/table.ts:1 names ../demo/a.ts, which lies in no layer'],
    ['attic/old.ts', `const a = 1;`, 'attic/old.ts lies in no layer'],
    ['context/engine-context.ts', `import { createEngine } from '../engine/create-engine.js';`, 'context/engine-context.ts:1 goes past engine/client.ts to engine/create-engine.ts'],
    ['kpi/schema.ts', `import * as z from 'zod/mini';`, 'kpi/schema.ts:1 names the package zod/mini, which only ingest may'],
    ['paint/axis.ts', `import { ticks } from 'd3-array';`, 'paint/axis.ts:1 names the package d3-array, which only charts may'],
    ['charts/line.ts', `import { line } from 'd3-shape';`, 'charts/line.ts:1 names the package d3-shape, which only paint may'],
    ['charts/axis.ts', `import { scaleLinear } from 'd3-scale';`, 'charts/axis.ts:1 names the package d3-scale, which no layer may'],
    ['charts/label.ts', `import { svg } from 'lit';`, 'charts/label.ts:1 names the package lit, which only paint, context, styles, elements may'],
    ['core.ts', `import { wrap } from 'comlink';`, 'core.ts:1 names the package comlink, which only engine may'],
    ['ingest/load.ts', `import { readFile } from 'node:fs';`, 'ingest/load.ts:1 names the package node:fs, which no layer may'],
    ['kpi/index.ts', `export const a = 1;`, 'kpi/index.ts is a barrel'],
    ['kpi/all.ts', `import { a } from './a.js';\nexport { a };\nexport type { B } from './b.js';`, 'kpi/all.ts is a barrel'],
    ['stats/index.ts', `export * from './mean.js';`, 'stats/index.ts:1 says export *'],
    ['stats/index.ts', `export * as means from './mean.js';`, 'stats/index.ts:1 says export *'],
    ['kpi/churn.ts', `export default class Churn {}`, 'kpi/churn.ts:1 has a default export'],
    ['kpi/churn.ts', `const churn = 1;\nexport default churn;`, 'kpi/churn.ts:2 has a default export'],
    ['model/unit.ts', `export enum Unit { Days }`, 'model/unit.ts:1 declares an enum'],
    ['format/utils.ts', `export const a = 1;`, 'format/utils.ts has a name that says nothing about what is inside'],
    ['engine/a.ts', `const t = Date.parse(text);`, 'engine/a.ts:1 parses a date with Date.parse, which guesses'],
    ['engine/a.ts', `const n = Number.parseFloat(text);`, 'engine/a.ts:1 parses a number with parseFloat, which stops at the first letter in silence'],
    ['elements/a.ts', `node.innerHTML = text;`, 'elements/a.ts:1 writes markup past the templates'],
    ['elements/a.ts', `eval(text);`, 'elements/a.ts:1 runs text with eval'],
    ['elements/a.ts', `new Function('a', text);`, 'elements/a.ts:1 runs text with Function'],
    ['stats/bootstrap.ts', `const x = Math.random();`, 'stats/bootstrap.ts:1 throws dice with Math.random'],
    ['kpi/pipeline.ts', `const now = Date.now();`, 'kpi/pipeline.ts:1 looks at the clock with Date.now'],
    ['charts/axis.ts', `const today = new Date();`, 'charts/axis.ts:1 looks at the clock with new Date()'],
  ])('in %s: %s', (path, text, fault) => expect(faultsOf(path, text)).toContain(fault));

  it.each([
    ['stats/index.ts', `export { mean } from './mean.js';`],
    ['index.ts', `export { KpiCard } from './elements/kpi-card/kpi-card.js';`],
    ['engine/slices.ts', `// Date.parse would guess\nconst t = Date.now(); const d = new Date(0);`],
    ['context/engine-context.ts', `import { openEngine } from '../engine/client.js';\nimport type { Engine } from '../engine/engine.js';`],
    ['cdn.ts', `import './define.js';\nexport { configure } from './index.js';`],
    ['elements/kpi-card/define.ts', `import { KpiCard } from './kpi-card.js';\nKpiCard.define();`],
    ['styles/tokens.ts', `import { css } from 'lit';\nexport const tokens = css\`\`;`],
  ])('and leaves %s alone: %s', (path, text) => expect(faultsOf(path, text)).toEqual([]));

  it('in a ring of three files, and in one that names itself', () => {
    const ring = [
      parse('kpi/a.ts', `import './b.js';`),
      parse('kpi/b.ts', `import type { C } from './c.js';`),
      parse('kpi/c.ts', `import './a.js'; import './d.js';`),
      parse('kpi/d.ts', `export const d = 1;`),
      parse('kpi/e.ts', `import './e.js';`),
    ];
    expect(cycles(ring)).toEqual(['kpi/a.ts ↔ kpi/b.ts ↔ kpi/c.ts', 'kpi/e.ts']);
  });
});
