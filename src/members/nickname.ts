import { skeleton } from "./confusables.ts";
import type { NicknameProblem } from "./model.ts";
import { hasAddress, hasEmail, hasIdentityCode, hasLink, hasPhone } from "./personalData.ts";

/** In characters as people count them. */
const NICKNAME_MIN = 2;
/** As Discord counts: in UTF-16 units. */
const NICKNAME_MAX = 32;

/** Names a nickname must not look like. */
export interface Taken {
	staff: string[];
	members: string[];
}

export type NicknameCheck =
	| { kind: "fine"; nickname: string }
	| { kind: "problem"; problem: NicknameProblem };

/** Trimmed, composed, with single spaces; or the first thing that speaks against it. */
export function checkNickname(written: string, taken: Taken): NicknameCheck {
	const nickname = written.normalize("NFC").replace(/\s+/gu, " ").trim();
	const problem = problemOf(nickname, taken);
	return problem ? { kind: "problem", problem } : { kind: "fine", nickname };
}

function problemOf(nickname: string, taken: Taken): NicknameProblem | undefined {
	if (nickname.length > NICKNAME_MAX) return { kind: "too-long", max: NICKNAME_MAX };
	if (isInvisible(nickname)) return { kind: "invisible" };
	if (graphemes(nickname) < NICKNAME_MIN) return { kind: "too-short", min: NICKNAME_MIN };
	if (isMention(nickname)) return { kind: "mention" };
	if (hasEmail(nickname)) return { kind: "email" };
	if (hasLink(nickname)) return { kind: "link" };
	if (hasIdentityCode(nickname)) return { kind: "identity-code" };
	if (hasPhone(nickname)) return { kind: "phone" };
	if (hasAddress(nickname)) return { kind: "address" };
	const look = skeleton(nickname);
	const alike = (names: string[]) => names.find((name) => skeleton(name) === look);
	const staff = alike(taken.staff);
	if (staff !== undefined) return { kind: "like-staff", name: staff };
	const member = alike(taken.members);
	return member === undefined ? undefined : { kind: "like-member", name: member };
}

const segments = new Intl.Segmenter("und", { granularity: "grapheme" });

function graphemes(text: string): number {
	return [...segments.segment(text)].length;
}

/** Marks that cannot be seen, that turn the direction of writing, or that are blank. Whole emoji may hold some. */
function isInvisible(text: string): boolean {
	const rest = text.replace(/\p{RGI_Emoji}/gv, "");
	return /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2800]/u.test(rest);
}

/** What Discord would make a mention of, or what would look like one. */
function isMention(text: string): boolean {
	const plain = text.normalize("NFKC");
	if (/<(?:[@#:/]|a:|t:|id:)/i.test(plain) || /(?:^|[^\p{L}\p{N}])@/u.test(plain)) return true;
	const look = skeleton(text);
	return /@\s*(?:everyone|here)/i.test(plain) || ["everyone", "here"].some((name) => skeleton(name) === look);
}
