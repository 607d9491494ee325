import manifest from '../custom-elements.json' with { type: 'json' };
import type { KpiId } from '../src/model/kpi-id.js';
import { tokens } from '../src/styles/tokens.styles.js';
import { definitionOf } from './book/definitions.js';
import { kpiPage } from './book/links.js';

interface Named { readonly name: string; readonly description?: string; readonly kind?: string }
interface Described {
  readonly tagName?: string;
  readonly description?: string;
  readonly members?: readonly Named[];
  readonly cssStates?: readonly Named[];
}

const described: readonly Described[] = (manifest.modules as readonly { readonly declarations?: readonly Described[] }[]).flatMap(({ declarations }) => declarations ?? []);

const cell = (text: string): string => text.replaceAll('|', '\\|');
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

/** `deals(status)` or `deals(stage)`: one of each line must be there. */
const needsOf = (id: KpiId): string => definitionOf(id).needs
  .map((alternatives) => alternatives.map(({ table: name, columns }) => `\`${name}\` with \`${columns.join('`, `')}\``).join(' or '))
  .map((line) => `  - ${line}`).join('\n');

const readsOf = (id: KpiId): string => {
  const reads = Object.entries(definitionOf(id).reads ?? {});
  return reads.length === 0 ? '' : `\n\nAlso reads, where it is there:\n\n${reads.map(([name, columns]) => `  - \`${name}\`: \`${columns.join('`, `')}\``).join('\n')}`;
};

const formulas = (ids: readonly KpiId[]): string => ids.map((id) => {
  const { name, formula, version } = definitionOf(id);
  return `**[${name.en}](?path=${kpiPage(id)})** (\`${id}\`, version ${version}): ${formula.en}.\n\n*${name.de}: ${formula.de}.*\n\nNeeds, one of each line:\n\n${needsOf(id)}${readsOf(id)}`;
}).join('\n\n');

const listed = (heading: string, name: string, entries: readonly Named[]): string => (entries.length === 0 ? ''
  : `### ${heading}\n\n${table([name, 'What it says'], entries.map((one) => [`\`${one.name}\``, (one.description ?? '').replaceAll('\n', ' ')]))}`);

const keys = table(['Key', 'What it does'], [
  ['Tab', 'into the picture, on to the next control'],
  ['← → ↑ ↓', 'to the next or previous point, in reading order'],
  ['Home, End', 'to the first, to the last point'],
  ['Enter, Space', 'chooses the point: `kpi-select`; inside `<sales-data>` the other widgets filter by it'],
  ['Escape', 'leaves the point'],
]);

const spoken = `The frame is an \`article\` named by its heading and described by one sentence with value, change, judgement, target and number of cases. \
Each picture is one stop with a summary of its own; the point under the keys is spoken as it changes. The switch at the top right shows the same numbers as a table, \
which \`view="table"\` does from the start. Nothing is said by colour alone, and no text is dimmed.`;

const tokenRows = Object.entries(tokens).map(([name, value]) => [`\`--kpi-${name}\``, `\`${value}\``]);

export interface DocsOf {
  readonly tag: string;
  /** The figures it shows, by formula and needs. */
  readonly kpis?: readonly KpiId[];
  /** Its data, as a stranger would write it. */
  readonly example: string;
  /** Further sections. */
  readonly more?: string;
}

/** The words of an element's page; tables of attributes, properties, events, slots and parts follow it, from custom-elements.json. */
export const docsOf = ({ tag, kpis: ids = [], example, more = '' }: DocsOf): { readonly docs: { readonly description: { readonly component: string } } } => {
  const { description: about = '', members = [], cssStates = [] } = described.find(({ tagName }) => tagName === tag) ?? {};
  const methods = members.filter(({ kind }) => kind === 'method').map((one) => ({ ...one, name: `${one.name}()` }));
  const isWidget = ids.length > 0;
  const sections = [
    about,
    isWidget ? `### Formula and data\n\n${formulas(ids)}` : '',
    `### In a page\n\n\`\`\`html\n${example.trim()}\n\`\`\``,
    more,
    listed('States', 'State', cssStates.map((one) => ({ ...one, name: `:state(${one.name})` }))),
    listed('Methods', 'Method', methods),
    isWidget ? `### Accessibility\n\n${spoken}\n\n${keys}` : '',
    isWidget ? `### Tokens\n\nSet on the element, on something around it or on the root.\n\n${table(['Token', 'Default'], tokenRows)}` : '',
  ];
  return { docs: { description: { component: sections.filter((section) => section !== '').join('\n\n') } } };
};
