/** REST calls of one person's client. */

/** Discord's errors by field, as deep as the body they are about. */
export interface FieldErrors {
	_errors?: { code: string; message: string }[];
	[step: string]: FieldErrors | { code: string; message: string }[] | undefined;
}

/** The sandbox said no. `code` is Discord's; `status` 0 when nothing answered. */
export class Refused extends Error {
	readonly status: number;
	readonly code: number;
	readonly errors: FieldErrors;

	constructor(status: number, code: number, message: string, errors: FieldErrors = {}) {
		super(message);
		this.status = status;
		this.code = code;
		this.errors = errors;
	}
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** Fetches JSON; throws `Refused`, also when nothing answers. */
export async function request<T>(
	method: Method,
	path: string,
	headers: Record<string, string>,
	body?: unknown,
	files: readonly File[] = [],
): Promise<T> {
	const init: RequestInit = { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) };
	if (body !== undefined) init.headers = { ...headers, "content-type": "application/json" };
	if (files.length > 0) {
		const parts = new FormData();
		parts.set("payload_json", JSON.stringify(body));
		for (const [index, file] of files.entries()) parts.set(`files[${index}]`, file, file.name);
		init.body = parts;
		init.headers = headers;
	}
	let response: Response;
	try {
		response = await fetch(path, init);
	} catch {
		throw new Refused(0, 0, "nothing answers");
	}
	const text = await response.text();
	const json = parse(text);
	if (response.ok) return json as T;
	const told = json as { code?: number; message?: string; error?: string; errors?: FieldErrors } | null;
	const message = told?.message ?? told?.error ?? `status ${response.status}`;
	throw new Refused(response.status, told?.code ?? 0, message, told?.errors);
}

function parse(text: string): unknown {
	if (text === "") return null;
	try {
		return JSON.parse(text);
	} catch {
		return { message: text.slice(0, 200) };
	}
}

export class Rest {
	#token: string;

	constructor(token: string) {
		this.#token = token;
	}

	get<T>(path: string): Promise<T> {
		return this.call<T>("GET", path);
	}

	call<T>(method: Method, path: string, body?: unknown, files: readonly File[] = []): Promise<T> {
		return request<T>(method, `/api/v10${path}`, { authorization: this.#token }, body, files);
	}
}
