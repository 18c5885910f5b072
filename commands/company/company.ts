import { channelUrl, hour } from "../../src/discord/views/text.ts";
import { button, link } from "../../src/discord/views/view.ts";
import { partsOf } from "../../src/homes/service.ts";
import { type HomeRef, UserId } from "../../src/shared/ids.ts";
import type { Desk } from "../desk.ts";
import { guildHere } from "../ground-rules/home.ts";
import type { ButtonHandler } from "../kinds.ts";
import { reply } from "../reply.ts";

/** Asks for somebody at one's side in the coming meeting. */
export const companyAsk: ButtonHandler<"company-ask"> = {
	access: "anyone",
	async run(interaction, [groupId], desk) {
		const { t, company, now } = desk;
		const guildId = guildHere(interaction, desk);
		if (!guildId) return reply(interaction, { text: t("replies:common.only-on-server") });
		const outcome = await company.requests.ask(guildId, groupId, UserId.parse(interaction.user.id), now);
		if (outcome.kind !== "asked" && outcome.kind !== "already")
			return reply(interaction, { text: t(`company:reply.${outcome.kind}`) });
		const { request, session } = outcome;
		return reply(interaction, {
			text: t(`company:reply.${outcome.kind}`, { number: session.number }),
			buttons: [button(t, "company:button.stop", "secondary", "company-stop", request.id)],
		});
	},
};

export const companyStop: ButtonHandler<"company-stop"> = {
	access: "anyone",
	async run(interaction, [id], { t, company, now }) {
		const { kind } = await company.requests.stop(id, UserId.parse(interaction.user.id), now);
		return reply(interaction, { text: t(`company:reply.${kind}`) });
	},
};

export const companyWith: ButtonHandler<"company-with"> = {
	access: "staff",
	async run(interaction, [id], { t, company, settings, now }) {
		const userId = UserId.parse(interaction.user.id);
		const { kind } = await company.requests.take(settings.guildId, id, userId, now);
		return reply(interaction, { text: t(`company:reply.${kind}`) });
	},
};

export const companyCannot: ButtonHandler<"company-cannot"> = {
	access: "staff",
	async run(interaction, [id], { t, company, settings, now }) {
		const userId = UserId.parse(interaction.user.id);
		const { kind } = await company.requests.cannot(settings.guildId, id, userId, now);
		return reply(interaction, { text: t(`company:reply.${kind}`) });
	},
};

/** Would like company now. */
export const companyTable: ButtonHandler<"company-table"> = {
	access: "anyone",
	async run(interaction, [home], desk) {
		const { t, company, now } = desk;
		const guildId = guildHere(interaction, desk);
		if (!guildId) return reply(interaction, { text: t("replies:common.only-on-server") });
		const outcome = await company.table.seek(guildId, home, UserId.parse(interaction.user.id), now);
		if (outcome.kind !== "seeking") return reply(interaction, { text: t(`company:reply.${outcome.kind}`) });
		const voice = outcome.set ? await voiceOf(home, desk) : null;
		return reply(interaction, {
			text: outcome.set
				? t("company:reply.seeking-set")
				: t("company:reply.seeking", { until: hour(outcome.until) }),
			buttons: [
				...(voice === null ? [] : [link(t, "company:button.to-voice", channelUrl(guildId, voice))]),
				button(t, "company:button.table-stop", "secondary", "company-table-stop", home),
			],
		});
	},
};

export const companyTableStop: ButtonHandler<"company-table-stop"> = {
	access: "anyone",
	async run(interaction, [home], { t, company, now }) {
		await company.table.stop(home, UserId.parse(interaction.user.id), now);
		return reply(interaction, { text: t("company:reply.table-stopped") });
	},
};

async function voiceOf(home: HomeRef, desk: Desk): Promise<string | null> {
	const parts = partsOf(home);
	return "groupId" in parts ? desk.room(parts.groupId, "voice") : desk.placeVoice(parts.placeId);
}
