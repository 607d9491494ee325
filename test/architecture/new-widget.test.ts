import { readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { isTag, widgetFiles, withElement } from '../../.config/scripts/widget-files.mjs';
import { bannedIn } from './banned.js';
import { exportFaults, forbiddenImports } from './imports.js';
import { strangeTags } from './manifest.js';
import { parse, root } from './source-files.js';

const files = widgetFiles('win-rate-chart', { version: '0.1.0', model: readFileSync(`${root}/src/elements/kpi-card/kpi-card.ts`, 'utf8') });

/** Type checks files that are not on disk, beside those that are. */
const faultsOf = (texts: Readonly<Record<string, string>>): string[] => {
  const virtual = new Map(Object.entries(texts).map(([path, text]) => [`${root}${path}`, text]));
  const { config } = ts.readConfigFile(`${root}test/browser/tsconfig.json`, (path) => ts.sys.readFile(path)) as { config: object };
  const { options: given } = ts.parseJsonConfigFileContent({ ...config, references: [], include: [] }, ts.sys, `${root}test/browser`);
  const { tsBuildInfoFile: _, ...options } = { ...given, types: ['mocha', 'vite/client'], incremental: false };
  const host = ts.createCompilerHost(options);
  // Its folder is not there either.
  host.directoryExists = () => true;
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => virtual.has(path) || fileExists(path);
  host.readFile = (path) => virtual.get(path) ?? readFile(path);
  host.getSourceFile = (path, target, ...rest) => {
    const text = virtual.get(path);
    return text === undefined ? getSourceFile(path, target, ...rest) : ts.createSourceFile(path, text, target, true);
  };
  const program = ts.createProgram([...virtual.keys()], options, host);
  return [...virtual.keys()].flatMap((path) => {
    const file = program.getSourceFile(path);
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(({ messageText }) => `${path.replace(root, '')}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
  });
};

describe('npm run new', () => {
  it('writes an element, its styles and registration, a story and a browser test', () => {
    expect(Object.keys(files)).toEqual([
      'src/elements/win-rate-chart/win-rate-chart.ts',
      'src/elements/win-rate-chart/win-rate-chart.styles.ts',
      'src/elements/win-rate-chart/define.ts',
      'stories/win-rate-chart.stories.ts',
      'test/browser/win-rate-chart.test.ts',
    ]);
  });
  it('writes what compiles against the kit as it is now', () => expect(faultsOf(files)).toEqual([]), 60_000);
  it('would see what does not compile', () => {
    const broken = Object.fromEntries(Object.entries(files).map(([path, text]) => [path, text.replace("'close_ratio', trend", "'close_ration', trend")]));
    expect(faultsOf(broken).join()).toContain('close_ration');
  }, 60_000);
  it('keeps the rules of the layers', () => {
    const sources = Object.entries(files).filter(([path]) => path.startsWith('src/')).map(([path, text]) => parse(path.replace('src/', ''), text));
    expect(sources.flatMap((file) => [...forbiddenImports(file), ...exportFaults(file), ...bannedIn(file), ...strangeTags(file)])).toEqual([]);
  });
  it('repeats what every widget promises', () => {
    expect(files['src/elements/win-rate-chart/win-rate-chart.ts']).toMatch(/@event \{KpiReadyEvent\}[^]*@csspart base[^]*@cssstate loading[^]*@tag win-rate-chart/);
  });
  it('adds the element to those that kennzahl/define registers, in order', () => {
    const define = `import './elements/kpi-card/define.js';\nimport './elements/sales-data/define.js';\n`;
    expect(withElement(define, 'pipeline-funnel').split('\n')[1]).toBe(`import './elements/pipeline-funnel/define.js';`);
    expect(withElement(define, 'kpi-card')).toBe(define);
  });
  it('takes only names that HTML takes', () => {
    expect(['win-rate', 'a-b-2'].every(isTag)).toBe(true);
    expect(['win', 'Win-Rate', 'win_rate', '-win', 'win-', '../x-y'].some(isTag)).toBe(false);
  });
});
