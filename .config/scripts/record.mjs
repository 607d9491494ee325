// Writes down anew what test/kpi/recorded-answers.test.ts compares with, after a change that is meant. Read the difference.
import { exit } from 'node:process';
import { ensureInstalled, runBin } from './project.mjs';

ensureInstalled();
exit(await runBin('vitest', 'vitest', ['run', 'test/kpi/recorded-answers.test.ts'], { KENNZAHL_RECORD: '1' }));
