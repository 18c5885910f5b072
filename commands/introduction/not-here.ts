import type { Group } from "../../src/groups/model.ts";
import type { Desk } from "../desk.ts";
import { roomName } from "../join/group.ts";

/** Why a person has no introduction to write. */
export async function notHereText(
	outcome: { kind: "not-member" | "over" },
	group: Group,
	desk: Desk,
): Promise<string> {
	const { t } = desk;
	if (outcome.kind === "over") return t("replies:introduction.over");
	return t("replies:introduction.not-member", {
		join: t("messages:button.join"),
		room: await roomName(group, "welcome", desk),
	});
}
