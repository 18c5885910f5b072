import { ApplicationCommandOptionType } from "discord.js";
import { customId } from "../../src/discord/customIds.ts";
import { quoted, usesText } from "../../src/discord/views/story.ts";
import { clip, plain } from "../../src/discord/views/text.ts";
import { button } from "../../src/discord/views/view.ts";
import type { Group } from "../../src/groups/model.ts";
import { StoryId } from "../../src/shared/ids.ts";
import { type Story, Tag } from "../../src/stories/model.ts";
import { REDACTED_LENGTH, tagsOf, usable, wholeOf } from "../../src/stories/service.ts";
import { fitting } from "../complete.ts";
import type { Desk, StaffDesk } from "../desk.ts";
import { chosen, form, textInput, ticks, written } from "../form.ts";
import { askedGroup, groupOption } from "../group/option.ts";
import type { ButtonHandler, Choice, FormHandler, SlashCommand, Subcommand } from "../kinds.ts";
import { type Reply, reply } from "../reply.ts";
import { lines } from "../text.ts";
import { stateOf } from "./text.ts";

const list: Subcommand = {
	name: "list",
	access: "coordinator",
	options: [groupOption],
	async run(interaction, desk) {
		const { t, now } = desk;
		const group = await askedGroup(interaction, desk);
		if (!group) return;
		const all = await desk.read((tx) => desk.stories.ofGroup(tx, group.id, now));
		const shown = all.map((story) =>
			t("stories:reply.list-line", {
				number: story.id,
				state: t(`stories:state.${stateOf(story)}`),
				uses: usesText(t, story),
				start: plain(wholeOf(story.text), 100),
			}),
		);
		return reply(interaction, {
			text: [
				t("stories:reply.list-title", { group: plain(group.name) }),
				...(shown.length > 0
					? [lines(t, shown, 2800), `-# ${t("stories:reply.list-note")}`]
					: [t("stories:reply.list-empty")]),
			].join("\n"),
		});
	},
};

const read: Subcommand = {
	name: "read",
	access: "coordinator",
	options: [
		{
			name: "story",
			type: ApplicationCommandOptionType.String,
			required: true,
			complete: completeStory,
			max: 100,
		},
	],
	async run(interaction, desk) {
		const id = StoryId.safeParse(Number(interaction.options.getString("story", true)));
		const story = id.success && (await desk.stories.offered(desk.settings.guildId, id.data, desk.now));
		if (!story) return reply(interaction, { text: desk.t("stories:reply.pick") });
		return reply(interaction, await readText(story, desk));
	},
};

/** `/story`: the coordinator reads, redacts and tags. Nothing says who told. */
export const story: SlashCommand = { name: "story", subcommands: [list, read] };

export const storyRedact: ButtonHandler<"story-redact"> = {
	access: "coordinator",
	async run(interaction, [id], { stories, settings, now, t }) {
		const found = await stories.offered(settings.guildId, id, now);
		if (!found) return reply(interaction, { text: t("stories:reply.gone") });
		const value = (found.redacted ?? wholeOf(found.text)).slice(0, REDACTED_LENGTH);
		const options = Tag.options.map((tag) => ({ value: tag, label: t(`stories:tag.${tag}`) }));
		await interaction.showModal(
			form(customId("story-redact-form", id), t("stories:form.redact-title"), [
				t("stories:form.redact-note"),
				{
					label: t("stories:form.redact-text"),
					component: textInput("text", { long: true, max: REDACTED_LENGTH, value }),
				},
				{ label: t("stories:form.redact-tags"), component: ticks("tags", options, found.tags) },
			]),
		);
	},
};

export const storyRedacted: FormHandler<"story-redact-form"> = {
	access: "coordinator",
	async run(interaction, [id], desk) {
		const { stories, settings, now, t } = desk;
		const redaction = { text: written(interaction, "text"), tags: tagsOf(chosen(interaction, "tags")) };
		const outcome = await stories.redact(settings.guildId, id, redaction, now);
		switch (outcome.kind) {
			case "asked": {
				const asked = outcome.story.accepted === null;
				return reply(interaction, { text: t(asked ? "stories:reply.asked" : "stories:reply.tagged") });
			}
			case "too-long":
				return reply(interaction, { text: t("stories:reply.too-long", { max: outcome.max }) });
			case "empty":
				return reply(interaction, { text: t("stories:reply.redact-empty") });
			case "gone":
				return reply(interaction, { text: t("stories:reply.gone") });
		}
	},
};

export const storyShow: ButtonHandler<"story-show"> = {
	access: "coordinator",
	async run(interaction, [id], { stories, settings, now, t }) {
		const { kind } = await stories.show(settings.guildId, id, true, now);
		return reply(interaction, { text: t(`stories:reply.${kind}`) });
	},
};

export const storyHide: ButtonHandler<"story-hide"> = {
	access: "coordinator",
	async run(interaction, [id], { stories, settings, now, t }) {
		const { kind } = await stories.show(settings.guildId, id, false, now);
		return reply(interaction, { text: t(`stories:reply.${kind}`) });
	},
};

async function readText(found: Story, desk: StaffDesk): Promise<Reply> {
	const { t, now } = desk;
	const group = await desk.groups.get(found.groupId);
	const { id, redacted, tags, shown } = found;
	const mayShow = usable(found, "group", now) !== undefined;
	return {
		text: [
			t("stories:reply.read-title", { number: id, group: plain(group?.name ?? "") }),
			t(`stories:state.${stateOf(found)}`),
			t("stories:reply.uses", { uses: usesText(t, found) }),
			...(tags.length > 0
				? [t("stories:reply.tags", { tags: tags.map((tag) => t(`stories:tag.${tag}`)).join(" · ") })]
				: []),
			t("stories:reply.as-told-here"),
			quoted(wholeOf(found.text).slice(0, 1200)),
			...(redacted === null ? [] : [t("stories:reply.as-redacted"), quoted(redacted).slice(0, 1500)]),
			`-# ${t("stories:method")}`,
		].join("\n"),
		buttons: [
			button(t, "stories:button.redact", "primary", "story-redact", id),
			...(shown
				? [button(t, "stories:button.hide", "secondary", "story-hide", id)]
				: mayShow
					? [button(t, "stories:button.show", "secondary", "story-show", id)]
					: []),
		],
	};
}

async function completeStory(typed: string, desk: Desk): Promise<Choice[]> {
	const { settings, now, t } = desk;
	if (!settings) return [];
	const groups = await desk.groups.list(settings.guildId);
	const ofGroup = async (group: Group) =>
		(await desk.read((tx) => desk.stories.ofGroup(tx, group.id, now))).map((one) => ({
			name: `${one.id} · ${clip(group.name, 30)} · ${t(`stories:state.${stateOf(one)}`)}`,
			value: String(one.id),
		}));
	return fitting(typed, (await Promise.all(groups.map(ofGroup))).flat());
}
