import { chromeLauncher } from '@web/test-runner-chrome';
import puppeteer from 'puppeteer-core';
import base from './web-test-runner.config.mjs';

// Firefox over WebDriver BiDi: no geckodriver and no display. The launcher is Chrome's in name only.
const firefox = chromeLauncher({
  puppeteer,
  launchOptions: { browser: 'firefox', executablePath: process.env.FIREFOX_PATH, headless: true, defaultViewport: { width: 1280, height: 1000 } },
});
firefox.name = 'Firefox';
firefox.type = 'puppeteer';

// What is still alive, only Chromium tells.
export default { ...base, files: [base.files, '!test/browser/left-behind.test.ts'], browsers: [firefox] };
