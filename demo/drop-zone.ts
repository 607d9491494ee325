import type { DataInputSource, LoadInputs } from '../src/model/input.js';
import type { LoadReport, TableReport } from '../src/model/issue.js';
import type { TableName } from '../src/model/schema.js';
import { text } from './texts.js';

export interface DropZoneHost {
  inspect(file: File): Promise<{ readonly guesses: readonly { readonly table: TableName }[] }>;
  load(inputs: LoadInputs): Promise<LoadReport | null>;
  restore(): void;
}

interface Dropped { readonly file: File; readonly table: TableName | null; readonly problem: string | null }

const make = <K extends keyof HTMLElementTagNameMap>(tag: K, content: string | readonly (Node | string)[] = [], className = ''): HTMLElementTagNameMap[K] => {
  const element = document.createElement(tag);
  element.append(...(typeof content === 'string' ? [content] : content));
  if (className !== '') element.className = className;
  return element;
};

const tableOf = (heads: readonly string[], rows: readonly (readonly string[])[], numeric: readonly number[] = []): HTMLElement => {
  const isNumber = (column: number): string => (numeric.includes(column) ? 'number' : '');
  return make('div', [make('table', [
    make('thead', [make('tr', heads.map((head, i) => { const cell = make('th', head, isNumber(i)); cell.scope = 'col'; return cell; }))]),
    make('tbody', rows.map((row) => make('tr', row.map((cell, i) => make('td', cell, isNumber(i)))))),
  ])], 'scroll');
};

/** Every file as inputs by table; several files of one table are merged. */
const inputsOf = (dropped: readonly Dropped[], listPrice: boolean): LoadInputs => {
  const inputs: Partial<Record<TableName, DataInputSource[]>> = {};
  for (const { file, table } of dropped) {
    if (table === null) continue;
    (inputs[table] ??= []).push({ file, label: file.name, ...(table === 'deals' && listPrice ? { options: { listPriceForOpenDeals: true } } : {}) });
  }
  return inputs;
};

/** Takes files by drop or dialogue, says which table each was read as, what was mapped and what was left out. */
export const connectDropZone = (zone: HTMLElement, host: DropZoneHost): { speak(): void } => {
  let dropped: readonly Dropped[] = [];
  let report: LoadReport | null = null;
  let failure: string | null = null;
  let listPrice = false;
  let reading = 0;
  const picker = make('input');
  picker.type = 'file';
  picker.multiple = true;
  picker.accept = '.csv,.tsv,.txt,.json,.ndjson';
  picker.hidden = true;

  const detailsOf = (table: string, found: TableReport): readonly Node[] => {
    const number = (value: number): string => value.toLocaleString(document.documentElement.lang);
    const nodes: Node[] = [make('h3', `${table}: ${number(found.rowsIn)} ${text('rows')}, ${number(found.rowsUsed)} ${text('used')}, ${number(found.rowsExcluded)} ${text('leftOut')}`)];
    nodes.push(tableOf([text('header'), text('column'), text('sure')], found.mappings.map(({ header, column, confidence }) => [header, column, `${Math.round(confidence * 100)} %`]), [2]));
    if (found.unmappedHeaders.length > 0) nodes.push(make('p', `${text('unmapped')}: ${found.unmappedHeaders.join(', ')}`, 'quiet'));
    if (found.nameMatches.length > 0) nodes.push(make('p', `${text('names')}: ${found.nameMatches.map(({ from, to, count }) => `${from} → ${to} (${number(count)})`).join(', ')}`, 'quiet'));
    if (found.issues.length > 0) nodes.push(make('p', `${text('issues')}: ${found.issues.map(({ message }) => message).join(' ')}`, 'quiet'));
    if (found.rejects.length > 0) {
      nodes.push(make('p', text('rejects'), 'quiet'), tableOf([text('row'), text('reason'), text('text')], found.rejects.slice(0, 20).map(({ row, code, column, text: line }) => [number(row), [code, column].filter(Boolean).join(', '), line]), [0]));
    }
    return nodes;
  };

  const offer = (count: number): HTMLElement => {
    const box = make('input');
    box.type = 'checkbox';
    box.checked = listPrice;
    box.addEventListener('change', () => { listPrice = box.checked; void load(); });
    return make('label', [box, make('span', text('listPrice', { n: count.toLocaleString(document.documentElement.lang) }))], 'offer');
  };

  const draw = (): void => {
    const choose = make('button', text('choose'));
    choose.type = 'button';
    choose.addEventListener('click', () => picker.click());
    const parts: Node[] = [make('h2', text('dropTitle')), make('p', text('dropText'), 'quiet'), choose, picker];
    if (dropped.length > 0) {
      const back = make('button', text('back'));
      back.type = 'button';
      back.addEventListener('click', () => { dropped = []; report = null; failure = null; listPrice = false; host.restore(); draw(); });
      parts.push(back);
    }
    if (reading > 0) parts.push(make('p', text('reading', { n: reading })));
    if (failure !== null) parts.push(make('p', text('failed', { message: failure })));
    if (dropped.length > 0) {
      parts.push(make('h3', text('mapping')), tableOf([text('file'), text('table')], dropped.map(({ file, table, problem }) => [file.name, table ?? problem ?? text('unknownFile')])));
    }
    const offered = report?.tables.deals?.offers.find(({ code }) => code === 'LIST_PRICE_FOR_OPEN_DEALS')?.count;
    if (offered !== undefined || listPrice) parts.push(offer(offered ?? report?.tables.deals?.rowsUsed ?? 0));
    for (const issue of report?.issues ?? []) parts.push(make('p', issue.message));
    for (const [table, found] of Object.entries(report?.tables ?? {})) if (dropped.some((one) => one.table === table)) parts.push(...detailsOf(table, found));
    zone.replaceChildren(...parts);
  };

  const load = async (): Promise<void> => {
    try {
      failure = null;
      report = await host.load(inputsOf(dropped, listPrice));
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
    draw();
  };

  const take = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0) return;
    reading = files.length;
    draw();
    dropped = await Promise.all(files.map(async (file): Promise<Dropped> => {
      try {
        return { file, table: (await host.inspect(file)).guesses[0]?.table ?? null, problem: null };
      } catch (error) {
        return { file, table: null, problem: error instanceof Error ? error.message : String(error) };
      }
    }));
    reading = 0;
    if (dropped.some(({ table }) => table !== null)) await load();
    else draw();
  };

  picker.addEventListener('change', () => void take([...(picker.files ?? [])]));
  document.addEventListener('dragover', (event) => { event.preventDefault(); zone.classList.add('over'); });
  document.addEventListener('dragleave', (event) => { if (event.relatedTarget === null) zone.classList.remove('over'); });
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('over');
    void take([...(event.dataTransfer?.files ?? [])]);
  });
  return { speak: draw };
};
