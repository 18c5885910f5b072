import { list } from "../src/discord/views/text.ts";
import type { PersonalData } from "../src/members/personalData.ts";
import type { Translate } from "../src/shared/i18n.ts";

/** What a text tells of a person, pointed out to them before it is posted; nothing when it tells nothing. */
export function personalLines(found: readonly PersonalData[], t: Translate): string[] {
	if (found.length === 0) return [];
	const what = list(
		found.map((each) => t(`prevention:personal.${each}`)),
		t.language,
	);
	return [
		t("prevention:personal.found", { what }),
		t(mayPost(found) ? "prevention:personal.choose" : "prevention:personal.never"),
	];
}

/** A personal identity code is never posted, whatever somebody presses. */
export function mayPost(found: readonly PersonalData[]): boolean {
	return !found.includes("identity-code");
}
