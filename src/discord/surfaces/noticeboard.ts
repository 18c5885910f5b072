import type { Temporal } from "temporal-polyfill";
import type { Surface } from "../../outbox/model.ts";
import { translator } from "../../shared/i18n.ts";
import type { Tx } from "../../shared/tx.ts";
import type { State } from "../state.ts";
import { board, decidedText, review } from "../views/noticeboard.ts";
import { type Loaded, show } from "./surface.ts";

export async function loadNoticeboard(
	state: State,
	tx: Tx,
	surface: Extract<Surface, { name: `notice.${string}` }>,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	const { guildId } = surface;
	const settings = await state.setup.find(tx, guildId);
	if (!settings) return null;
	const t = translator(settings.language);
	const channelId = await state.noticeboard.board(tx, guildId);
	const staff = { kind: "channel" as const, id: settings.staffChannelId };
	if (surface.name === "notice.board") {
		if (channelId === null) return { guildId, place: staff, show: null };
		const notices = await state.noticeboard.onBoard(tx, guildId, now);
		return {
			guildId,
			place: { kind: "channel", id: channelId },
			show: show(() => board(t, notices, settings.zone), "standing", true),
		};
	}
	const notice = await state.noticeboard.find(tx, surface.noticeId);
	if (surface.name === "notice.review") {
		const proposed = notice?.state === "waiting" ? notice.proposed : null;
		if (!notice || !proposed) return { guildId, place: staff, show: null };
		const image = await state.noticeboard.picture(tx, proposed);
		return { guildId, place: staff, show: show(() => review(t, notice, proposed, image), "standing") };
	}
	const told = notice?.revision === surface.revision ? decisionOf(notice.state) : undefined;
	if (!notice?.author || channelId === null || !told) return { guildId, place: staff, show: null };
	return {
		guildId,
		place: {
			kind: "thread",
			parent: { kind: "channel", id: channelId },
			name: t("noticeboard:decided.thread"),
			of: notice.author,
			with: [],
		},
		show: show(() => decidedText(t, notice, told, channelId), "once"),
	};
}

function decisionOf(state: string): "approved" | "returned" | "refused" | "removed" | undefined {
	return (["approved", "returned", "refused", "removed"] as const).find((each) => each === state);
}
