// The browser tests once more, in Firefox. Absent is not a failure, but never silent.
import { env, exit } from 'node:process';
import { onPath } from './find-browser.mjs';
import { runBin } from './project.mjs';

const path = env.FIREFOX_PATH ?? onPath(['firefox-esr', 'firefox']);
if (!path) {
  console.log('NOT RUN: no Firefox found. Install firefox (Debian: firefox-esr) or set FIREFOX_PATH.');
  exit(0);
}
const config = '.config/web-test-runner.firefox.config.mjs';
exit(await runBin('@web/test-runner', 'wtr', ['--config', config], { FIREFOX_PATH: path }));
