import { Temporal } from "temporal-polyfill";
import type { Surface } from "../../outbox/model.ts";
import { translator } from "../../shared/i18n.ts";
import type { Tx } from "../../shared/tx.ts";
import type { State } from "../state.ts";
import { introduction, newcomer, offer } from "../views/member.ts";
import { inRoom, type Loaded, show } from "./surface.ts";

type MemberSurface = Extract<Surface, { name: `member.${string}` }>;

export async function loadMember(
	state: State,
	tx: Tx,
	surface: MemberSurface,
	now: Temporal.Instant,
): Promise<Loaded | null> {
	const { groupId, userId } = surface;
	const group = await state.groups.find(tx, groupId);
	const settings = group && (await state.setup.find(tx, group.guildId));
	if (!group || !settings) return null;
	const { guildId } = group;
	const open = group.state === "open";
	const member = await state.members.find(tx, groupId, userId);
	switch (surface.name) {
		case "member.newcomer":
			return {
				guildId,
				place: { kind: "channel", id: settings.staffChannelId },
				show:
					open && member
						? show(() => newcomer(translator(settings.language), { group, member }), "once")
						: null,
			};
		case "member.introduction": {
			const texts = open && member && (await state.introductions.find(tx, groupId, userId))?.posted;
			const prompts = state.programmes.get(group.programme)?.introductionPrompts ?? [];
			const t = translator(group.language);
			return {
				guildId,
				place: inRoom(group, "introductions"),
				show: texts
					? show(() => introduction(t, { nickname: member.nickname, prompts, texts }), "changed")
					: null,
			};
		}
		case "member.offer": {
			const waiting = (await state.members.waitingList(tx, groupId)).find((each) => each.userId === userId);
			const until = open ? waiting?.offeredUntil : null;
			const t = translator(waiting?.language ?? group.language);
			return {
				guildId,
				place: {
					kind: "person",
					userId,
					otherwise: { kind: "thread", groupId, name: t("messages:offer.thread") },
				},
				show:
					until && Temporal.Instant.compare(now, until) < 0
						? show(() => offer(t, { group, until }), "once")
						: null,
			};
		}
	}
}
