import { plain } from "../../src/discord/views/text.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import type { Moment } from "../when.ts";

/** Why what was typed is no moment, and how to write one. */
export function momentProblem(
	moment: Exclude<Moment, { kind: "moment" }>,
	date: string,
	time: string,
	t: Translate,
): string {
	switch (moment.kind) {
		case "bad-date":
			return t("replies:common.bad-date", { text: plain(date) });
		case "bad-time":
			return t("replies:common.bad-time", { text: plain(time) });
		case "no-such-time":
			return t("replies:common.no-such-time", { time: plain(time) });
	}
}
