import { writeFileSync } from 'node:fs';
import type { Reporter } from 'vitest/node';

/** Writes `{ passed, failed }` for the run that adds up all suites. A file that dies before its tests, or an error outside of any, counts as one failure. */
export const countReporter = (path: string): Reporter => ({
  onTestRunEnd(modules, unhandledErrors) {
    const counts = { passed: 0, failed: unhandledErrors.length };
    for (const module of modules) {
      let failed = 0;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') counts.passed++;
        if (state === 'failed') failed++;
      }
      counts.failed += failed || (module.ok() ? 0 : 1);
    }
    writeFileSync(path, JSON.stringify(counts));
  },
});

/** What people read, and the counts where the whole run asks for them. */
export const reporters = (): (string | Reporter)[] => {
  const path = process.env['KENNZAHL_COUNTS'];
  return path ? ['default', countReporter(path)] : ['default'];
};
