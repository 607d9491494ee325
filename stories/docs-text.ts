import manifest from '../custom-elements.json' with { type: 'json' };
import { kpis } from '../src/kpi/registry.js';
import { tokens } from '../src/styles/tokens.styles.js';

/** An element's page is written when its stories are imported, so what is said of a KPI has to be there by then. */
const definitions = new Map(await Promise.all(Object.values(kpis).map(async (load) => {
  const definition = await load();
  return [definition.id, definition] as const;
})));
type Definition = typeof definitions extends Map<unknown, infer D> ? D : never;

const describedTags: readonly { readonly tagName?: string; readonly description?: string }[] =
  (manifest.modules as readonly { readonly declarations?: readonly { readonly tagName?: string; readonly description?: string }[] }[]).flatMap(({ declarations }) => declarations ?? []);

const cell = (text: string): string => text.replaceAll('|', '\\|');
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.map(cell).join(' | ')} |`).join('\n');

/** `deals(status)` or `deals(stage)`: one of each line must be there. */
const needsOf = ({ needs }: Definition): string => needs
  .map((alternatives) => alternatives.map(({ table: name, columns }) => `\`${name}\` with \`${columns.join('`, `')}\``).join(' or '))
  .map((line) => `  - ${line}`).join('\n');

const formulas = (ids: readonly (keyof typeof kpis)[]): string => ids.map((id) => {
  const definition = definitions.get(id) as Definition;
  const { name, formula, version } = definition;
  return `**${name.en}** (\`${id}\`, version ${version}): ${formula.en}.\n\n*${name.de}: ${formula.de}.*\n\nNeeds, one of each line:\n\n${needsOf(definition)}`;
}).join('\n\n');

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
  readonly kpis?: readonly (keyof typeof kpis)[];
  /** Its data, as a stranger would write it. */
  readonly example: string;
  /** Further sections. */
  readonly more?: string;
}

/** The words of an element's page; tables of attributes, properties, events, slots and parts follow it, from custom-elements.json. */
export const docsOf = ({ tag, kpis: ids = [], example, more = '' }: DocsOf): { readonly docs: { readonly description: { readonly component: string } } } => {
  const about = describedTags.find(({ tagName }) => tagName === tag)?.description ?? '';
  const isWidget = ids.length > 0;
  const sections = [
    about,
    isWidget ? `### Formula and data\n\n${formulas(ids)}` : '',
    `### In a page\n\n\`\`\`html\n${example.trim()}\n\`\`\``,
    more,
    isWidget ? `### Accessibility\n\n${spoken}\n\n${keys}` : '',
    isWidget ? `### Tokens\n\nSet on the element, on something around it or on the root.\n\n${table(['Token', 'Default'], tokenRows)}` : '',
  ];
  return { docs: { description: { component: sections.filter((section) => section !== '').join('\n\n') } } };
};
