import './elements/cac-clv-gauge/define.js';
import './elements/cycle-length-chart/define.js';
import './elements/data-source/define.js';
import './elements/forecast-accuracy-chart/define.js';
import './elements/kpi-card/define.js';
import './elements/pipeline-funnel/define.js';
import './elements/sales-data/define.js';
import './elements/segment-filter/define.js';
