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
	403: page("Piiri", [
		{
			language: "fi",
			title: "Tämä osoite ei ole enää voimassa",
			text: "Kokeilu on käynnistetty uudelleen, tai osoite on jäänyt vajaaksi. Katso ikkunaan, jossa kirjoitit <code>npm run sandbox</code>, ja avaa siinä viimeksi näkyvä osoite kokonaan.",
		},
		{
			language: "sv",
			title: "Adressen gäller inte längre",
			text: "Provplatsen har startats om, eller så är adressen inte hel. Se i fönstret där du skrev <code>npm run sandbox</code>, och öppna hela den adress som står sist där.",
		},
		{
			language: "en",
			title: "This address is no longer valid",
			text: "The try-out was started anew, or the address is not complete. Look in the window where you wrote <code>npm run sandbox</code>, and open the whole of the address that stands there last.",
		},
	]),
	404: page("Piiri", [
		{ language: "fi", title: "Täällä ei ole mitään", text: "Palaa edelliselle sivulle." },
		{ language: "sv", title: "Här finns ingenting", text: "Gå tillbaka till den förra sidan." },
		{ language: "en", title: "There is nothing here", text: "Go back to the page before." },
	]),
};

interface Refusal {
	language: string;
	title: string;
	text: string;
}

function page(name: string, texts: Refusal[]): string {
	const parts = texts.map(
		({ language, title, text }) =>
			`<section class="card hero" lang="${language}"><h2 class="md-2">${title}</h2><p>${text}</p></section>`,
	);
	const styles = ["base", "controls", "message"].map(
		(style) => `<link rel="stylesheet" href="/page/style/${style}.css">`,
	);
	return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name}</title><link rel="icon" href="/page/icon.svg">${styles.join("")}</head>
<body><main class="welcome"><h1 class="md-1">${name}</h1>${parts.join("")}</main></body></html>
`;
}
