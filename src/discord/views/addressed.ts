import type { UserId } from "../../shared/ids.ts";
import { person } from "./text.ts";
import type { View } from "./view.ts";

/** Where others may read along, it is said for whom it is, and they are called. */
export function addressed(view: View, userId: UserId): View {
	view.container.addTextDisplayComponents((text) => text.setContent(`-# ${person(userId)}`));
	return { ...view, calls: [userId] };
}
