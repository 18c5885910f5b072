import { Temporal } from "temporal-polyfill";
import { isFresh } from "../../groundRules/service.ts";
import { homeOfGroup } from "../../homes/service.ts";
import type { Surface } from "../../outbox/model.ts";
import { translator } from "../../shared/i18n.ts";
import { iso } from "../../shared/time.ts";
import type { Tx } from "../../shared/tx.ts";
import type { State } from "../state.ts";
import { rulesChanged, rulesProposals, rulesReminder } from "../views/groundRules.ts";
import { homeRooms } from "./home.ts";
import { type Loaded, show } from "./surface.ts";

type RulesSurface = Extract<Surface, { name: `rules.${string}` }>;

export async function loadGroundRules(
	state: State,
	tx: Tx,
	surface: RulesSurface,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	const ref = surface.name === "rules.proposals" ? homeOfGroup(surface.groupId) : surface.home;
	const home = await homeRooms(state, tx, ref);
	const settings = home && (await state.setup.find(tx, home.guildId));
	if (!home || !settings) return null;
	const { guildId, discussion } = home;
	const present = await state.groundRules.present(tx, ref);
	const t = translator(home.language);
	if (surface.name === "rules.proposals") {
		const proposals = home.there ? await state.groundRules.weighed(tx, ref) : [];
		const staff = translator(settings.language);
		const model = { home: ref, group: home.name, proposals };
		return {
			guildId,
			place: { kind: "channel", id: settings.staffChannelId },
			show: proposals.length > 0 ? show(() => rulesProposals(staff, model), "standing") : null,
		};
	}
	if (!present) return { guildId, place: discussion, show: null };
	if (surface.name === "rules.reminder") {
		const last = await state.groundRules.calledAt(tx, ref);
		const meant =
			last !== undefined && iso(last) === surface.at && isFresh(Temporal.Instant.from(surface.at), now);
		return { guildId, place: discussion, show: meant ? show(() => rulesReminder(t, present), "once") : null };
	}
	const isNews = home.open && present.version > 1 && present.version === surface.version;
	return {
		guildId,
		place: discussion,
		show: isNews ? show(() => rulesChanged(t, ref, present), "changed") : null,
	};
}
