import type { ModalSubmitInteraction, RepliableInteraction } from "discord.js";
import { customId } from "../../src/discord/customIds.ts";
import { numbersText } from "../../src/discord/views/crisis.ts";
import { thereText, visitorName } from "../../src/discord/views/help.ts";
import { channelUrl, relative } from "../../src/discord/views/text.ts";
import { button, link } from "../../src/discord/views/view.ts";
import { Danger, type HelpMode, type HelpRequest } from "../../src/help/model.ts";
import { ABOUT_LENGTH, type There } from "../../src/help/service.ts";
import { GuildId, UserId } from "../../src/shared/ids.ts";
import type { Desk } from "../desk.ts";
import { chosen, form, radios, textInput, written } from "../form.ts";
import type { ButtonHandler, FormHandler } from "../kinds.ts";
import { type Reply, reply } from "../reply.ts";

/** So long a thread may be on its way before something must be wrong with it. Seconds. */
const ON_ITS_WAY = 60;

/** First of all whom to call; then who is there, and how to talk. */
export const help: ButtonHandler<"help"> = {
	access: "anyone",
	async run(interaction, _, desk) {
		const { t, now } = desk;
		const guildId = guildOf(interaction, desk);
		if (!guildId) return reply(interaction, { text: withNumbers(desk, t("help:reply.only-numbers")) });
		const { mine, ...there } = await desk.help.begin(guildId, UserId.parse(interaction.user.id), now);
		if (mine) return reply(interaction, await openTalk(mine, there, desk));
		return reply(interaction, {
			text: withNumbers(desk, `### ${t("help:reply.here")}\n${thereText(t, there)}`, t("help:reply.how")),
			buttons: [
				button(t, "help:button.nickname", "primary", "help-open", "nickname"),
				button(t, "help:button.pseudonym", "secondary", "help-open", "pseudonym"),
				button(t, "help:button.enough", "secondary", "help-numbers"),
			],
		});
	},
};

/** The numbers stay where they can be read. */
export const helpNumbers: ButtonHandler<"help-numbers"> = {
	access: "anyone",
	run: (interaction, _, desk) =>
		reply(interaction, { text: withNumbers(desk, desk.t("help:reply.come-back")) }),
};

/** All of the form may be left empty. */
export const helpOpen: ButtonHandler<"help-open"> = {
	access: "anyone",
	async run(interaction, [mode], { t }) {
		const options = Danger.options.map((value) => ({ value, label: t(`help:form.danger-options.${value}`) }));
		await interaction.showModal(
			form(customId("help-open-form", mode), t("help:form.title"), [
				t(`help:form.note.${mode}`),
				{
					label: t("help:form.about"),
					hint: t("help:form.about-hint"),
					component: textInput("about", { long: true, max: ABOUT_LENGTH }),
				},
				{ label: t("help:form.danger"), component: radios("danger", options) },
			]),
		);
	},
};

export const helpOpened: FormHandler<"help-open-form"> = {
	access: "anyone",
	run: (interaction, [mode], desk) => opened(interaction, mode, desk),
};

async function opened(interaction: ModalSubmitInteraction, mode: HelpMode, desk: Desk): Promise<void> {
	const { t, now } = desk;
	const guildId = guildOf(interaction, desk);
	if (!guildId) return reply(interaction, { text: withNumbers(desk, t("help:reply.only-numbers")) });
	const danger = Danger.safeParse(chosen(interaction, "danger")[0]);
	const asked = {
		mode,
		about: written(interaction, "about"),
		danger: danger.data ?? null,
		language: t.language,
	};
	const outcome = await desk.help.open(guildId, UserId.parse(interaction.user.id), asked, now);
	switch (outcome.kind) {
		case "too-long":
			return reply(interaction, { text: withNumbers(desk, t("help:reply.too-long", { max: outcome.max })) });
		case "slow": {
			const again = t("help:reply.slow", { when: relative(outcome.until) });
			return reply(interaction, { text: withNumbers(desk, again) });
		}
		case "already":
			return reply(interaction, await openTalk(outcome.request, outcome, desk));
		case "opened": {
			const { visitor } = outcome.request;
			return reply(interaction, {
				text: withNumbers(
					desk,
					...(danger.data === "yes" ? [`**${t("help:reply.danger")}**`] : []),
					visitor
						? t("help:reply.opened-visitor", { visitor: visitorName(t, visitor) })
						: t("help:reply.opened"),
					outcome.present.length > 0 ? t("help:reply.called") : thereText(t, outcome),
				),
				buttons: [button(t, "help:button.show-talk", "primary", "help")],
			});
		}
	}
}

/** The talk that is not over: where it is, or, when Discord could not open its thread, what to do instead. */
async function openTalk(request: HelpRequest, there: There, desk: Desk): Promise<Reply> {
	const { t, now } = desk;
	const thread = await desk.thread({ name: "help.thread", helpId: request.id });
	const waits = now.since(request.openedAt).total("seconds") > ON_ITS_WAY;
	const where =
		thread === null ? (waits ? "help:reply.no-thread" : "help:reply.on-its-way") : "help:reply.open";
	return {
		text: withNumbers(desk, t(where), ...(request.state === "waiting" ? [thereText(t, there)] : [])),
		buttons: [
			...(thread === null ? [] : [link(t, "help:button.to-talk", channelUrl(request.guildId, thread))]),
			button(t, "help:button.close", "secondary", "help-close", request.id),
		],
	};
}

/** Whom to call stands first, whatever comes after. */
function withNumbers({ help, t }: Desk, ...rest: string[]): string {
	return [numbersText(t, help.numbers(t.language)), ...rest].join("\n\n");
}

/** The server where it happens, once it is set up. */
export function guildOf(interaction: RepliableInteraction, { settings }: Desk): GuildId | undefined {
	return interaction.guildId !== null && settings ? GuildId.parse(interaction.guildId) : undefined;
}
