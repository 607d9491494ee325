import { nothing } from 'lit';
import { Directive, directive, type ElementPart, type PartInfo, PartType } from 'lit/directive.js';

/** What the controls hold, by attribute name; nothing where a control is empty. */
export type Attributes = Readonly<Record<string, string | number | boolean | null | undefined>>;

class AttributesDirective extends Directive {
  #set: readonly string[] = [];

  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('attributes() stands in a tag');
  }

  override update({ element }: ElementPart, [given]: [Attributes]): typeof nothing {
    const present = Object.entries(given).filter(([, value]) => value !== null && value !== undefined && value !== '' && value !== false);
    for (const name of this.#set) if (!present.some(([other]) => other === name)) element.removeAttribute(name);
    for (const [name, value] of present) element.setAttribute(name, value === true ? '' : String(value));
    this.#set = present.map(([name]) => name);
    return nothing;
  }

  override render(_given: Attributes): typeof nothing {
    return nothing;
  }
}

/** Sets the attributes that the controls name, and takes away those that they no longer do. */
export const attributes = directive(AttributesDirective);
