import type { CSSResultGroup } from 'lit';
import { chartStyles } from '../styles/chart.styles.js';
import { controlStyles } from '../styles/control.styles.js';
import { dialogStyles } from '../styles/dialog.styles.js';
import { headStyles } from '../styles/head.styles.js';
import { hostStyles } from '../styles/host.styles.js';
import { progressStyles } from '../styles/progress.styles.js';
import { smallestStyles } from '../styles/smallest.styles.js';
import { stateStyles } from '../styles/state.styles.js';
import { tokenStyles } from '../styles/tokens.styles.js';

/** Sheets of every widget, shared as they are by all of them. */
export const widgetStyles: CSSResultGroup = [tokenStyles, hostStyles, controlStyles, headStyles, chartStyles, stateStyles, dialogStyles, progressStyles, smallestStyles];
