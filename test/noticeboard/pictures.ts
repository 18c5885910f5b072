import { crc32, deflateSync } from "node:zlib";

function chunk(name: string, data: Buffer): Buffer {
	const out = Buffer.alloc(12 + data.length);
	out.writeUInt32BE(data.length, 0);
	out.write(name, 4, "latin1");
	data.copy(out, 8);
	out.writeUInt32BE(crc32(out.subarray(4, 8 + data.length)), 8 + data.length);
	return out;
}

/** A grey point, with a text in it unless that is empty. */
export function png(text: string): Buffer {
	const head = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]);
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk("IHDR", head),
		...(text === ""
			? []
			: [chunk("tEXt", Buffer.from(`Comment\0${text}`)), chunk("eXIf", Buffer.from(text))]),
		chunk("IDAT", deflateSync(Buffer.from([0, 128]))),
		chunk("IEND", Buffer.alloc(0)),
	]);
}

function segment(marker: number, data: Buffer): Buffer {
	const out = Buffer.alloc(4);
	out.writeUInt16BE(0xff00 | marker, 0);
	out.writeUInt16BE(data.length + 2, 2);
	return Buffer.concat([out, data]);
}

/** The segments of a JPEG, with a text in its Exif and its comment unless that is empty; nothing that is shown. */
export function jpeg(text: string): Buffer {
	return Buffer.concat([
		Buffer.from([0xff, 0xd8]),
		segment(0xe0, Buffer.from("JFIF\0")),
		...(text === "" ? [] : [segment(0xe1, Buffer.from(`Exif\0\0${text}`)), segment(0xfe, Buffer.from(text))]),
		segment(0xdb, Buffer.alloc(65)),
		segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
		Buffer.from([1, 2, 3, 0xff, 0xd9]),
		...(text === "" ? [] : [Buffer.from(text)]),
	]);
}
