import '../refusal-notice.js';
import { WhatIfPanel } from './what-if-panel.js';

WhatIfPanel.define();

export { WhatIfPanel };
