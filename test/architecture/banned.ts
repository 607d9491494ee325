import ts from 'typescript';
import { clocklessLayers } from './rules.js';
import { descendants, lineOf, type SourceFile } from './source-files.js';

interface Ban {
  /** The fault, as the end of a sentence that starts with the file. */
  readonly because: string;
  readonly hits: (node: ts.Node) => boolean;
  /** Only where an answer may depend on nothing but its arguments. */
  readonly clockless?: true;
}

const isMember = (node: ts.Node, object: string, name: string): boolean =>
  ts.isPropertyAccessExpression(node) && node.name.text === name && node.expression.getText() === object;

const writesMarkup = new Set(['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'unsafeHTML', 'unsafeSVG', 'unsafeStatic']);

/** Looked for in the syntax tree, so that a comment may speak of them. */
const bans: readonly Ban[] = [
  { because: 'parses a date with Date.parse, which guesses', hits: (node) => isMember(node, 'Date', 'parse') },
  { because: 'parses a number with parseFloat, which stops at the first letter in silence', hits: (node) => ts.isIdentifier(node) && node.text === 'parseFloat' },
  { because: 'writes markup past the templates', hits: (node) => ts.isIdentifier(node) && writesMarkup.has(node.text) },
  { because: 'runs text with eval', hits: (node) => ts.isCallExpression(node) && node.expression.getText() === 'eval' },
  {
    because: 'runs text with Function',
    hits: (node) => (ts.isNewExpression(node) || ts.isCallExpression(node)) && node.expression.getText() === 'Function',
  },
  { because: 'throws dice with Math.random', hits: (node) => isMember(node, 'Math', 'random'), clockless: true },
  { because: 'looks at the clock with Date.now', hits: (node) => isMember(node, 'Date', 'now'), clockless: true },
  {
    because: 'looks at the clock with new Date()',
    hits: (node) => ts.isNewExpression(node) && node.expression.getText() === 'Date' && (node.arguments ?? []).length === 0,
    clockless: true,
  },
];

/** Banned words of one file, each as a sentence with its place. */
export const bannedIn = (file: SourceFile): string[] => {
  const clockless = clocklessLayers.some((layer) => file.path.startsWith(`${layer}/`));
  const active = bans.filter((ban) => clockless || ban.clockless === undefined);
  const faults: string[] = [];
  for (const node of descendants(file.tree)) {
    for (const { because, hits } of active) if (hits(node)) faults.push(`${file.path}:${lineOf(file, node)} ${because}`);
  }
  return faults;
};
