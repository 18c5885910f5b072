/** The files of the page: its TypeScript bundled once, the rest as it lies in `client/`. */
import { readFile } from "node:fs/promises";
import { extname, join, normalize, sep } from "node:path";
import { rolldown } from "rolldown";

const folder = join(import.meta.dirname, "../client");

const types: Record<string, string> = {
	".css": "text/css; charset=utf-8",
	".html": "text/html; charset=utf-8",
	".js": "text/javascript; charset=utf-8",
	".json": "application/json",
	".png": "image/png",
	".svg": "image/svg+xml",
	".woff2": "font/woff2",
};

export interface ServedFile {
	contentType: string;
	data: string | Buffer;
}

/** @returns finds a file by its path under /page/, `main.js` being the bundle; null when there is none */
export async function clientFiles(): Promise<(path: string) => Promise<ServedFile | null>> {
	const script = await bundled(join(folder, "main.ts"));
	return async (path) => {
		const contentType = types[extname(path)];
		const wanted = normalize(join(folder, path));
		if (contentType === undefined || !wanted.startsWith(`${folder}${sep}`)) return null;
		if (path === "main.js") return { contentType, data: script };
		try {
			return { contentType, data: await readFile(wanted) };
		} catch {
			return null;
		}
	};
}

async function bundled(input: string): Promise<string> {
	await using bundle = await rolldown({ input, platform: "browser" });
	const { output } = await bundle.generate({ format: "esm", minify: true, codeSplitting: false });
	return output[0].code;
}
