import { BarController, BarElement, CategoryScale, Chart, LinearScale, LineController, LineElement, PointElement, Tooltip } from 'chart.js';
import { kinds, makeBox, runPage } from './boxes.js';
import { course, curves, days, months, stages } from './series.js';

Chart.register(BarController, BarElement, CategoryScale, LinearScale, LineController, LineElement, PointElement, Tooltip);
Chart.defaults.animation = false;
Chart.defaults.maintainAspectRatio = false;

const draw = (canvas: HTMLCanvasElement, kind: (typeof kinds)[number], i: number): Chart => {
  if (kind === 'card') return new Chart(canvas, { type: 'line', data: { labels: months, datasets: [{ data: [...course(i)] }] }, options: { scales: { x: { display: false }, y: { display: false } } } });
  if (kind === 'curve') return new Chart(canvas, { type: 'line', data: { labels: days, datasets: curves(i).map((data, k) => ({ data: [...data], label: `curve ${k}`, pointRadius: 0 })) } });
  return new Chart(canvas, { type: 'bar', data: { labels: stages(i).map(({ name }) => name), datasets: [{ data: stages(i).map(({ value }) => value) }] }, options: { indexAxis: 'y' } });
};

await runPage(() => {
  kinds.forEach((kind, i) => {
    const box = makeBox(kind);
    const canvas = document.createElement('canvas');
    box.append(canvas);
    document.getElementById('page')?.append(box);
    draw(canvas, kind, i);
  });
});
