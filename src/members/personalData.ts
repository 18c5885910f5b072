/**
 * Finds what tells who or where a person is: never in a nickname, and pointed out before it is posted elsewhere. Rather
 * lets a doubt pass.
 */

export type PersonalData = "identity-code" | "iban" | "phone" | "email" | "address";

/** What of it stands in a text, each once. */
export function personalDataIn(text: string): PersonalData[] {
	const identity = withoutIdentityCodes(text);
	const rest = withoutIbans(identity.rest);
	return [
		...(identity.found ? ["identity-code" as const] : []),
		...(rest.found ? ["iban" as const] : []),
		...(hasPhone(rest.rest) ? ["phone" as const] : []),
		...(hasEmail(text) ? ["email" as const] : []),
		...(hasAddress(text) ? ["address" as const] : []),
	];
}

/** The ends of addresses that people write without "https://" or "www.". */
const domains =
	"com|net|org|info|fi|se|no|dk|ee|ax|eu|de|uk|ru|io|gg|me|tv|app|dev|xyz|link|site|online|shop|club|chat|live|social";

const links = [
	/[a-z][a-z0-9+.-]*:\/\//i,
	/\bwww\./i,
	/\bdiscord(?:app)?\s*[.,]?\s*(?:gg|com)\s*\//i,
	new RegExp(`[\\p{L}\\p{N}-]{2,}\\.(?:${domains})(?![\\p{L}\\p{N}])`, "iu"),
];

export function hasLink(text: string): boolean {
	const plain = text.normalize("NFKC");
	return links.some((pattern) => pattern.test(plain));
}

export function hasEmail(text: string): boolean {
	return /[^\s@]@[^\s@]+\.[^\s@.]{2,}/u.test(text.normalize("NFKC"));
}

const CHECK_CHARACTERS = "0123456789ABCDEFHJKLMNPRSTUVWXY";

/**
 * A Finnish personal identity code with a right check character. The sign of the century may be any in use since
 * 2023 (Government decree 690/2022): + for the 1800s, - and U–Y for the 1900s, A–F for the 2000s.
 */
export function hasIdentityCode(text: string): boolean {
	return withoutIdentityCodes(text).found;
}

function withoutIdentityCodes(text: string): { found: boolean; rest: string } {
	const plain = digits(text)
		.toUpperCase()
		.replace(/[‐‑‒–—−]/gu, "-");
	let found = false;
	const rest = plain.replaceAll(
		/(?<!\d)((?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d)\s?[-+A-FU-Y]\s?(\d{3})([0-9A-Y])(?![\p{L}\p{N}])/gu,
		(code, date: string, number: string, check: string) => {
			if (CHECK_CHARACTERS[Number(`${date}${number}`) % 31] !== check) return code;
			found = true;
			return " ";
		},
	);
	return { found, rest };
}

/** An international bank account number with right check digits (ISO 13616), in groups or in one. */
export function hasIban(text: string): boolean {
	return withoutIbans(text).found;
}

function withoutIbans(text: string): { found: boolean; rest: string } {
	let found = false;
	const rest = digits(text)
		.toUpperCase()
		.replaceAll(/(?<![\p{L}\p{N}])[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]){11,30}(?![\p{L}\p{N}])/gu, (match) => {
			// Words behind the number may look like more of it.
			const groups = match.split(/[ -]/);
			for (let count = groups.length; count > 0; count--) {
				if (!isIban(groups.slice(0, count).join(""))) continue;
				found = true;
				return ` ${groups.slice(count).join(" ")} `;
			}
			return match;
		});
	return { found, rest };
}

/** How long the numbers of the countries around are; of others, what ISO 13616 allows. */
const ibanLengths: Record<string, number> = { FI: 18, SE: 24, EE: 20, NO: 15, DK: 18, DE: 22 };

function isIban(signs: string): boolean {
	const length = ibanLengths[signs.slice(0, 2)];
	if (length === undefined ? signs.length < 15 : signs.length !== length) return false;
	const moved = signs.slice(4) + signs.slice(0, 4);
	const number = moved.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55));
	return BigInt(number) % 97n === 1n;
}

const roads =
	"kat(?:u|ua|ulla|ulle)|kadu(?:n|lla|lta|lle)|tie|tien|tiellä|tieltä|kuja|kujan|kujalla|polku|polun|polulla|kaari|kaaren|raitti|raitin|aukio|väylä|penger|gatan|gata|vägen|väg|stigen|stig|gränd|gränden|allén|esplanaden|esplanadi|bulevardi|bulevarden";
/** Roads that nobody lives on. */
const highways = "valta|kanta|yhdys|seutu|moottori|rauta|kehä|riks|motor|järn|stam";
const addresses = [
	// Koulukatu 5, Skolgatan 12 B 3; the road is a word with more in it than "katu".
	new RegExp(
		`(?<![\\p{L}])(?!(?:${highways})(?:${roads})\\b)\\p{L}[\\p{L}-]+(?:${roads})\\s+\\d{1,4}(?![\\d.:]?\\d)`,
		"iu",
	),
	/(?<!\d)\d{1,4}[a-z]?\s+(?:\p{Lu}\p{L}+\s+){1,2}(?:Street|Road|Avenue|Lane)(?!\p{L})/u,
	// 40100 Jyväskylä
	/(?<![\d.,])\d{5}\s+\p{Lu}\p{Ll}{2,}/u,
];

/** A street with its number, or a postal code with its town, as they are written in Finland; or a street in English. */
export function hasAddress(text: string): boolean {
	const plain = digits(text);
	return addresses.some((pattern) => pattern.test(plain));
}

/** A phone number, Finnish or with its country's number. Years, ages and dates are none. */
export function hasPhone(text: string): boolean {
	const plain = digits(text).replace(/(?<!\d)\d{1,2}[.\-/]\d{1,2}[.\-/]\d{4}(?!\d)/g, " ");
	return [...plain.matchAll(/\+?\d(?:[\s().\-–/]*\d)*/gu)].some(([run]) => {
		const number = run.replace(/\D/g, "");
		if (number.length > 15) return false;
		if (/^(?:\+|00[1-9])/.test(run)) return number.length >= 8;
		if (/^0[1-9]/.test(number)) return number.length >= 7;
		return number.length >= 10;
	});
}

/** The text with every script's digits as 0–9. */
function digits(text: string): string {
	return text.normalize("NFKC").replace(/\p{Nd}/gu, (digit) => {
		// A script's ten digits are neighbours, zero first.
		let value = 0;
		const code = digit.codePointAt(0) ?? 0;
		while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
		return String(value);
	});
}
