/** Links that people are sent to: where they lead is shown, and an invite or a mask is none. */

export type LinkProblem = "not-a-link" | "not-https" | "invite" | "account";

/** UTF-16 units. */
export const LINK_LENGTH = 500;

const inviting = [
	/(^|\.)discord\.(gg|me|li|io|st)$/,
	/(^|\.)(dsc|invite)\.gg$/,
	/(^|\.)discord-?invite\.(com|gg)$/,
	/(^|\.)disboard\.org$/,
	/(^|\.)top\.gg$/,
];

/** The link as it is kept: its domain in the letters that the domain name system knows. */
export function checkedLink(text: string): { link: string } | { problem: LinkProblem } {
	const written = text.normalize("NFKC").trim();
	if (written.length > LINK_LENGTH || /[\s\p{Cc}\p{Cf}<>|`]/u.test(written)) return { problem: "not-a-link" };
	const whole = /^[a-z][a-z0-9+.-]*:/i.test(written) ? written : `https://${written}`;
	if (!URL.canParse(whole)) return { problem: "not-a-link" };
	const url = new URL(whole);
	if (url.protocol !== "https:") return { problem: "not-https" };
	if (url.username !== "" || url.password !== "") return { problem: "account" };
	const domain = domainOf(url.href);
	if (isInvite(domain, url.pathname)) return { problem: "invite" };
	// A single name, or a number, is a machine somewhere and no site.
	if (!/\.[a-z][a-z0-9-]+$/.test(domain)) return { problem: "not-a-link" };
	return url.href.length > LINK_LENGTH ? { problem: "not-a-link" } : { link: url.href };
}

function isInvite(domain: string, path: string): boolean {
	if (inviting.some((pattern) => pattern.test(domain))) return true;
	return /(^|\.)discord(app)?\.com$/.test(domain) && /^\/+invite\//i.test(decoded(path));
}

function decoded(path: string): string {
	try {
		return decodeURIComponent(path);
	} catch (error) {
		if (error instanceof URIError) return path;
		throw error;
	}
}

/** "example.fi", or "xn--exmple-cua.fi" of a domain with letters that others could be taken for. */
export function domainOf(link: string): string {
	return new URL(link).hostname.replace(/\.$/, "");
}

/** Whether the domain holds letters beyond a–z: Finnish ones, or those that look like others. */
export function isForeign(domain: string): boolean {
	return domain.split(".").some((label) => label.startsWith("xn--"));
}
