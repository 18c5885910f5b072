import { ApplicationCommandOptionType } from "discord.js";
import { person } from "../../src/discord/views/text.ts";
import { UserId } from "../../src/shared/ids.ts";
import { roleWarning } from "../access.ts";
import type { Option, Subcommand } from "../kinds.ts";
import { defer, reply } from "../reply.ts";
import { askedShift, completeShift } from "./complete.ts";
import { goneText, shiftText, theirHindranceText } from "./text.ts";

const { String: Text, User } = ApplicationCommandOptionType;

const shiftOption: Option = { name: "shift", type: Text, required: true, complete: completeShift, max: 100 };

export const assign: Subcommand = {
	name: "assign",
	access: "coordinator",
	options: [shiftOption, { name: "user", type: User, required: true }, { name: "instead-of", type: User }],
	async run(interaction, desk) {
		const { rosters, settings, now, t } = desk;
		// Asking Discord for their roles may take its time.
		await defer(interaction);
		const shift = await askedShift(interaction, shiftOption, desk);
		if (!shift) return reply(interaction, { text: t("rosters:reply.pick-shift") });
		const userId = UserId.parse(interaction.options.getUser("user", true).id);
		const instead = interaction.options.getUser("instead-of");
		const outcome = await rosters.assign(
			settings.guildId,
			shift.ref,
			userId,
			instead ? UserId.parse(instead.id) : null,
			now,
		);
		const who = person(userId);
		switch (outcome.kind) {
			case "assigned":
				return reply(interaction, {
					text: [
						t("rosters:reply.assigned", { who, shift: shiftText(outcome.shift) }),
						...(await roleWarning([userId], interaction.guild, desk)),
					].join("\n"),
				});
			case "no-slot":
				return reply(interaction, {
					text: instead
						? t("rosters:reply.not-instead", { who: person(instead.id) })
						: t("rosters:reply.no-slot", { shift: shiftText(shift) }),
				});
			case "over":
			case "not-found":
				return reply(interaction, { text: goneText(outcome, t) });
			default:
				return reply(interaction, { text: theirHindranceText(outcome, who, t) });
		}
	},
};

export const release: Subcommand = {
	name: "release",
	access: "coordinator",
	options: [shiftOption, { name: "user", type: User, required: true }],
	async run(interaction, desk) {
		const { rosters, settings, now, t } = desk;
		const shift = await askedShift(interaction, shiftOption, desk);
		if (!shift) return reply(interaction, { text: t("rosters:reply.pick-shift") });
		const userId = UserId.parse(interaction.options.getUser("user", true).id);
		const outcome = await rosters.release(settings.guildId, shift.ref, userId, now);
		const who = person(userId);
		switch (outcome.kind) {
			case "given-up":
				return reply(interaction, {
					text: [
						t("rosters:reply.released", { who, shift: shiftText(outcome.shift) }),
						...(outcome.short ? [t("rosters:reply.now-short")] : []),
					].join("\n"),
				});
			case "not-yours":
				return reply(interaction, { text: t("rosters:reply.not-on-shift", { who }) });
			case "over":
			case "not-found":
				return reply(interaction, { text: goneText(outcome, t) });
		}
	},
};
