const decoder = new TextDecoder('utf-8', { fatal: true });

/** More columns than any export has; a list of records keyed by their ids must not become one column each. */
const mostKeys = 4096;

/** A key of the rows and where its values go. Keys of objects within objects are children. */
export interface KeyNode {
  /** As written in the file, without quotes. */
  readonly bytes: Uint8Array;
  /** Dots between the keys: `properties.amount`. */
  readonly name: string;
  /** Column of the values; −1 = none yet. */
  field: number;
  /** In the order in which they were met, in which nearly every object has them again. */
  readonly children: KeyNode[];
  readonly byKey: Map<string, KeyNode>;
}

const nodeOf = (bytes: Uint8Array, name: string): KeyNode => ({ bytes, name, field: -1, children: [], byKey: new Map() });

/** All keys that rows have had so far, in the order in which they first occurred. */
export class JsonKeys {
  readonly root = nodeOf(new Uint8Array(0), '');
  /** Names of the columns. */
  readonly names: string[] = [];
  private count = 0;

  /** The child of a key as it is written; null = there are too many keys already. */
  child(parent: KeyNode, written: Uint8Array, hasEscapes: boolean): KeyNode | null {
    const text = decoder.decode(written);
    const key = hasEscapes ? (JSON.parse(`"${text}"`) as string) : text;
    const known = parent.byKey.get(key);
    if (known !== undefined) return known;
    if (this.count >= mostKeys) return null;
    this.count += 1;
    const node = nodeOf(written.slice(), parent === this.root ? key : `${parent.name}.${key}`);
    parent.byKey.set(key, node);
    parent.children.push(node);
    return node;
  }

  /** Gives a key a column of its own. */
  give(node: KeyNode): void {
    if (node.field < 0) node.field = this.names.push(node.name) - 1;
  }
}
