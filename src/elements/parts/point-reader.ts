import type { ReactiveControllerHost } from 'lit';
import type { Scene, ScenePoint } from '../../model/scene.js';
import { nearestPoint } from '../../paint/nearest-point.js';

/** What a point can be asked for: to be chosen, or to show its rows. */
export type PointAct = 'select' | 'rows';

/**
 * Reading one picture point by point: with the keys once the focus is in it, or under a pointer. Holds which point is
 * read; what a point says and looks like is the scene's and the painter's.
 */
export class PointReader {
  active: number | null = null;
  hasKeyboard = false;
  #scene: Scene | null = null;
  readonly #host: ReactiveControllerHost;
  readonly #act: (point: ScenePoint, act: PointAct) => void;

  constructor(host: ReactiveControllerHost, act: (point: ScenePoint, act: PointAct) => void) {
    this.#host = host;
    this.#act = act;
  }

  /** The scene about to be drawn; a point that it no longer has is let go. */
  show(scene: Scene): void {
    this.#scene = scene;
    if (this.active !== null && this.active >= scene.points.length) this.active = null;
  }

  get point(): ScenePoint | null {
    return this.active === null ? null : this.#scene?.points[this.active] ?? null;
  }

  readonly onFocus = (event: FocusEvent): void => {
    if (!(event.currentTarget as Element).matches(':focus-visible')) return;
    this.hasKeyboard = true;
    this.#move(this.active ?? 0);
  };

  readonly onBlur = (): void => {
    this.hasKeyboard = false;
    this.#move(null);
  };

  readonly onKeydown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const count = this.#scene?.points.length ?? 0;
    const forward = this.#scene?.dir === 'rtl' ? -1 : 1;
    const to: Readonly<Record<string, number>> = {
      ArrowRight: this.#step(forward), ArrowLeft: this.#step(-forward), ArrowDown: this.#step(1), ArrowUp: this.#step(-1),
      Home: 0, End: count - 1,
    };
    const next = to[event.key];
    if (next !== undefined && count > 0) this.#move(next);
    else if ((event.key === 'Enter' || event.key === ' ') && this.point !== null) this.#enter(this.point, event);
    else if (event.key === 'Escape' && this.active !== null) this.#move(null);
    else return;
    this.hasKeyboard = true;
    event.preventDefault();
    event.stopPropagation();
  };

  readonly onPointerMove = (event: PointerEvent): void => this.#point(event);

  readonly onPointerLeave = (): void => {
    if (!this.hasKeyboard) this.#move(null);
  };

  readonly onClick = (event: MouseEvent): void => {
    this.#point(event);
    if (this.point !== null) this.#act(this.point, 'select');
  };

  readonly onDoubleClick = (event: MouseEvent): void => {
    this.#point(event);
    if (this.point !== null) this.#act(this.point, 'rows');
  };

  /** Enter chooses a segment; a point that is none can only show its rows, as every point does with Shift. */
  #enter(point: ScenePoint, { key, shiftKey }: KeyboardEvent): void {
    if (!shiftKey) this.#act(point, 'select');
    if (shiftKey || (key === 'Enter' && point.key === undefined)) this.#act(point, 'rows');
  }

  #step(by: number): number {
    const count = this.#scene?.points.length ?? 0;
    if (this.active === null) return by > 0 ? 0 : count - 1;
    return Math.min(count - 1, Math.max(0, this.active + by));
  }

  #point(event: MouseEvent): void {
    const picture = (event.currentTarget as Element).querySelector('svg.scene');
    if (picture === null || this.#scene === null) return;
    const box = picture.getBoundingClientRect();
    if (box.width === 0) return;
    const scale = this.#scene.width / box.width;
    const found = nearestPoint(this.#scene, (event.clientX - box.left) * scale, (event.clientY - box.top) * scale);
    if (found === null && this.hasKeyboard) return;
    this.#move(found);
  }

  #move(to: number | null): void {
    if (to === this.active) return;
    this.active = to;
    this.#host.requestUpdate();
  }
}
