import type { ArgTypes } from '@storybook/web-components-vite';
import manifest from '../custom-elements.json' with { type: 'json' };
import { presets } from '../src/ingest/presets/registry.js';
import { kpis } from '../src/kpi/registry.js';
import { schema } from '../src/model/schema.js';

interface Described {
  readonly tagName?: string;
  readonly attributes?: readonly { readonly name: string; readonly fieldName?: string; readonly type?: { readonly text: string } }[];
  readonly members?: readonly { readonly name: string; readonly kind: string }[];
}

/** Unions that custom-elements.json only knows by name. */
const words: Readonly<Record<string, readonly string[]>> = {
  'KpiId': Object.keys(kpis),
  'TableName': Object.keys(schema),
  'DataFormat': ['csv', 'json', 'ndjson'],
  'PresetName': Object.keys(presets),
  'PeriodInput': ['all', 'last_quarter', 'this_quarter', 'last_12_months', 'last_year', 'year_to_date', '2025-01-01/2025-04-01'],
  'KpiQuery[\'compare\']': ['previous', 'year', 'none'],
};

const optionsOf = (type: string): readonly string[] | null => {
  const parts = type.split('|').map((part) => part.trim()).filter((part) => part !== 'null');
  const named = parts.length === 1 ? words[parts[0] ?? ''] : undefined;
  if (named !== undefined) return named;
  return parts.every((part) => /^'.*'$/u.test(part)) ? parts.map((part) => part.slice(1, -1)) : null;
};

const declarations = (manifest.modules as readonly { readonly declarations?: readonly Described[] }[]).flatMap((module) => module.declarations ?? []);

/** Controls of an element, as custom-elements.json describes it: a choice for a union, a number, a text; none for what only scripts can set. */
export const controlsOf = (tag: string): Partial<ArgTypes> => {
  const element = declarations.find(({ tagName }) => tagName === tag);
  if (element === undefined) throw new Error(`custom-elements.json does not describe <${tag}>`);
  const given = element.attributes ?? [];
  const types: Partial<ArgTypes> = {};
  for (const { name, kind } of element.members ?? []) {
    const attribute = given.find(({ fieldName }) => fieldName === name);
    if (kind === 'method') continue;
    // An attribute says it all; its property of another spelling would be a second row for the same thing.
    types[name] = attribute === undefined ? { control: false } : attribute.name === name ? {} : { table: { disable: true } };
  }
  for (const { name, type } of given) {
    const text = type?.text ?? 'string';
    const options = optionsOf(text);
    types[name] = options !== null ? { control: 'select', options } : { control: text.startsWith('number') ? 'number' : 'text' };
  }
  return types;
};
