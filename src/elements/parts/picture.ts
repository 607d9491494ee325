import type { TemplateResult } from 'lit';
import type { Figure } from './figure.js';
import type { FootPiece } from './foot.js';
import type { Head } from './head.js';
import type { Reason } from './reason.js';

/** What a widget makes of its results. */
export interface Picture {
  readonly head: Head;
  readonly figures: readonly Figure[];
  readonly foot: readonly FootPiece[];
  /** Controls above the pictures, and what stands below them. */
  readonly above?: TemplateResult;
  readonly below?: TemplateResult;
  /** The head as a sentence, where it is not that of the leading result. */
  readonly spoken?: string;
  /** Stands in the place of the pictures where there is no figure. */
  readonly reason?: Reason | null;
  /** Codes of notes that head or figures already say. */
  readonly saidElsewhere?: readonly string[];
}
