import type { LitElement } from 'lit';
import { gateUrl } from './url-gate.js';

/** As long as a start tag may be to stay on one line. */
const lineLength = 80;

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const isSecret = (name: string, value: string, baseUri: string): boolean => {
  if (name !== 'src') return false;
  const gated = gateUrl(value, baseUri, 'deals');
  return 'error' in gated && gated.error.code === 'SECRET_IN_ATTRIBUTE';
};

/** What a property says that is not written as an attribute; null = the same as without, or nothing that an attribute could say. */
const asSet = (element: LitElement, fresh: LitElement, property: PropertyKey): string | null => {
  const read = (from: LitElement): unknown => (from as unknown as Record<PropertyKey, unknown>)[property];
  const value = read(element);
  if (value === read(fresh)) return null;
  const { converter } = (element.constructor as typeof LitElement).getPropertyOptions(property);
  const written: unknown = typeof converter === 'object' && converter.toAttribute !== undefined ? converter.toAttribute(value) : value;
  return typeof written === 'string' || typeof written === 'number' ? String(written) : null;
};

/**
 * The HTML that makes an element: its tag and the attributes it knows, as they are set or as properties say them, and the language it
 * has of its own. Neither what a host keeps in attributes of its own, nor data, nor an address with a secret in it.
 */
export const markupOf = (element: LitElement): string => {
  const kind = element.constructor as typeof LitElement;
  const fresh = element.ownerDocument.createElement(element.localName) as LitElement;
  const known = [...kind.elementProperties].flatMap(([property, { attribute }]): readonly (readonly [string, string])[] => {
    if (attribute === false) return [];
    const name = typeof attribute === 'string' ? attribute : String(property).toLowerCase();
    const value = element.getAttribute(name) ?? asSet(element, fresh, property);
    return value === null || isSecret(name, value, element.baseURI) ? [] : [[name, value]];
  });
  const ofPage = ['lang', 'dir'].flatMap((name) => (element.hasAttribute(name) ? [[name, element.getAttribute(name) as string] as const] : []));
  const attributes = [...known, ...ofPage].map(([name, value]) => `${name}="${escaped(value)}"`);
  const tag = element.localName;
  const line = [`<${tag}`, ...attributes].join(' ');
  const start = line.length < lineLength ? `${line}>` : `<${tag}\n${attributes.map((text) => `  ${text}\n`).join('')}>`;
  return `${start}</${tag}>`;
};
