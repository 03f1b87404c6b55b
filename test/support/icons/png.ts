import { deflateSync, inflateSync } from 'node:zlib';

/** An image without losses: four bytes a pixel, red, green, blue and opacity, line by line. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** 8 bits a channel, with opacity. https://www.w3.org/TR/png-3/#11IHDR */
const RGBA = [8, 6, 0, 0, 0];

export function writePng({ width, height, pixels }: Picture): Buffer {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  Buffer.from(RGBA).copy(head, 8);
  // Before each line stands how it is filtered: not at all.
  const lines = Array.from({ length: height }, (_, y) =>
    Buffer.concat([Buffer.from([0]), pixels.subarray(y * width * 4, (y + 1) * width * 4)]),
  );
  const body = deflateSync(Buffer.concat(lines), { level: 9 });
  return Buffer.concat([SIGNATURE, chunk('IHDR', head), chunk('IDAT', body), chunk('IEND', Buffer.alloc(0))]);
}

function chunk(type: string, content: Buffer): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(content.length, 0);
  ends.writeUInt32BE(crc32(typed), 4);
  return Buffer.concat([ends.subarray(0, 4), typed, ends.subarray(4)]);
}

/** https://www.w3.org/TR/png-3/#D-CRCAppendix; Node has its own only from 20.15 on. */
function crc32(bytes: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of bytes) {
    crc ^= byte;
    for (let n = 0; n < 8; n += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** Reads what {@link writePng} writes. */
export function readPng(file: Buffer): Picture {
  if (!file.subarray(0, 8).equals(SIGNATURE)) throw new Error('no PNG file');
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  if (![...file.subarray(24, 29)].every((byte, n) => byte === RGBA[n])) throw new Error('another kind of PNG');
  const length = file.readUInt32BE(33);
  const body = inflateSync(file.subarray(41, 41 + length));
  const lines = Array.from({ length: height }, (_, y) => {
    const start = y * (width * 4 + 1);
    return body.subarray(start + 1, start + 1 + width * 4);
  });
  return { width, height, pixels: new Uint8Array(Buffer.concat(lines)) };
}
