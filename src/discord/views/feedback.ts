import type { FeedbackText } from "../../feedback/model.ts";
import type { Translate } from "../../shared/i18n.ts";
import { plainLines } from "./text.ts";
import { TEXT_LIMIT, type View, view } from "./view.ts";

/** Of each of the two texts: escaped, they may be twice as long as they were written. */
const SHARE = Math.floor((TEXT_LIMIT - 400) / 2);

/** To the group: what it said, and what was done about it. */
export function feedbackPosted(t: Translate, { said, did }: FeedbackText): View {
	return view([
		`### ${t("feedback:posted.title")}`,
		`**${t("feedback:posted.said")}**\n${plainLines(said, SHARE)}`,
		`**${t("feedback:posted.did")}**\n${plainLines(did, SHARE)}`,
		`-# ${t("feedback:posted.thanks")}`,
	]);
}
