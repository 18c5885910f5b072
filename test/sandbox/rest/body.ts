/** Reads request bodies: JSON, or multipart/form-data with `payload_json` and `files[n]`. */
import type { IncomingMessage } from "node:http";
import { DiscordError } from "../world/errors.ts";
import type { UploadedFile } from "../world/model.ts";

/** Discord takes ten files of 10 MiB; beyond this nothing is read. */
const MAX_BYTES = 110 * 1024 * 1024;

export interface ReadBody {
	body: unknown;
	files: UploadedFile[];
}

/** Throws `InvalidJson` for what is not JSON, `RequestTooLarge` for what is too much. */
export async function readBody(request: IncomingMessage): Promise<ReadBody> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request) {
		size += (chunk as Buffer).length;
		if (size > MAX_BYTES) throw new DiscordError("RequestTooLarge");
		chunks.push(chunk as Buffer);
	}
	const data = Buffer.concat(chunks);
	if (data.length === 0) return { body: undefined, files: [] };
	const type = request.headers["content-type"] ?? "";
	if (!type.startsWith("multipart/form-data")) return { body: parse(data.toString("utf8")), files: [] };
	const form = await new Response(new Uint8Array(data), { headers: { "content-type": type } }).formData();
	const files: UploadedFile[] = [];
	for (const [key, value] of form) {
		const index = /^files\[(\d+)\]$/.exec(key)?.[1];
		if (index === undefined || typeof value === "string") continue;
		files.push({
			index: Number(index),
			name: value.name,
			contentType: value.type || "application/octet-stream",
			data: Buffer.from(await value.arrayBuffer()),
		});
	}
	const payload = form.get("payload_json");
	return { body: typeof payload === "string" ? parse(payload) : {}, files };
}

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		throw new DiscordError("InvalidJson");
	}
}
