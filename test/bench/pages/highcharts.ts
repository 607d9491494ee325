import Highcharts from 'highcharts';
import 'highcharts/modules/funnel';
import { kinds, makeBox, runPage } from './boxes.js';
import { course, curves, months, stages } from './series.js';

const optionsOf = (kind: (typeof kinds)[number], i: number): Highcharts.Options => {
  if (kind === 'card') return { xAxis: { categories: months, visible: false }, yAxis: { visible: false }, series: [{ type: 'line', data: [...course(i)] }] };
  if (kind === 'curve') return { series: curves(i).map((data, k) => ({ type: 'line', name: `curve ${k}`, data: [...data], marker: { enabled: false } })) };
  return { series: [{ type: 'funnel', data: stages(i).map(({ name, value }) => [name, value]) }] };
};

await runPage(() => {
  kinds.forEach((kind, i) => {
    const box = makeBox(kind);
    document.getElementById('page')?.append(box);
    Highcharts.chart(box, { chart: { animation: false }, title: { text: '' }, credits: { enabled: false }, legend: { enabled: false }, plotOptions: { series: { animation: false } }, ...optionsOf(kind, i) });
  });
});
