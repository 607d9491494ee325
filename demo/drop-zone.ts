import type { DataInputSource, LoadInputs } from '../src/model/input.js';
import type { LoadReport } from '../src/model/issue.js';
import { tableNames, type TableName } from '../src/model/table-name.js';
import type { Glance } from './glance.js';
import { make, tableOf } from './make.js';
import { foundIn } from './found.js';
import { text } from './texts.js';

export interface DropZoneHost {
  inspect(file: File): Promise<{ readonly guesses: readonly { readonly table: TableName }[] }>;
  load(inputs: LoadInputs): Promise<LoadReport>;
  glance(): Promise<Glance>;
  /** Nothing is left to show. */
  clear(): void;
  restore(): void;
}

interface Dropped { readonly file: File; readonly table: TableName | null; readonly problem: string | null }

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

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
  let glance: Glance = [];
  let failure: string | null = null;
  let listPrice = false;
  let reading = 0;
  const picker = make('input');
  picker.type = 'file';
  picker.multiple = true;
  picker.accept = '.csv,.tsv,.txt,.json,.ndjson';
  picker.hidden = true;

  const button = (label: string, onClick: () => void): HTMLButtonElement => {
    const element = make('button', label);
    element.type = 'button';
    element.addEventListener('click', onClick);
    return element;
  };

  const tableChoice = (one: Dropped, index: number): HTMLElement => {
    const select = make('select');
    select.id = `read-as-${index}`;
    select.setAttribute('aria-label', text('readAs', { file: one.file.name }));
    select.append(new Option(text('ignore'), '', false, one.table === null), ...tableNames.map((name) => new Option(name, name, false, name === one.table)));
    select.addEventListener('change', () => {
      const table = select.value === '' ? null : (select.value as TableName);
      dropped = dropped.map((other) => (other === one ? { ...one, table } : other));
      void load();
    });
    return make('span', [select, ...(one.table === null ? [make('span', ` ${one.problem ?? text('unknownFile')}`, 'quiet')] : [])]);
  };

  const offer = (count: number): HTMLElement => {
    const box = make('input');
    box.type = 'checkbox';
    box.id = 'list-price';
    box.checked = listPrice;
    box.addEventListener('change', () => {
      listPrice = box.checked;
      void load();
    });
    return make('label', [box, make('span', text('listPrice', { n: count.toLocaleString(document.documentElement.lang) }))], 'offer');
  };

  const draw = (): void => {
    const focused = document.activeElement?.id ?? '';
    const parts: Node[] = [make('h2', text('dropTitle')), make('p', text('dropText'), 'quiet'), button(text('choose'), () => picker.click()), picker];
    if (dropped.length > 0) parts.push(button(text('back'), restore));
    if (reading > 0) parts.push(make('p', text('reading', { n: reading })));
    if (failure !== null) parts.push(make('p', text('failed', { message: failure }), 'failed'));
    if (glance.length > 0) {
      parts.push(make('h3', text('glance')), make('dl', glance.map(([label, value]) => make('div', [make('dt', text(label)), make('dd', value)])), 'glance'));
    }
    const deals = report?.tables.deals;
    const offered = deals?.offers.find(({ code }) => code === 'LIST_PRICE_FOR_OPEN_DEALS') ?? deals?.issues.find(({ code }) => code === 'LIST_PRICE_FOR_OPEN_DEALS');
    if (offered !== undefined) parts.push(offer(offered.count));
    if (dropped.length > 0) parts.push(make('h3', text('mapping')), tableOf([text('file'), text('table')], dropped.map((one, i) => [one.file.name, tableChoice(one, i)])));
    if (report !== null && dropped.length > 0) parts.push(foundIn(report, dropped.flatMap(({ table }) => table ?? [])));
    zone.replaceChildren(...parts);
    if (focused !== '') zone.querySelector<HTMLElement>(`#${CSS.escape(focused)}`)?.focus();
  };

  const restore = (): void => {
    [dropped, report, glance, failure, listPrice] = [[], null, [], null, false];
    host.restore();
    draw();
  };

  const load = async (): Promise<void> => {
    if (dropped.every(({ table }) => table === null)) {
      [report, glance, failure] = [null, [], null];
      host.clear();
      draw();
      return;
    }
    try {
      failure = null;
      report = await host.load(inputsOf(dropped, listPrice));
      glance = await host.glance();
    } catch (error) {
      failure = messageOf(error);
    }
    draw();
  };

  /** Files may come one after the other; one of the same name replaces the earlier. */
  const take = async (files: readonly File[]): Promise<void> => {
    if (files.length === 0) return;
    reading = files.length;
    draw();
    const looked = await Promise.all(files.map(async (file): Promise<Dropped> => {
      try {
        return { file, table: (await host.inspect(file)).guesses[0]?.table ?? null, problem: null };
      } catch (error) {
        return { file, table: null, problem: messageOf(error) };
      }
    }));
    dropped = [...dropped.filter(({ file }) => files.every(({ name }) => name !== file.name)), ...looked];
    reading = 0;
    await load();
  };

  picker.addEventListener('change', () => {
    void take([...(picker.files ?? [])]);
  });
  document.addEventListener('dragover', (event) => {
    event.preventDefault();
    zone.classList.add('over');
  });
  document.addEventListener('dragleave', (event) => {
    if (event.relatedTarget === null) zone.classList.remove('over');
  });
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    zone.classList.remove('over');
    void take([...(event.dataTransfer?.files ?? [])]);
  });
  return { speak: draw };
};
