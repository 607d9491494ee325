import { closeSync, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { median } from './report-table.mjs';

/** CPU time of this process in ms: unlike a clock it does not count what else the machine does. */
const cpuMs = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const pieceBytes = 262_144;

const fileStream = (path) => ({
  getReader: () => {
    const file = openSync(path, 'r');
    return {
      read: () => {
        const bytes = new Uint8Array(pieceBytes);
        const size = readSync(file, bytes);
        if (size === 0) closeSync(file);
        return Promise.resolve(size === 0 ? { done: true } : { done: false, value: bytes.subarray(0, size) });
      },
      cancel: () => Promise.resolve(closeSync(file)),
    };
  },
});

/** `kennzahl/core` as it is in the sources, built into a folder. */
export const buildCore = async (src, folder) => {
  await build({
    configFile: false, logLevel: 'error', publicDir: false,
    build: { ssr: join(src, 'core.ts'), outDir: folder, emptyOutDir: true, target: 'es2022' },
  });
  return import(join(folder, 'core.js'));
};

/**
 * CPU ms per KPI: first answer, first filter, and the median of filters asked after it. `isByPass`: every filter reads the rows again
 * instead of adding kept cells.
 */
export const costs = async ({ createEngine, kpis }, files, filters, isByPass = false) => {
  const definitions = await Promise.all(Object.values(kpis).map((load) => load()));
  const own = isByPass ? definitions.map((definition) => ({ ...definition, isAdditive: false })) : [];
  const engine = createEngine({ timeZone: 'UTC', currency: 'EUR', asOf: '2025-07-01' }, own);
  await engine.load(Object.fromEntries(Object.entries(files).map(([table, path]) => [table, { stream: fileStream(path) }])));
  const spent = new Map(definitions.map(({ id }) => [id, []]));
  for (const filter of filters) {
    for (const { id } of definitions) {
      const start = cpuMs();
      await engine.compute({ kpi: id, filter, interval: 'closed-form' });
      spent.get(id).push(cpuMs() - start);
    }
  }
  await engine.close();
  return new Map([...spent].map(([id, all]) => [id, { first: all[0], filter: all[1], changed: median(all.slice(2)) }]));
};
