import { withChartTexts } from '../i18n/chart-texts.js';
import type { Messages } from '../i18n/messages.js';
import type { Frame } from '../model/scene.js';
import { chartContext, type ChartContext } from './chart-context.js';

/** The context of the larger pictures: with their texts, which a card never loads. */
export const pictureContext = (frame: Frame, messages: Messages): ChartContext => chartContext(frame, withChartTexts(messages));
