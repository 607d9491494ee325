import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Rolldown } from 'vite';

type Target = string | { readonly [condition: string]: Target };
export type Exports = Readonly<Record<string, Target>>;

const filesOf = (target: Target): string[] => (typeof target === 'string' ? [target] : Object.values(target).flatMap(filesOf));

/** Files that an exports map promises and that are not there; `*` stands for each of `tags`. */
export const missingTargets = (exports: Exports, tags: readonly string[], exists: (file: string) => boolean): string[] =>
  Object.entries(exports).flatMap(([subpath, target]) => {
    const files = filesOf(target).flatMap((file) => (file.includes('*') ? tags.map((tag) => file.replaceAll('*', tag)) : [file]));
    return files.filter((file) => !exists(file)).map((file) => `${subpath} → ${file}`);
  });

export const brotliSize = (code: string | Uint8Array): number =>
  brotliCompressSync(code, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }).length;

/** The chunks that a page waits for before `entry` runs: what it imports statically, and what those do. Workers and `import()` are not among them. */
export const staticChunks = (output: readonly (Rolldown.OutputChunk | Rolldown.OutputAsset)[], entry: string): Rolldown.OutputChunk[] => {
  const chunks = new Map(output.flatMap((one) => (one.type === 'chunk' ? [[one.fileName, one] as const] : [])));
  const reached = new Set<string>([entry]);
  for (const name of reached) for (const next of chunks.get(name)?.imports ?? []) reached.add(next);
  return [...reached].flatMap((name) => chunks.get(name) ?? []);
};

export interface PackageJson {
  readonly version: string;
  readonly exports: Exports;
  readonly sideEffects: readonly string[];
}

export const readPackage = (root: string): PackageJson => JSON.parse(readFileSync(`${root}/package.json`, 'utf8')) as PackageJson;

export const elementTags = (root: string): string[] =>
  readdirSync(`${root}/src/elements`).filter((name) => existsSync(`${root}/src/elements/${name}/define.ts`));
