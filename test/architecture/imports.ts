import { posix } from 'node:path';
import ts from 'typescript';
import { descendants, lineOf, type SourceFile } from './source-files.js';
import { allowedBarrel, builtFiles, emptyNames, engineDoor, entries, layers, packages, type Layer } from './rules.js';

export interface Import {
  readonly specifier: string;
  readonly line: number;
  readonly typeOnly: boolean;
}

const isTypeOnly = (node: ts.ImportDeclaration | ts.ExportDeclaration): boolean => {
  if (ts.isExportDeclaration(node)) return node.isTypeOnly;
  const clause = node.importClause;
  if (clause === undefined) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const names = clause.namedBindings;
  return clause.name === undefined && names !== undefined && ts.isNamedImports(names) && names.elements.every(({ isTypeOnly }) => isTypeOnly);
};

/** The literal in `import(…)`, or in `new URL(…, import.meta.url)`: how a worker is named. */
const lazySpecifier = (node: ts.Node): ts.StringLiteralLike | undefined => {
  const args = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword ? node.arguments : undefined;
  const url = ts.isNewExpression(node) && node.expression.getText() === 'URL' && node.arguments?.[1]?.getText() === 'import.meta.url' ? node.arguments : undefined;
  const first = (args ?? url)?.[0];
  return first !== undefined && ts.isStringLiteralLike(first) ? first : undefined;
};

/** All modules that a file names: static, re-exported, dynamic, type positions and workers. */
export const importsOf = (file: SourceFile): Import[] => {
  const found: Import[] = [];
  for (const node of descendants(file.tree)) {
    if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier !== undefined) {
      const { text: specifier } = node.moduleSpecifier as ts.StringLiteral;
      found.push({ specifier, line: lineOf(file, node), typeOnly: isTypeOnly(node) });
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      found.push({ specifier: (node.argument.literal as ts.StringLiteral).text, line: lineOf(file, node), typeOnly: true });
    } else {
      const lazy = lazySpecifier(node);
      if (lazy !== undefined) found.push({ specifier: lazy.text, line: lineOf(file, node), typeOnly: false });
    }
  }
  return found;
};

/** The file of src that a relative specifier means, as a path relative to src. */
export const targetOf = (from: string, specifier: string): string =>
  posix.join(posix.dirname(from), specifier.replace(/\?.*$/, '').replace(/\.js$/, '.ts'));

const layerOf = (path: string): Layer | 'entry' | undefined => {
  if (entries.includes(path)) return 'entry';
  const [folder] = path.split('/');
  return folder !== undefined && folder in layers ? (folder as Layer) : undefined;
};

const judge = (from: string, layer: Layer | 'entry', one: Import): string | undefined => {
  const { specifier, typeOnly } = one;
  if (!specifier.startsWith('.')) {
    const rule = packages.find(({ match }) => match.test(specifier));
    if (rule === undefined) return `names the package ${specifier}, which no layer may`;
    if (layer === 'entry' || !rule.layers.includes(layer)) return `names the package ${specifier}, which only ${rule.layers.join(', ')} may`;
    return undefined;
  }
  const target = targetOf(from, specifier);
  const to = layerOf(target);
  if (layer === 'entry' && builtFiles.has(target)) return undefined;
  if (to === undefined) return `names ${target}, which lies in no layer`;
  // One entry may be made of others, as the one file is of all.
  if (layer === 'entry' || layer === to) return undefined;
  if (to === 'entry') return `names the entry ${target}`;
  if (!(layers[layer] as readonly Layer[]).includes(to)) return `reaches from ${layer} into ${to}`;
  if (layer === 'context' && to === 'engine' && !typeOnly && target !== engineDoor) return `goes past ${engineDoor} to ${target}`;
  return undefined;
};

/** Forbidden imports of one file, each as a sentence with its place. */
export const forbiddenImports = (file: SourceFile): string[] => {
  const layer = layerOf(file.path);
  if (layer === undefined) return [`${file.path} lies in no layer`];
  return importsOf(file).flatMap((one) => {
    const fault = judge(file.path, layer, one);
    return fault === undefined ? [] : [`${file.path}:${one.line} ${fault}`];
  });
};

/** Default exports, `export *`, lists of nothing but re-exports, and names that say nothing. */
export const exportFaults = (file: SourceFile): string[] => {
  const { path, tree } = file;
  const faults: string[] = [];
  const fault = (node: ts.Node, text: string): void => void faults.push(`${path}:${lineOf(file, node)} ${text}`);
  for (const node of tree.statements) {
    const modifiers = ts.canHaveModifiers(node) ? (ts.getModifiers(node) ?? []) : [];
    if (modifiers.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) || ts.isExportAssignment(node)) fault(node, 'has a default export');
    if (ts.isExportDeclaration(node) && node.moduleSpecifier !== undefined && (node.exportClause === undefined || ts.isNamespaceExport(node.exportClause))) fault(node, 'says export *');
    if (ts.isEnumDeclaration(node)) fault(node, 'declares an enum');
  }
  if (entries.includes(path) || path === allowedBarrel) return faults;
  const onlyPasses = (node: ts.Statement): boolean => ts.isImportDeclaration(node) || (ts.isExportDeclaration(node) && node.exportClause !== undefined);
  const passesSomething = tree.statements.some((node) => ts.isExportDeclaration(node) && (node.moduleSpecifier !== undefined || (node.exportClause !== undefined && ts.isNamedExports(node.exportClause) && node.exportClause.elements.length > 0)));
  if (posixName(path) === 'index.ts' || (passesSomething && tree.statements.every(onlyPasses))) faults.push(`${path} is a barrel`);
  if (emptyNames.test(path)) faults.push(`${path} has a name that says nothing about what is inside`);
  return faults;
};

const posixName = (path: string): string => posix.basename(path);

/** Groups of files that need each other, found with Tarjan's algorithm; each is one fault. */
export const cycles = (files: readonly SourceFile[]): string[] => {
  const known = new Set(files.map(({ path }) => path));
  const edges = new Map(
    files.map((file) => [file.path, importsOf(file).filter(({ specifier }) => specifier.startsWith('.')).map(({ specifier }) => targetOf(file.path, specifier)).filter((to) => known.has(to))]),
  );
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[] = [];
  const visit = (path: string): number => {
    const index = order.size;
    order.set(path, index);
    let lowest = index;
    stack.push(path);
    for (const to of edges.get(path) ?? []) {
      if (!order.has(to)) lowest = Math.min(lowest, visit(to));
      else if (stack.includes(to)) lowest = Math.min(lowest, order.get(to) ?? lowest);
    }
    low.set(path, lowest);
    if (lowest === index) {
      const group = stack.splice(stack.indexOf(path));
      if (group.length > 1 || edges.get(path)?.includes(path)) found.push(group.sort().join(' ↔ '));
    }
    return lowest;
  };
  for (const path of known) if (!order.has(path)) visit(path);
  return found;
};
