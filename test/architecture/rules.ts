/** Who may import whom, innermost first. `tsconfig.json` of each layer says the same to the compiler; a test compares the two. */
export const layers = {
  model: [],
  stats: ['model'],
  kpi: ['stats', 'model'],
  format: ['model'],
  i18n: ['model'],
  ingest: ['model'],
  engine: ['kpi', 'ingest', 'stats', 'model'],
  charts: ['format', 'i18n', 'model'],
  paint: ['model'],
  context: ['engine', 'model'],
  events: ['model'],
  styles: [],
  elements: ['context', 'events', 'styles', 'charts', 'paint', 'format', 'i18n', 'model'],
} as const satisfies Record<string, readonly string[]>;

export type Layer = keyof typeof layers;

/** The entries in src itself: they may name every layer, and nothing may name them. */
export const entries = ['index.ts', 'core.ts', 'define.ts', 'cdn.ts', 'arrow.ts', 'parquet.ts'];

/** Layers that must run anywhere: their projects know the language and nothing of a page. */
export const pureLayers: readonly Layer[] = ['model', 'stats', 'kpi', 'format', 'i18n', 'charts'];

/** Which layers may name which package. A package that is not listed is a decision to be made here first. */
export const packages: readonly { readonly match: RegExp; readonly layers: readonly Layer[] }[] = [
  { match: /^zod(\/|$)/, layers: ['ingest'] },
  // Optional formats: see `optionalFormats`.
  { match: /^(@uwdata\/flechette|hyparquet(-compressors)?)$/, layers: ['ingest'] },
  { match: /^d3-array$/, layers: ['charts'] },
  // How points become path data is a matter of SVG; a scene holds the points.
  { match: /^d3-shape$/, layers: ['paint'] },
  { match: /^comlink$/, layers: ['engine'] },
  { match: /^lit(\/|$)/, layers: ['paint', 'context', 'styles', 'elements'] },
  { match: /^@lit\/context$/, layers: ['context', 'elements'] },
];

/** What the page's side of the engine shows to `context`; the rest runs in the worker. Types may come from any of its files. */
export const engineDoor = 'engine/client.ts';

/** The one list of re-exports inside a layer: it is a package entry of its own. */
export const allowedBarrel = 'stats/index.ts';

/**
 * Files that become bundles of their own, and what is only in these: nothing else in the sources imports either, and only they may name the
 * packages that read these formats.
 */
export const optionalFormats = {
  files: ['ingest/formats/arrow.ts', 'ingest/formats/parquet.ts'],
  parts: ['ingest/formats/arrow-messages.ts', 'ingest/formats/arrow-schema.ts', 'ingest/formats/arrow-values.ts', 'ingest/formats/flat-table.ts', 'ingest/formats/lz4-frame.ts'],
  packages: /^(@uwdata\/flechette|hyparquet(-compressors)?)$/,
};

/** Bundles beside the built entries, which name them; there is no source of that name. */
export const builtFiles: ReadonlySet<string> = new Set(['worker/kennzahl.arrow.ts', 'worker/kennzahl.parquet.ts']);

/** Layers whose answers may depend on their arguments alone. */
export const clocklessLayers: readonly Layer[] = ['stats', 'kpi', 'charts', 'ingest'];

/** Names that say nothing about what is inside. */
export const emptyNames = /(^|\/)(utils?|helpers?|types|common|misc)\.ts$/;
