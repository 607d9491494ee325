import type { Scene, ScenePoint } from '../../model/scene.js';

interface Size { readonly width: number; readonly height: number }

/** What is read, and how far a readout may reach, all from the chart's corner. */
export interface ReadoutRoom {
  readonly mark: Size & { readonly x: number; readonly y: number };
  readonly width: number;
  readonly top: number;
  readonly bottom: number;
}

const gap = 16;

const between = (least: number, value: number, most: number): number => Math.max(least, Math.min(value, most));

/**
 * Where a readout of a size goes: after its mark, before it, else below or above, never over it. Above only where it is
 * not cut off: what sticks out at the foot can be scrolled to, what sticks out at the head of a page cannot.
 */
export const readoutPlace = ({ width, height }: Size, { mark, width: room, top, bottom }: ReadoutRoom): { readonly x: number; readonly y: number } => {
  const middle = between(top, mark.y + mark.height / 2 - height / 2, Math.max(top, bottom - height));
  const after = mark.x + mark.width + gap;
  if (after + width <= room) return { x: after, y: middle };
  const before = mark.x - gap - width;
  if (before >= 0) return { x: before, y: middle };
  const x = between(0, mark.x + mark.width / 2 - width / 2, Math.max(0, room - width));
  const below = mark.y + mark.height + gap;
  const above = mark.y - gap - height;
  return { x, y: below + height > bottom && above >= top ? above : below };
};

/** Puts the readout beside its point. Through the object model, since strict pages forbid style attributes. */
export const placeReadout = (chart: HTMLElement, readout: HTMLElement, scene: Scene, point: ScenePoint): void => {
  const picture = chart.querySelector('svg.scene');
  const frame = chart.closest('.base');
  if (picture === null || frame === null) return;
  const scale = picture.clientWidth === 0 ? 1 : picture.clientWidth / scene.width;
  const box = point.box ?? { x: point.x, y: point.y, width: 0, height: 0 };
  const { top, bottom } = frame.getBoundingClientRect();
  const origin = chart.getBoundingClientRect().top;
  const place = readoutPlace({ width: readout.offsetWidth, height: readout.offsetHeight }, {
    mark: { x: box.x * scale, y: box.y * scale, width: box.width * scale, height: box.height * scale },
    width: chart.clientWidth, top: top - origin, bottom: bottom - origin,
  });
  readout.style.setProperty('transform', `translate(${Math.round(place.x)}px, ${Math.round(place.y)}px)`);
};
