import type { ButtonBuilder } from "discord.js";
import { partsOf, type Quiet } from "../../moderation/quietRules.ts";
import type { Translate } from "../../shared/i18n.ts";
import { type GroupId, type PlaceId, TalkRoom } from "../../shared/ids.ts";
import { channel, hour, plain, relative } from "./text.ts";
import { button, type View, view } from "./view.ts";

/** In the room: why nobody can write, and until when. */
export function quietNotice(t: Translate, { until }: Quiet): View {
	return view([
		`### ${t("moderation:quiet.notice.title")}`,
		t("moderation:quiet.notice.text", { until: hour(until), relative: relative(until) }),
	]);
}

/** To staff. `channelId`: of the room; `failed`: why it could not be done. */
export function quietStaff(
	t: Translate,
	quiet: Quiet,
	{ channelId, of, failed }: { channelId: string; of: string; failed: string | null },
): View {
	return view([
		`### ${t("moderation:quiet.staff.title", { room: `${plain(of)} · ${roomName(t, quiet.room)}` })}`,
		failed === null
			? t("moderation:quiet.staff.text", { room: channel(channelId), until: hour(quiet.until) })
			: t("moderation:quiet.staff.failed", { reason: plain(failed) }),
		quietButtons(t, quiet),
	]);
}

export function quietButtons(t: Translate, { id }: Quiet): ButtonBuilder[] {
	return [
		button(t, "moderation:quiet.button.end", "primary", "quiet-end", id),
		button(t, "moderation:quiet.button.more", "secondary", "quiet-more", id),
	];
}

/** On a staff card while people are there. */
export function quietRow(t: Translate, of: { groupId: GroupId } | { placeId: PlaceId }): ButtonBuilder[] {
	const under = "groupId" in of ? `group/${of.groupId}` : `place/${of.placeId}`;
	return (["voice", "discussion"] as const).map((room) =>
		button(t, `moderation:quiet.button.${room}`, "secondary", "quiet", TalkRoom.parse(`${under}/${room}`)),
	);
}

/** What a room is called among those of its group or place. */
export function roomName(t: Translate, room: TalkRoom): string {
	const parts = partsOf(room);
	return parts.kind === "room"
		? t(`messages:room.${parts.room}.name`)
		: t(`openings:room.${parts.room}.name`);
}
