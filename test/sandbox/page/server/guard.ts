/** Who may come in: the page's own origin on loopback, with the token of its address. */
import { timingSafeEqual } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";

export class Guard {
	/** "http://127.0.0.1:PORT" */
	readonly origin: string;
	readonly #host: string;
	readonly #token: string;

	constructor(origin: string, token: string) {
		this.origin = origin;
		this.#host = new URL(origin).host;
		this.#token = token;
	}

	/** Whether it comes to this very host, and not from another site's page. */
	admits({ headers }: IncomingMessage): boolean {
		const { host, origin } = headers;
		return host === this.#host && (origin === undefined || origin === this.origin);
	}

	/** Whether this is the token of the page's address. */
	knows(token: string | string[] | null | undefined): boolean {
		const given = Buffer.from(typeof token === "string" ? token : "");
		const own = Buffer.from(this.#token);
		return given.length === own.length && timingSafeEqual(given, own);
	}

	/** Headers of everything that is served as the page. */
	headers(contentType: string): Record<string, string> {
		const sources = [
			"default-src 'none'",
			"script-src 'self'",
			"style-src 'self'",
			"font-src 'self'",
			"img-src 'self' data:",
			`connect-src 'self' ws://${this.#host}`,
			"base-uri 'none'",
			"form-action 'none'",
			"frame-ancestors 'none'",
		];
		return {
			"content-type": contentType,
			"content-security-policy": sources.join("; "),
			"cross-origin-resource-policy": "same-origin",
			"referrer-policy": "no-referrer",
			"x-content-type-options": "nosniff",
			"cache-control": "no-store",
		};
	}

	/** A plain page that says why nothing is shown. */
	refuse(response: ServerResponse, status: 403 | 404): void {
		response.writeHead(status, this.headers("text/html; charset=utf-8"));
		response.end(refusals[status]);
	}
}

const refusals = {
	403: page("403", [
		[
			"fi",
			"Tätä sivua ei näytetä tästä osoitteesta. Avaa se osoite, jonka npm run sandbox kirjoitti viimeksi.",
		],
		["sv", "Sidan visas inte på den här adressen. Öppna den adress som npm run sandbox skrev senast."],
		["en", "The page is not shown at this address. Open the address that npm run sandbox wrote last."],
	]),
	404: page("404", [
		["fi", "Täällä ei ole mitään."],
		["sv", "Här finns ingenting."],
		["en", "There is nothing here."],
	]),
};

function page(title: string, texts: [language: string, text: string][]): string {
	const lines = texts.map(([language, text]) => `<p lang="${language}">${text}</p>`).join("\n");
	return `<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body>\n${lines}\n</body></html>\n`;
}
