import type { ModalSubmitInteraction } from "discord.js";
import { customId } from "../../src/discord/customIds.ts";
import { button } from "../../src/discord/views/view.ts";
import type { Translate } from "../../src/shared/i18n.ts";
import { type StoryId, UserId } from "../../src/shared/ids.ts";
import { type Story, type StoryText, Use } from "../../src/stories/model.ts";
import { TEXT_LENGTH, type TellOutcome, usesOf } from "../../src/stories/service.ts";
import type { Desk } from "../desk.ts";
import { chosen, form, textInput, tick, ticks, written } from "../form.ts";
import type { ButtonHandler, FormHandler, SlashCommand } from "../kinds.ts";
import { reply, replyMore } from "../reply.ts";
import { ownStory } from "./text.ts";

export const storyButton: ButtonHandler<"story"> = {
	access: "anyone",
	async run(interaction, [groupId], desk) {
		const { stories, now, t } = desk;
		const outcome = await stories.begin(groupId, UserId.parse(interaction.user.id), now);
		switch (outcome.kind) {
			case "form":
				return interaction.showModal(storyForm(customId("story-form", groupId), t));
			case "mine":
				return reply(interaction, await ownStory(outcome.story, desk));
			case "not-member":
			case "too-early":
				return reply(interaction, { text: t(`stories:reply.${outcome.kind}`) });
		}
	},
};

export const storyTold: FormHandler<"story-form"> = {
	access: "anyone",
	async run(interaction, [groupId], desk) {
		const userId = UserId.parse(interaction.user.id);
		const outcome = await desk.stories.tell(groupId, userId, toldIn(interaction, desk.t), desk.now);
		return answer(interaction, outcome, desk);
	},
};

export const storyEdit: ButtonHandler<"story-edit"> = {
	access: "anyone",
	async run(interaction, [id], desk) {
		const story = await mine(id, interaction.user.id, desk);
		if (!story) return reply(interaction, { text: desk.t("stories:reply.gone") });
		await interaction.showModal(storyForm(customId("story-edit-form", id), desk.t, story.text));
	},
};

export const storyEdited: FormHandler<"story-edit-form"> = {
	access: "anyone",
	async run(interaction, [id], desk) {
		const userId = UserId.parse(interaction.user.id);
		const outcome = await desk.stories.edit(id, userId, toldIn(interaction, desk.t), desk.now);
		if (outcome.kind === "gone") return reply(interaction, { text: desk.t("stories:reply.gone") });
		return answer(interaction, outcome, desk);
	},
};

export const storyUses: ButtonHandler<"story-uses"> = {
	access: "anyone",
	async run(interaction, [id], desk) {
		const { t } = desk;
		const story = await mine(id, interaction.user.id, desk);
		if (!story) return reply(interaction, { text: t("stories:reply.gone") });
		const options = Use.options.map((value) => ({ value, label: t(`stories:use.${value}`) }));
		await interaction.showModal(
			form(customId("story-uses-form", id), t("stories:form.uses-title"), [
				t("stories:form.uses-note"),
				{ label: t("stories:form.uses"), component: ticks("uses", options, story.uses) },
			]),
		);
	},
};

export const storyUsesSet: FormHandler<"story-uses-form"> = {
	access: "anyone",
	async run(interaction, [id], desk) {
		const { stories, now, t } = desk;
		const uses = usesOf(chosen(interaction, "uses"));
		const outcome = await stories.setUses(id, UserId.parse(interaction.user.id), uses, now);
		if (outcome.kind === "gone") return reply(interaction, { text: t("stories:reply.gone") });
		const rest = t(uses.length > 0 ? "stories:reply.rest-some" : "stories:reply.rest-none");
		return reply(interaction, await ownStory(outcome.story, desk, t("stories:reply.uses-set", { rest })));
	},
};

export const storyWithdraw: ButtonHandler<"story-withdraw"> = {
	access: "anyone",
	async run(interaction, [id], { t }) {
		return reply(interaction, {
			text: t("stories:reply.withdraw-ask"),
			buttons: [
				button(t, "stories:button.withdraw-yes", "danger", "story-withdraw-yes", id),
				button(t, "replies:buttons.never-mind", "secondary", "never-mind"),
			],
		});
	},
};

export const storyWithdrawYes: ButtonHandler<"story-withdraw-yes"> = {
	access: "anyone",
	async run(interaction, [id], { stories, now, t }) {
		const { kind } = await stories.withdraw(id, UserId.parse(interaction.user.id), now);
		return reply(interaction, { text: t(`stories:reply.${kind}`) });
	},
};

export const storyAccept: ButtonHandler<"story-accept"> = {
	access: "anyone",
	run: (interaction, [id, revision], desk) => said(interaction, id, { revision, yes: true }, desk),
};

export const storyRefuse: ButtonHandler<"story-refuse"> = {
	access: "anyone",
	run: (interaction, [id, revision], desk) => said(interaction, id, { revision, yes: false }, desk),
};

/** `/my-stories`: what a person has told, anywhere and at any time. */
export const myStories: SlashCommand = {
	name: "my-stories",
	async run(interaction, desk) {
		const { stories, now, t } = desk;
		const [latest, ...others] = (await stories.mine(UserId.parse(interaction.user.id), now)).toReversed();
		if (!latest) return reply(interaction, { text: t("stories:reply.none") });
		await reply(interaction, await ownStory(latest, desk));
		for (const story of others) await replyMore(interaction, await ownStory(story, desk));
	},
};

async function said(
	interaction: Parameters<ButtonHandler<"story-accept">["run"]>[0],
	id: StoryId,
	word: { revision: number; yes: boolean },
	{ stories, now, t }: Desk,
): Promise<void> {
	const { kind } = await stories.answer(id, UserId.parse(interaction.user.id), word, now);
	const key = ({ yes: "accepted", no: "refused", changed: "changed", gone: "gone" } as const)[kind];
	return reply(interaction, { text: t(`stories:reply.${key}`, { command: t("stories:command.mine") }) });
}

function storyForm(id: string, t: Translate, before?: StoryText) {
	const yes = { value: "yes", label: t("stories:form.consent-yes") };
	return form(id, t("stories:form.title"), [
		t("stories:form.note", { method: t("stories:method") }),
		...(["change", "meaning", "people"] as const).map((key) => ({
			label: t(`stories:form.${key}`),
			component: textInput(key, { long: true, max: TEXT_LENGTH, value: before?.[key] ?? "" }),
		})),
		{ label: t("stories:form.consent"), component: tick("consent", yes) },
	]);
}

function toldIn(interaction: ModalSubmitInteraction, { language }: Translate) {
	const text: StoryText = {
		change: written(interaction, "change"),
		meaning: written(interaction, "meaning"),
		people: written(interaction, "people"),
	};
	return { text, consent: chosen(interaction, "consent").includes("yes"), language };
}

async function mine(id: StoryId, userId: string, { stories, now }: Desk): Promise<Story | undefined> {
	return (await stories.mine(UserId.parse(userId), now)).find((story) => story.id === id);
}

async function answer(interaction: ModalSubmitInteraction, outcome: TellOutcome, desk: Desk): Promise<void> {
	const { t } = desk;
	switch (outcome.kind) {
		case "told":
			return reply(interaction, await ownStory(outcome.story, desk, t("stories:reply.told")));
		case "too-long":
			return reply(interaction, { text: t("stories:reply.too-long", { max: outcome.max }) });
		case "empty":
		case "no-consent":
		case "not-member":
		case "too-early":
			return reply(interaction, { text: t(`stories:reply.${outcome.kind}`) });
	}
}
