import type { Picture } from './png.js';

type Point = readonly [x: number, y: number];
type Color = readonly [red: number, green: number, blue: number];

/** How far a point is from a shape's edge, in the units of the drawing; below zero inside. */
type Shape = (at: Point) => number;

const circle =
  ([cx, cy]: Point, radius: number, thickness: number): Shape =>
  ([x, y]) =>
    Math.abs(Math.hypot(x - cx, y - cy) - radius) - thickness / 2;

/** With round ends. */
const line =
  ([ax, ay]: Point, [bx, by]: Point, thickness: number): Shape =>
  ([x, y]) => {
    const along = ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2);
    const t = Math.min(1, Math.max(0, along));
    return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)) - thickness / 2;
  };

const together =
  (...shapes: readonly Shape[]): Shape =>
  (at) =>
    Math.min(...shapes.map((shape) => shape(at)));

/** A key on its way to the next hand, on a field of 100 by 100. */
const key = (thickness: number): Shape =>
  together(
    circle([27, 50], 17, thickness),
    line([44, 50], [88, 50], thickness),
    line([72, 33], [89, 50], thickness),
    line([72, 67], [89, 50], thickness),
    line([55, 50], [55, 63], thickness),
  );

const NAVY: Color = [0x1d, 0x35, 0x57];
const WHITE: Color = [255, 255, 255];

/** Teams shows it 192 pixels wide, and only 120 of them surely. */
export const drawColorIcon = (): Picture => draw({ size: 192, field: 120, shape: key(11), ink: WHITE, ground: NAVY });

/** White on nothing, 32 pixels wide. */
export const drawOutlineIcon = (): Picture => draw({ size: 32, field: 31, shape: key(9), ink: WHITE, ground: null });

interface Drawn {
  readonly size: number;
  /** Pixels that the shape's 100 units fill, in the middle. */
  readonly field: number;
  readonly shape: Shape;
  readonly ink: Color;
  /** Null for a transparent one. */
  readonly ground: Color | null;
}

function draw({ size, field, shape, ink, ground }: Drawn): Picture {
  const pixels = new Uint8Array(size * size * 4);
  const scale = field / 100;
  const start = (size - field) / 2;
  for (let n = 0; n < size * size; n += 1) {
    const at: Point = [((n % size) + 0.5 - start) / scale, (Math.floor(n / size) + 0.5 - start) / scale];
    // An edge is as soft as a pixel is wide.
    const cover = Math.min(1, Math.max(0, 0.5 - shape(at) * scale));
    const under = ground ?? ink;
    const color = ink.map((channel, i) => Math.round(channel * cover + (under[i] ?? 0) * (1 - cover)));
    pixels.set([...color, ground === null ? Math.round(cover * 255) : 255], n * 4);
  }
  return { width: size, height: size, pixels };
}
