import { messagesFor } from '../../src/i18n/all-messages.js';
import { say, type MessageKey } from '../../src/i18n/messages.js';
import type { KpiId } from '../../src/model/kpi-id.js';
import type { Language } from './language.js';

/** A text of the kit, as its widgets say it. */
export const told = (key: MessageKey, language: Language): string => say(messagesFor(language), key);

export const kpiName = (id: KpiId, language: Language): string => told(`kpi.${id}`, language);
