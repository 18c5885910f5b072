import { ApplicationCommandOptionType } from "discord.js";
import { customId } from "../../src/discord/customIds.ts";
import { feedbackPosted } from "../../src/discord/views/feedback.ts";
import { clip, plain } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import type { Posted } from "../../src/feedback/model.ts";
import { translator } from "../../src/shared/i18n.ts";
import { FeedbackId } from "../../src/shared/ids.ts";
import { fitting } from "../complete.ts";
import type { Desk, StaffDesk } from "../desk.ts";
import { askedGroup, groupOption } from "../group/option.ts";
import type { Choice, Option, SlashCommand, Subcommand } from "../kinds.ts";
import { reply } from "../reply.ts";
import { lines } from "../text.ts";
import { feedbackForm } from "./write.ts";

const entry: Option = {
	name: "entry",
	type: ApplicationCommandOptionType.String,
	required: true,
	complete: completeEntry,
	max: 100,
};

const write: Subcommand = {
	name: "write",
	access: "coordinator",
	options: [groupOption],
	async run(interaction, desk) {
		const { t } = desk;
		const found = await askedGroup(interaction, desk);
		if (!found) return;
		await interaction.showModal(feedbackForm(customId("feedback-form", found.id), t));
	},
};

const list: Subcommand = {
	name: "list",
	access: "coordinator",
	options: [groupOption],
	async run(interaction, desk) {
		const { t } = desk;
		const found = await askedGroup(interaction, desk);
		if (!found) return;
		const all = await desk.read((tx) => desk.feedback.listOf(tx, found.id));
		const shown = all.map(({ posted }) => {
			return `- ${t("feedback:reply.list-line", { said: plain(posted.said, 120), did: plain(posted.did, 120) })}`;
		});
		return reply(interaction, {
			text: [
				t("feedback:reply.list-title", { group: plain(found.name) }),
				shown.length > 0 ? lines(t, shown) : t("feedback:reply.list-empty"),
			].join("\n"),
		});
	},
};

const edit: Subcommand = {
	name: "edit",
	access: "coordinator",
	options: [entry],
	async run(interaction, desk) {
		const { t } = desk;
		const found = await chosenEntry(interaction.options.getString("entry", true), desk);
		if (!found) return reply(interaction, { text: t("feedback:reply.pick") });
		const before = found.draft ?? found.posted;
		await interaction.showModal(feedbackForm(customId("feedback-edit-form", found.id), t, before));
	},
};

const remove: Subcommand = {
	name: "remove",
	access: "coordinator",
	options: [entry],
	async run(interaction, desk) {
		const { t } = desk;
		const found = await chosenEntry(interaction.options.getString("entry", true), desk);
		if (!found) return reply(interaction, { text: t("feedback:reply.pick") });
		return reply(interaction, {
			text: t("feedback:reply.remove-ask"),
			preview: feedbackPosted(translator(t.language), found.posted),
			buttons: [
				button(t, "feedback:button.remove", "danger", "feedback-remove-yes", found.id),
				button(t, "replies:buttons.never-mind", "secondary", "never-mind"),
			],
		});
	},
};

/** `/feedback`: you said, we did. */
export const feedback: SlashCommand = { name: "feedback", subcommands: [write, list, edit, remove] };

/** What stands in the groups of the server, the newest first. */
async function entries(desk: Desk): Promise<{ found: Posted; name: string }[]> {
	const { settings } = desk;
	if (!settings) return [];
	const groups = await desk.groups.list(settings.guildId);
	const all = await desk.read((tx) =>
		Promise.all(
			groups.map(async ({ id, name }) =>
				(await desk.feedback.listOf(tx, id)).map((found) => ({ found, name })),
			),
		),
	);
	return all.flat().toSorted((a, b) => b.found.id - a.found.id);
}

async function completeEntry(typed: string, desk: Desk): Promise<Choice[]> {
	return fitting(
		typed,
		(await entries(desk)).map(({ found, name }) => ({
			name: `${clip(name, 30)} · ${clip(found.posted.did, 60)}`,
			value: String(found.id),
		})),
	);
}

async function chosenEntry(value: string, desk: StaffDesk): Promise<Posted | undefined> {
	const id = FeedbackId.safeParse(Number(value));
	return (await entries(desk)).find(({ found }) => found.id === id.data)?.found;
}
