import type { ButtonBuilder } from "discord.js";
import { homeOfGroup, homeOfPlace } from "../../homes/service.ts";
import type { Translate } from "../../shared/i18n.ts";
import type { GroupId, HomeRef, PlaceId } from "../../shared/ids.ts";
import { tableButtons, tableLine } from "./company.ts";
import { button, type View, view } from "./view.ts";

/** Of which group or place the buttons are. */
export type SafetyOf = { kind: "group"; groupId: GroupId } | { kind: "place"; placeId: PlaceId };

/** What is one press away everywhere, always in this order. A row of its own: at most five. */
export function safetyRow(t: Translate, of: SafetyOf): ButtonBuilder[] {
	return [
		button(t, "help:button.help", "primary", "help"),
		of.kind === "group"
			? button(t, "moderation:button.report", "secondary", "report", "group", of.groupId)
			: button(t, "moderation:button.report", "secondary", "report", "place", of.placeId),
		button(t, "groundRules:button.rules", "secondary", "rules", homeOf(of)),
	];
}

function homeOf(of: SafetyOf): HomeRef {
	return of.kind === "group" ? homeOfGroup(of.groupId) : homeOfPlace(of.placeId);
}

/** Stands in the rooms where people talk. `table`: where people may say that they would like company now. */
export function safetyDesk(t: Translate, of: SafetyOf, table?: { wished: boolean; somebody: boolean }): View {
	return view([
		`### ${t("help:desk.title")}`,
		t("help:desk.text"),
		safetyRow(t, of),
		table?.wished && "separator",
		table?.wished && tableLine(t, table.somebody),
		table?.wished && tableButtons(t, homeOf(of)),
	]);
}
