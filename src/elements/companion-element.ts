import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { version } from '../context/configure.js';
import { SalesDataConsumer } from '../context/sales-data-consumer.js';
import type { SalesDataHub } from '../context/sales-data-context.js';
import '../events/event-map.js';
import type { Messages } from '../i18n/messages.js';
import { StageController } from './parts/stage-controller.js';
import { register, type ElementClass } from './register.js';

/** What stands beside the widgets of a `<sales-data>` and speaks of the same data, such as a filter. */
export class CompanionElement extends LitElement {
  static readonly version = version;
  static readonly tag: string = '';

  /** Registers the class, unless the tag is taken. */
  static define(this: ElementClass & { readonly tag: string }, tag: string = this.tag, registry?: CustomElementRegistry): void {
    register(tag, this, registry);
  }

  /** Name above it; default: what it is about. */
  @property() heading: string | null = null;
  /** Language and region of texts and figures, such as `de-CH`; default: the nearest `lang`. */
  @property() locale: string | null = null;
  /** `light` or `dark`; `auto` follows the page. */
  @property({ reflect: true }) theme: 'auto' | 'light' | 'dark' | null = null;

  readonly #consumer = new SalesDataConsumer(this, () => this.requestUpdate());
  protected readonly stage = new StageController(this);

  /** The nearest `<sales-data>`; null while there is none around. */
  protected get hub(): SalesDataHub | null {
    return this.#consumer.hub;
  }

  /** Texts in the language asked for; null while the first ones are fetched. */
  protected get messages(): Messages | null {
    return this.stage.messages(this.locale ?? this.hub?.state.locale ?? null);
  }
}
