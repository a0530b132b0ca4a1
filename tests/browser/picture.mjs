// SPDX-License-Identifier: AGPL-3.0-or-later
// Pictures to upload: a PNG with a soft gradient and a sun, without a library.
import { crc32 as zlibCrc, deflateSync } from 'node:zlib';

const table = Array.from({ length: 256 }, (_, n) => {
    for (let k = 0; k < 8; k++) n = n & 1 ? 0xedb88320 ^ (n >>> 1) : n >>> 1;
    return n >>> 0;
});
const crc32 = zlibCrc ?? ((bytes) => ~bytes.reduce((c, byte) => table[(c ^ byte) & 255] ^ (c >>> 8), ~0) >>> 0);

const chunk = (type, data) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const out = Buffer.alloc(body.length + 8);
    out.writeUInt32BE(data.length, 0);
    body.copy(out, 4);
    out.writeUInt32BE(crc32(body) >>> 0, body.length + 4);
    return out;
};

export function png(width, height, hue) {
    const rows = Buffer.alloc(height * (width * 3 + 1));
    const [cx, cy, r] = [width * 0.68, height * 0.38, Math.min(width, height) * 0.2];
    for (let y = 0, at = 0; y < height; y++) {
        rows[at++] = 0;
        for (let x = 0; x < width; x++) {
            const sun = Math.hypot(x - cx, y - cy) < r ? 70 : 0;
            const hill = y > height * 0.75 + Math.sin(x / width * 6 + hue) * height * 0.08 ? -60 : 0;
            for (let c = 0; c < 3; c++)
                rows[at++] = Math.max(0, Math.min(255, 120 + 60 * Math.sin(hue + c * 2.1 + y / height * 2) + sun + hill));
        }
    }
    const head = Buffer.alloc(13);
    head.writeUInt32BE(width, 0);
    head.writeUInt32BE(height, 4);
    head.set([8, 2, 0, 0, 0], 8);
    return Buffer.concat([
        Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
        chunk('IHDR', head), chunk('IDAT', deflateSync(rows, { level: 1 })), chunk('IEND', Buffer.alloc(0)),
    ]);
}
