import { engineError, type KpiError } from './kpi-error.js';

/** Chromium and Firefox name the file that did not come, Safari does not. */
const addressIn = (message: string): string | null => /\b(?:https?|file|blob):[^\s'"]+/u.exec(message)?.[0] ?? null;

const codeMissing = (what: string, thrown: unknown): KpiError => {
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  const url = addressIn(reason);
  return engineError(
    'KPI_CODE',
    `The code of ${what} could not be loaded${url === null ? '' : ` from ${url}`} (${reason}). Ask again once the network is back; after a new version of the site `
      + 'was put up, reload the page. The self-contained file kennzahl/worker never loads anything later.',
    { retryable: true, params: { what }, ...(url === null ? {} : { url }) },
  );
};

/**
 * What `import()` brings; KPI_CODE with the address of the file where it brings nothing. A later call tries anew.
 *
 * @param what the code, as the message names it
 */
export const fetchedCode = async <T>(what: string, load: () => Promise<T>): Promise<T> => {
  try {
    return await load();
  } catch (thrown) {
    throw codeMissing(what, thrown);
  }
};
