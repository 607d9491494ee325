import { ContextRoot } from '@lit/context';

const attached = new WeakSet<Document>();

/**
 * Requests that nobody answers yet are kept and asked again when a provider appears: widgets may be defined before
 * the `<sales-data>` around them. Once per document, with the first element that connects.
 */
export const attachContextRoot = (document: Document): void => {
  if (attached.has(document)) return;
  attached.add(document);
  new ContextRoot().attach(document.documentElement);
};
