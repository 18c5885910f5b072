import type { Temporal } from "temporal-polyfill";
import { isQuiet, partsOf } from "../../moderation/quietRules.ts";
import type { Surface } from "../../outbox/model.ts";
import { translator } from "../../shared/i18n.ts";
import type { Tx } from "../../shared/tx.ts";
import type { State } from "../state.ts";
import { quietNotice, quietStaff } from "../views/quiet.ts";
import { failureIn } from "./step.ts";
import { type Loaded, show } from "./surface.ts";

type Shown = Extract<Surface, { name: `quiet.${string}` }>;

/** That a room is quiet: there, and to staff. */
export async function loadQuiet(
	state: State,
	tx: Tx,
	surface: Shown,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	const quiet = await state.quiets.find(tx, surface.quietId);
	const settings = quiet && (await state.setup.find(tx, quiet.guildId));
	if (!quiet || !settings) return null;
	const { guildId, room } = quiet;
	const parts = partsOf(room);
	const of =
		parts.kind === "room"
			? await state.groups.find(tx, parts.groupId)
			: await state.openings.place(tx, parts.placeId);
	const channelId = (await state.resources.get(tx, room))?.discordId;
	if (!of || channelId === undefined) return null;
	const holds = isQuiet(quiet, now);
	const failed = await failureIn(state, tx, [parts, { kind: "voices", guildId, room }]);
	if (surface.name === "quiet.notice") {
		const t = translator(of.language);
		const says = holds && failed === null;
		return { guildId, place: parts, show: says ? show(() => quietNotice(t, quiet), "once") : null };
	}
	const t = translator(settings.language);
	const model = { channelId, of: of.name, failed };
	return {
		guildId,
		place: { kind: "channel", id: settings.staffChannelId },
		show: holds ? show(() => quietStaff(t, quiet, model), "once") : null,
	};
}
