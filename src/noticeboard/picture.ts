import type { NoticePicture } from "./model.ts";

/** A picture may have so many bytes. */
export const PICTURE_BYTES = 4 * 1024 * 1024;

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** What a PNG needs to be shown; where and with what it was taken stands in others. */
const pngChunks = new Set([
	"IHDR",
	"PLTE",
	"IDAT",
	"IEND",
	"tRNS",
	"gAMA",
	"cHRM",
	"sRGB",
	"iCCP",
	"sBIT",
	"pHYs",
]);

/**
 * A PNG or JPEG without what a camera or phone writes into it: where it was taken, when, with what.
 * @returns null when it is no such picture, or a broken one
 */
export function cleanPicture(bytes: Uint8Array): NoticePicture | null {
	const data = Buffer.from(bytes);
	if (data.subarray(0, 8).equals(PNG)) return kept("png", cleanPng(data));
	if (data[0] === 0xff && data[1] === 0xd8) return kept("jpeg", cleanJpeg(data));
	return null;
}

function kept(type: NoticePicture["type"], data: Buffer | null): NoticePicture | null {
	return data && { type, data };
}

function cleanPng(data: Buffer): Buffer | null {
	const parts: Buffer[] = [PNG];
	for (let at = 8; at + 12 <= data.length; ) {
		const end = at + 12 + data.readUInt32BE(at);
		if (end > data.length) return null;
		const name = data.toString("latin1", at + 4, at + 8);
		if (pngChunks.has(name)) parts.push(data.subarray(at, end));
		if (name === "IEND") return Buffer.concat(parts);
		at = end;
	}
	return null;
}

/** Keeps the picture's own segments, JFIF (APP0) and how Adobe's colours are meant (APP14). */
function cleanJpeg(data: Buffer): Buffer | null {
	const parts = [data.subarray(0, 2)];
	for (let at = 2; at + 4 <= data.length; ) {
		const marker = data[at + 1] ?? 0;
		if (data[at] !== 0xff) return null;
		// From the scan on it is the picture itself, and what follows its end is not shown.
		if (marker === 0xda) {
			const end = data.lastIndexOf(Buffer.from([0xff, 0xd9]));
			return end > at ? Buffer.concat([...parts, data.subarray(at, end + 2)]) : null;
		}
		const end = at + 2 + data.readUInt16BE(at + 2);
		if (end > data.length) return null;
		const app = marker >= 0xe0 && marker <= 0xef && marker !== 0xe0 && marker !== 0xee;
		if (!app && marker !== 0xfe) parts.push(data.subarray(at, end));
		at = end;
	}
	return null;
}
