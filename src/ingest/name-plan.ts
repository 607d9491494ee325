/**
 * Names under which rows keep their values when no header line says them all at once: any row may bring further ones. A key that leads
 * only to objects is no column beside what is in them, as long as it never holds a value of its own.
 */
export class NamePlan {
  private readonly known = new Set<string>();
  /** Names that lead on to others: `owner` of `owner.name`. */
  private readonly parents = new Set<string>();
  private readonly met = new Set<string>();
  private readonly hollow = new Set<string>();
  private fresh = false;

  add(names: Iterable<string>): void {
    for (const name of names) {
      if (this.known.has(name)) continue;
      this.known.add(name);
      this.fresh = true;
      for (let dot = name.indexOf('.'); dot > 0; dot = name.indexOf('.', dot + 1)) this.parents.add(name.slice(0, dot));
    }
  }

  /** Names that are to be mapped now, in the order in which they were met; empty for nearly every batch. */
  take(hasValue: (name: string) => boolean): readonly string[] {
    const full = this.hollow.size === 0 ? [] : [...this.hollow].filter(hasValue);
    if (!this.fresh && full.length === 0) return [];
    this.fresh = false;
    const names = [...this.known].filter((name) => {
      if (this.met.has(name)) return false;
      if (this.parents.has(name) && !hasValue(name)) {
        this.hollow.add(name);
        return false;
      }
      return true;
    });
    for (const name of names) {
      this.met.add(name);
      this.hollow.delete(name);
    }
    return names;
  }
}
