// What is too slow for every change: all tests, then the exhaustive ones (*.slow.test.ts, and properties on many more
// examples), then the browser tests in a second browser, then mutants of the numbers: does a test fail when the code is wrong?
import { exit } from 'node:process';
import { ensureInstalled, runScript } from './project.mjs';

ensureInstalled();
const codes = [await runScript('test')];
codes.push(await runScript('test:unit', { KENNZAHL_EXHAUSTIVE: '1' }));
codes.push(await runScript('test:firefox'));
codes.push(await runScript('mutation'));
exit(codes.some(Boolean) ? 1 : 0);
