/** Whether something can be read in it: spaces, hidden marks and bare punctuation are nothing. */
export function isReadable(text: string): boolean {
	return /[\p{L}\p{N}\p{S}]/u.test(text);
}

/** Trimmed, composed, and with single spaces. */
export function cleanName(name: string): string {
	return name.normalize("NFC").replace(/\s+/gu, " ").trim();
}

/** Names that people would take for the same. */
export function sameName(one: string, other: string): boolean {
	const folded = (name: string) => cleanName(name).normalize("NFKC").toLowerCase();
	return folded(one) === folded(other);
}
