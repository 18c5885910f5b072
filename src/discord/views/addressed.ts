import { TextDisplayBuilder } from "discord.js";
import type { UserId } from "../../shared/ids.ts";
import { person } from "./text.ts";
import type { View } from "./view.ts";

/** Where others may read along, it is said below the heading for whom it is, and they are called. */
export function addressed(view: View, userId: UserId): View {
	view.container.spliceComponents(1, 0, new TextDisplayBuilder().setContent(person(userId)));
	return { ...view, calls: [userId] };
}
