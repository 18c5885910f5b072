import type { ButtonBuilder } from "discord.js";
import type { Translate } from "../../shared/i18n.ts";
import type { GroupId, PlaceId } from "../../shared/ids.ts";
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
	];
}

/** Stands in the rooms where people talk. */
export function safetyDesk(t: Translate, of: SafetyOf): View {
	return view([`### ${t("help:desk.title")}`, t("help:desk.text"), safetyRow(t, of)]);
}
