/** Finds what should not stand in a nickname because it tells who or where a person is. Rather lets a doubt pass. */

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
	const plain = digits(text)
		.toUpperCase()
		.replace(/[‐‑‒–—−]/gu, "-");
	const codes = plain.matchAll(
		/(?<!\d)((?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d)\s?[-+A-FU-Y]\s?(\d{3})([0-9A-Y])(?![\p{L}\p{N}])/gu,
	);
	return [...codes].some(
		([, date, number, check]) => CHECK_CHARACTERS[Number(`${date}${number}`) % 31] === check,
	);
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
