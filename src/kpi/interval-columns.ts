import type { CategoryColumn } from '../model/table.js';

/** A stretch in which a deal was open and nothing about it changed. */
export interface Interval {
  readonly deal: number;
  readonly beginDay: number;
  readonly endDay: number;
  readonly entry: number;
  readonly exit: number;
  readonly amountUnits: number;
  readonly stage: string | null;
  readonly pipeline: string | null;
  /** null where owners are not recorded. */
  readonly owner: string | null;
}

const firstCapacity = 1024;

/** Texts as codes in order of first appearance; 0 = none. */
class Codes {
  readonly dictionary: (string | null)[] = [null];
  private readonly codeOf = new Map<string, number>();

  of(text: string | null): number {
    if (text === null) return 0;
    let code = this.codeOf.get(text);
    if (code === undefined) this.codeOf.set(text, code = this.dictionary.push(text) - 1);
    return code;
  }
}

/** Intervals as growing columns: a long history has millions of them. */
export class IntervalColumns {
  length = 0;
  private days = new Int32Array(3 * firstCapacity);
  private kinds = new Uint8Array(2 * firstCapacity);
  private places = new Uint16Array(3 * firstCapacity);
  private amounts = new Float64Array(firstCapacity);
  private readonly stages = new Codes();
  private readonly pipelines = new Codes();
  private readonly owners = new Codes();

  push(interval: Interval): void {
    if (this.length === this.amounts.length) this.grow();
    const i = this.length++;
    this.days[3 * i] = interval.deal;
    this.days[3 * i + 1] = interval.beginDay;
    this.days[3 * i + 2] = interval.endDay;
    this.kinds[2 * i] = interval.entry;
    this.kinds[2 * i + 1] = interval.exit;
    this.places[3 * i] = this.stages.of(interval.stage);
    this.places[3 * i + 1] = this.pipelines.of(interval.pipeline);
    this.places[3 * i + 2] = this.owners.of(interval.owner);
    this.amounts[i] = interval.amountUnits;
  }

  deal(): Int32Array { return this.take(this.days, 3, 0, new Int32Array(this.length)); }
  beginDay(): Int32Array { return this.take(this.days, 3, 1, new Int32Array(this.length)); }
  endDay(): Int32Array { return this.take(this.days, 3, 2, new Int32Array(this.length)); }
  entry(): Uint8Array { return this.take(this.kinds, 2, 0, new Uint8Array(this.length)); }
  exit(): Uint8Array { return this.take(this.kinds, 2, 1, new Uint8Array(this.length)); }
  amountUnits(): Float64Array { return this.amounts.slice(0, this.length); }
  stage(): CategoryColumn { return this.category(0, this.stages); }
  pipeline(): CategoryColumn { return this.category(1, this.pipelines); }
  owner(): CategoryColumn { return this.category(2, this.owners); }

  private category(place: 0 | 1 | 2, { dictionary }: Codes): CategoryColumn {
    return { kind: 'category', dictionary, codes: this.take(this.places, 3, place, new Uint16Array(this.length)) };
  }

  private take<A extends Int32Array | Uint8Array | Uint16Array>(from: A, width: number, place: number, into: A): A {
    for (let i = 0; i < this.length; i++) into[i] = from[i * width + place] as number;
    return into;
  }

  private grow(): void {
    const capacity = 2 * this.amounts.length;
    const [days, kinds, places, amounts] = [new Int32Array(3 * capacity), new Uint8Array(2 * capacity), new Uint16Array(3 * capacity), new Float64Array(capacity)];
    days.set(this.days);
    kinds.set(this.kinds);
    places.set(this.places);
    amounts.set(this.amounts);
    [this.days, this.kinds, this.places, this.amounts] = [days, kinds, places, amounts];
  }
}
