import { version } from '../context/configure.js';

export interface ElementClass extends CustomElementConstructor {
  readonly version: string;
}

const warned = new Set<string>();
/** Classes that already have a tag, by registry. */
const named = new WeakMap<CustomElementRegistry, WeakSet<ElementClass>>();

/**
 * Defines an element unless the tag is taken: the first definition stays, since a page may hold two copies of the kit.
 * A class that already has another tag is defined as a subclass, because a registry takes each class once.
 * Does nothing where there is no registry (on a server).
 */
export const register = (tag: string, element: ElementClass, registry: CustomElementRegistry | undefined = globalThis.customElements): void => {
  if (registry === undefined) return;
  const taken = registry.get(tag) as Partial<ElementClass> | undefined;
  if (taken === undefined) {
    const classes = named.get(registry) ?? new WeakSet<ElementClass>();
    named.set(registry, classes);
    registry.define(tag, classes.has(element) ? class extends element {} : element);
    classes.add(element);
    return;
  }
  if (taken === element || Object.getPrototypeOf(taken) === element || warned.has(tag)) return;
  warned.add(tag);
  const theirs = taken.version === undefined ? 'something else' : `kennzahl ${taken.version}`;
  console.warn(`kennzahl: <${tag}> is already defined by ${theirs}; that one stays, version ${version} leaves it alone. Use define({ prefix }) to have both.`);
};
