import { type GuildMember, PermissionFlagsBits } from "discord.js";
import { unlessGone } from "../../src/discord/failure.ts";
import { plain, when } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import type { Group } from "../../src/groups/model.ts";
import type { Member, NicknameProblem } from "../../src/members/model.ts";
import { ages } from "../../src/programmes/youth.ts";
import { isOpen } from "../../src/sessions/service.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { UserId } from "../../src/shared/ids.ts";
import type { Desk } from "../desk.ts";
import { chosen, written } from "../form.ts";
import type { FormHandler } from "../kinds.ts";
import { defer, reply } from "../reply.ts";
import { notOnServer, pressedGroup, roomName } from "./group.ts";
import { namesOnServer } from "./names.ts";
import { fullReply } from "./wait.ts";

export const joinForm: FormHandler<"join-form"> = {
	access: "anyone",
	async run(interaction, [groupId, rules], desk) {
		// Reading who is on the server asks Discord, which may take its time.
		await defer(interaction);
		const { t } = desk;
		const group = await pressedGroup(interaction, groupId, desk);
		if (!group) return;
		const settings = await desk.setup.get(group.guildId);
		// An offer is answered in direct messages, which belong to no server.
		const guild = interaction.client.guilds.cache.get(group.guildId);
		if (!guild || !settings) return reply(interaction, { text: t("replies:common.group-gone") });
		const userId = UserId.parse(interaction.user.id);
		const names = await namesOnServer(guild, settings, userId);
		if (!names.present) return reply(interaction, notOnServer(t));
		const [age] = chosen(interaction, "age");
		const outcome = await desk.members.join(
			groupId,
			userId,
			{
				nickname: written(interaction, "nickname"),
				consent: chosen(interaction, "rules").includes("yes"),
				language: t.language,
				rules,
				...(age === undefined ? {} : { age }),
			},
			names,
			desk.now,
		);
		const again = [button(t, "replies:buttons.try-again", "primary", "join", groupId)];
		switch (outcome.kind) {
			case "joined": {
				const person = await unlessGone(guild.members.fetch({ user: userId, force: true }));
				if (person) {
					return reply(interaction, {
						text: await whatNext(group, outcome.member, person, desk),
						buttons: [button(t, "company:button.ask", "secondary", "company-ask", groupId)],
					});
				}
				// Left the server while the form was being sent: Discord's notice of that came before the joining.
				await desk.members.leftServer(group.guildId, userId, desk.now);
				return reply(interaction, notOnServer(t));
			}
			case "already-member":
				return reply(interaction, {
					text: t("replies:join.already-member", {
						group: plain(group.name),
						nickname: plain(outcome.member.nickname),
					}),
				});
			case "nickname":
				return reply(interaction, { text: nicknameProblem(outcome.problem, t), buttons: again });
			case "held":
				return reply(interaction, { text: t("prevention:held") });
			case "no-age":
				return reply(interaction, { text: t("prevention:age.missing"), buttons: again });
			case "outside-age":
				return reply(interaction, {
					text: [t("prevention:age.outside", ages(outcome.youth)), outcome.youth.elsewhere[t.language]].join(
						"\n",
					),
				});
			case "no-consent":
				return reply(interaction, { text: t("replies:join.no-consent"), buttons: again });
			case "full":
				return reply(interaction, fullReply(group, outcome.waiting, t));
			case "barred":
				return reply(interaction, { text: t("replies:join.barred") });
			case "over":
				return reply(interaction, { text: t("replies:join.over", { group: plain(group.name) }) });
		}
	},
};

async function whatNext(group: Group, member: Member, person: GuildMember, desk: Desk): Promise<string> {
	const { t } = desk;
	const next = (await desk.sessions.list(group.id)).find(isOpen);
	const nickname = plain(member.nickname);
	return [
		t("replies:join.joined", { nickname }),
		...((await canLetIn(person, group, desk)) ? [] : [t("replies:join.rooms-later")]),
		next
			? t("replies:join.next-session", { title: plain(next.title), when: when(next.startsAt) })
			: t("replies:join.no-session"),
		t("replies:join.introduce", { room: await roomName(group, "introductions", desk) }),
		t("replies:join.listening"),
		t("replies:join.leaving", {
			leave: t("messages:button.leave"),
			room: await roomName(group, "welcome", desk),
		}),
		...((await canRename(person)) ? [] : [t("replies:join.nickname-by-hand", { nickname })]),
	].join("\n");
}

/** Discord lets nobody give a role that stands above one's own, nor one that is gone. */
async function canLetIn({ guild }: GuildMember, group: Group, desk: Desk): Promise<boolean> {
	const roleId = await desk.role(group.id);
	if (roleId === null) return true;
	const role = guild.roles.cache.get(roleId);
	const me = await guild.members.fetchMe();
	const above = role !== undefined && me.roles.highest.comparePositionTo(role) > 0;
	return above && me.permissions.has(PermissionFlagsBits.ManageRoles);
}

/** Discord lets nobody rename the owner of a server, nor those who stand above oneself. */
async function canRename(person: GuildMember): Promise<boolean> {
	const me = await person.guild.members.fetchMe();
	return person.manageable && me.permissions.has(PermissionFlagsBits.ManageNicknames);
}

function nicknameProblem(problem: NicknameProblem, t: Translate): string {
	switch (problem.kind) {
		case "too-short":
			return t("replies:join.problem.too-short", { min: problem.min });
		case "too-long":
			return t("replies:join.problem.too-long", { max: problem.max });
		case "like-staff":
		case "like-member":
			return t(`replies:join.problem.${problem.kind}`, { name: plain(problem.name) });
		case "mention":
		case "link":
		case "email":
		case "phone":
		case "identity-code":
		case "address":
		case "invisible":
			return t(`replies:join.problem.${problem.kind}`);
	}
}
