// The files of a new widget as text: one that works at once, to be changed into what it shall become.

const pascal = (tag) => tag.replace(/(?:^|-)([a-z0-9])/g, (_, letter) => letter.toUpperCase());
const camel = (tag) => pascal(tag).replace(/^./, (letter) => letter.toLowerCase());
const sentence = (tag) => tag.replaceAll('-', ' ').replace(/^./, (letter) => letter.toUpperCase());

/** Two lower-case words at least, as HTML wants the name of a custom element. */
export const isTag = (tag) => /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/.test(tag);

/** The lines of a widget's description that every widget owes alike: events, slots, parts, states, tokens. */
export const commonPromises = (source) => source.split('\n').filter((line) => /^ \* @(event|slot|csspart|cssstate|cssproperty) /.test(line));

/**
 * Text by path. `model` is the source of a widget that exists, whose promises the new one repeats.
 * @param {string} tag
 * @param {{ version: string, model: string }} given
 * @returns {Record<string, string>}
 */
export function widgetFiles(tag, { version, model }) {
  const name = pascal(tag);
  const styles = `${camel(tag)}Styles`;
  return {
    [`src/elements/${tag}/${tag}.ts`]: `import { sparkline } from '../../charts/sparkline.js';
import { say } from '../../i18n/messages.js';
import type { KpiQuery } from '../../model/query.js';
import type { KpiResult } from '../../model/result.js';
import { KpiWidget } from '../kpi-widget.js';
import { footOf } from '../parts/notes.js';
import type { Picture } from '../parts/picture.js';
import { headOf, type HeadContext } from '../parts/result-head.js';
import type { Stage } from '../parts/stage.js';
import { widgetStyles } from '../widget.styles.js';
import { ${styles} } from './${tag}.styles.js';

/**
 * ${sentence(tag)}: what it answers, and what it shows for that.
 *
 * @summary ${sentence(tag)}: what it shows, in one line.
 * @status experimental
 * @since ${version}
${commonPromises(model).join('\n')}
 * @tag ${tag}
 */
export class ${name} extends KpiWidget {
  static override readonly tag: string = '${tag}';
  static override styles = [widgetStyles, ${styles}];

  protected override readonly form = 'chart';

  protected override questions(): readonly KpiQuery[] {
    return [{ kpi: 'close_ratio', trend: { unit: 'quarter', count: 8 } }];
  }

  protected override defaultHeading({ messages }: Stage): string {
    return say(messages, 'kpi.close_ratio');
  }

  protected override picture([result]: readonly [KpiResult<'close_ratio'>], stage: Stage, context: HeadContext): Picture {
    const scene = sparkline(result, stage.frame, stage.messages, { form: 'axis' });
    return {
      head: headOf(result, context, stage),
      figures: stage.size === 'xs' ? [] : [{ id: 'trend', scene, dimensions: [] }],
      foot: footOf(result, null, stage, this.openSheet),
    };
  }
}

declare global {
  interface HTMLElementTagNameMap { '${tag}': ${name} }
}
`,
    [`src/elements/${tag}/${tag}.styles.ts`]: `import { css, type CSSResult } from 'lit';

export const ${styles}: CSSResult = css\`
  .body { margin-top: 10px; }
\`;
`,
    [`src/elements/${tag}/define.ts`]: `import '../refusal-notice.js';
import { ${name} } from './${tag}.js';

${name}.define();
`,
    [`stories/${tag}.stories.ts`]: `import type { Meta, StoryObj } from '@storybook/web-components-vite';
import { html } from 'lit';
import { makeCompany } from '../demo/company/company.js';
import '../src/elements/${tag}/define.js';

const company = makeCompany();

const meta: Meta = {
  title: 'Widgets/${sentence(tag)}',
  component: '${tag}',
  render: () => html\`<${tag} .data=\${company} currency="EUR" period="all"></${tag}>\`,
  play: async ({ canvasElement }) => {
    for (const widget of canvasElement.querySelectorAll('${tag}')) await widget.updateComplete;
  },
};
export default meta;

export const Chart: StoryObj = {};

export const Table: StoryObj = {
  render: () => html\`<${tag} .data=\${company} currency="EUR" period="all" view="table"></${tag}>\`,
};

/** No data: it says what it needs. */
export const Empty: StoryObj = { render: () => html\`<${tag}></${tag}>\` };
`,
    [`test/browser/${tag}.test.ts`]: `import { ${name} } from '../../src/elements/${tag}/${tag}.js';
import '../../src/elements/${tag}/define.js';
import { widgetSuite } from './widget-suite.js';

describe('<${tag}>', () => {
  widgetSuite({
    tag: '${tag}', widget: ${name}, attributes: { period: 'all' },
    heading: { en: 'Close ratio', de: 'Abschlussquote' }, needs: { table: 'deals', column: 'status' }, pictures: 1,
  });
});
`,
  };
}

/** src/define.ts with one more element, in order. */
export function withElement(define, tag) {
  const lines = define.split('\n').filter((line) => line !== '' && line !== 'export {};');
  return `${[...new Set([...lines, `import './elements/${tag}/define.js';`])].sort().join('\n')}\n`;
}
