import type { Translate } from "../../shared/i18n.ts";
import { plain } from "./text.ts";
import { type View, view } from "./view.ts";

/** To staff: Discord refuses something of a group, a place, the shifts or what keeps people safe. */
export function trouble(
	t: Translate,
	about: { group: string } | { place: string } | "roster" | "safety",
): View {
	const where =
		typeof about === "string"
			? t(`messages:trouble.${about}`)
			: "group" in about
				? t("messages:trouble.group", { group: plain(about.group) })
				: t("messages:trouble.place", { place: plain(about.place) });
	return view([`### ${t("messages:trouble.title")}`, `${where} ${t("messages:trouble.text")}`]);
}
