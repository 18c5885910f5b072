import type { Translate } from "../../shared/i18n.ts";
import { plain } from "./text.ts";
import { type View, view } from "./view.ts";

/** To staff: Discord refuses something of a group, a place or (when neither is named) the shifts. */
export function trouble(t: Translate, { group, place }: { group?: string; place?: string }): View {
	const where =
		group !== undefined
			? t("messages:trouble.group", { group: plain(group) })
			: place !== undefined
				? t("messages:trouble.place", { place: plain(place) })
				: t("messages:trouble.roster");
	return view([`### ${t("messages:trouble.title")}`, `${where} ${t("messages:trouble.text")}`]);
}
