import { FunnelChart, LineChart } from 'echarts/charts';
import { GridComponent, TooltipComponent } from 'echarts/components';
import { init, use, type EChartsCoreOption } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { kinds, makeBox, runPage } from './boxes.js';
import { course, curves, days, months, stages } from './series.js';

use([FunnelChart, GridComponent, LineChart, SVGRenderer, TooltipComponent]);

const optionOf = (kind: (typeof kinds)[number], i: number): EChartsCoreOption => {
  if (kind === 'card') return { xAxis: { type: 'category', data: months, show: false }, yAxis: { show: false }, series: [{ type: 'line', data: course(i) }] };
  if (kind === 'curve') return { tooltip: {}, xAxis: { type: 'category', data: days }, yAxis: {}, series: curves(i).map((data, k) => ({ type: 'line', name: `curve ${k}`, data, showSymbol: false })) };
  return { tooltip: {}, series: [{ type: 'funnel', data: stages(i) }] };
};

await runPage(() => {
  kinds.forEach((kind, i) => {
    const box = makeBox(kind);
    document.getElementById('page')?.append(box);
    init(box, null, { renderer: 'svg' }).setOption({ animation: false, ...optionOf(kind, i) });
  });
});
