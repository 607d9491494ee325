import { launch, type Browser, type Page } from 'puppeteer-core';
import { findChromium, SAFE_ARGS } from '../../.config/scripts/find-browser.mjs';

/** A real Chromium, and a page of it that remembers what went wrong in it. */
export const openBrowser = async (): Promise<Browser> => launch({ executablePath: (await findChromium() as { path: string }).path, args: SAFE_ARGS });

export interface WatchedPage { readonly page: Page; readonly faults: string[] }

export const openPage = async (browser: Browser, url: string): Promise<WatchedPage> => {
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(String(error)));
  page.on('requestfailed', (request) => faults.push(`failed: ${request.url()}`));
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
  await page.goto(url, { waitUntil: 'networkidle0', timeout: 120_000 });
  return { page, faults };
};

/** Drawn text of every widget, by its tag and KPI. */
export const widgetTexts = (page: Page): Promise<Record<string, string>> =>
  page.evaluate(async () => {
    const widgets = [...document.querySelectorAll<HTMLElement & { updateComplete: Promise<boolean> }>('*')].filter((element) => 'getProvenance' in element);
    for (const widget of widgets) await widget.updateComplete;
    return Object.fromEntries(widgets.map((widget) =>
      [[widget.localName, widget.getAttribute('kpi') ?? widget.id].filter((part) => part !== '').join(' '), widget.shadowRoot?.querySelector<HTMLElement>('.base')?.innerText.replace(/\s+/gu, ' ') ?? '']));
  });
