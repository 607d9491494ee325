import { LitElement } from 'lit';
import { property } from 'lit/decorators.js';
import { version } from '../context/configure.js';
import { SalesDataConsumer } from '../context/sales-data-consumer.js';
import type { SalesDataHub } from '../context/sales-data-context.js';
import '../events/event-map.js';
import type { Messages } from '../i18n/messages.js';
import { StageController } from './parts/stage-controller.js';
import { register, type ElementClass } from './register.js';

/** Something the picture waits for. */
export interface Wait {
  readonly isPending: boolean;
  settled(): Promise<void>;
}

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

  /** What `updateComplete` waits for. */
  protected get waits(): readonly Wait[] {
    return [this.stage];
  }

  protected override async getUpdateComplete(): Promise<boolean> {
    let done = await super.getUpdateComplete();
    while (this.isConnected && (this.isUpdatePending || this.waits.some(({ isPending }) => isPending))) {
      await Promise.all(this.waits.map((wait) => wait.settled()));
      done = await super.getUpdateComplete();
    }
    return done;
  }
}
