import type {
	AutocompleteInteraction,
	ButtonInteraction,
	ChatInputCommandInteraction,
	GuildMember,
	Interaction,
	MessageContextMenuCommandInteraction,
	ModalSubmitInteraction,
	UserContextMenuCommandInteraction,
} from "discord.js";
import { mayManage, mayUse } from "../commands/access.ts";
import { menuDefinition } from "../commands/definition.ts";
import type { Desk, Services, StaffDesk } from "../commands/desk.ts";
import { remindOfRules } from "../commands/ground-rules/remind.ts";
import {
	type ButtonAction,
	buttons,
	type FormAction,
	forms,
	menus,
	slashCommands,
} from "../commands/index.ts";
import type { Access, ButtonHandler, FormHandler, Subcommand } from "../commands/kinds.ts";
import { reply } from "../commands/reply.ts";
import { type Press, parseCustomId } from "../src/discord/customIds.ts";
import { explain, isTooLate } from "../src/discord/errors.ts";
import { detailsOf } from "../src/discord/failure.ts";
import type { Clock } from "../src/shared/clock.ts";
import { type TextKey, translator } from "../src/shared/i18n.ts";
import { GuildId } from "../src/shared/ids.ts";
import { type Language, languageOf } from "../src/shared/language.ts";
import type { Log } from "../src/shared/log.ts";

/** Somebody pressed, sent or typed something: finds who handles it, asks whether they may, and answers for failures. */
export class Dispatcher {
	readonly #with: { services: Services; clock: Clock; log: Log };

	constructor(dependencies: { services: Services; clock: Clock; log: Log }) {
		this.#with = dependencies;
	}

	/** Never rejects: whatever goes wrong is told to the person and to the log. */
	async handle(interaction: Interaction): Promise<void> {
		try {
			if (interaction.isAutocomplete()) await this.#complete(interaction);
			else if (interaction.isChatInputCommand()) await this.#command(interaction);
			else if (interaction.isContextMenuCommand()) await this.#menu(interaction);
			else if (interaction.isButton()) await this.#button(interaction);
			else if (interaction.isModalSubmit()) await this.#form(interaction);
		} catch (error) {
			await this.#fail(interaction, error);
		}
	}

	async #command(interaction: ChatInputCommandInteraction): Promise<void> {
		const desk = await this.#desk(interaction);
		const command = slashCommands.find(({ name }) => name === interaction.commandName);
		if (command && "run" in command) return command.run(interaction, desk);
		const sub = subcommand(interaction.commandName, interaction.options.getSubcommand(false));
		if (!sub) return reply(interaction, { text: desk.t("replies:common.old-button") });
		if (!interaction.inCachedGuild())
			return reply(interaction, { text: desk.t("replies:common.only-on-server") });
		const refused = refusal(sub.access, interaction.member, desk);
		if (refused) return reply(interaction, { text: desk.t(refused) });
		if (sub.access === "setup") return sub.run(interaction, desk);
		return sub.run(interaction, setUp(desk));
	}

	async #menu(
		interaction: MessageContextMenuCommandInteraction | UserContextMenuCommandInteraction,
	): Promise<void> {
		const desk = await this.#desk(interaction);
		const menu = menus.find((each) => {
			const { name, type } = menuDefinition(each);
			return name === interaction.commandName && type === interaction.commandType;
		});
		if (!interaction.inCachedGuild())
			return reply(interaction, { text: desk.t("replies:common.only-on-server") });
		if (!desk.settings) return reply(interaction, { text: desk.t("replies:common.not-set-up") });
		if (menu?.name === "message" && interaction.isMessageContextMenuCommand())
			return menu.run(interaction, desk);
		if (menu?.name === "person" && interaction.isUserContextMenuCommand()) return menu.run(interaction, desk);
		return reply(interaction, { text: desk.t("replies:common.old-button") });
	}

	async #button(interaction: ButtonInteraction): Promise<void> {
		const press = parseCustomId(interaction.customId);
		const desk = await this.#desk(interaction, press);
		if (!press || !isButton(press)) return reply(interaction, { text: desk.t("replies:common.old-button") });
		// Right by construction: the registry holds an action's own handler under its name.
		const handler = buttons[press.action] as ButtonHandler<never>;
		const args = press.args as never;
		if (handler.access === "anyone") {
			await handler.run(interaction, args, desk);
			return remindOfRules(interaction, desk);
		}
		if (!interaction.inCachedGuild())
			return reply(interaction, { text: desk.t("replies:common.only-on-server") });
		const refused = refusal(handler.access, interaction.member, desk);
		if (refused) return reply(interaction, { text: desk.t(refused) });
		return handler.run(interaction, args, setUp(desk));
	}

	async #form(interaction: ModalSubmitInteraction): Promise<void> {
		const press = parseCustomId(interaction.customId);
		const desk = await this.#desk(interaction, press);
		if (!press || !isForm(press)) return reply(interaction, { text: desk.t("replies:common.old-button") });
		const handler = forms[press.action] as FormHandler<never>;
		const args = press.args as never;
		if (handler.access === "anyone") {
			await handler.run(interaction, args, desk);
			return remindOfRules(interaction, desk);
		}
		if (!interaction.inCachedGuild())
			return reply(interaction, { text: desk.t("replies:common.only-on-server") });
		// Asked again, because a role may have been taken while the form was open.
		const refused = refusal(handler.access, interaction.member, desk);
		if (refused) return reply(interaction, { text: desk.t(refused) });
		return handler.run(interaction, args, setUp(desk));
	}

	async #complete(interaction: AutocompleteInteraction): Promise<void> {
		const desk = await this.#desk(interaction);
		const sub = subcommand(interaction.commandName, interaction.options.getSubcommand(false));
		const focused = interaction.options.getFocused(true);
		const complete = sub?.options.find(({ name }) => name === focused.name)?.complete;
		const may = sub && interaction.inCachedGuild() && !refusal(sub.access, interaction.member, desk);
		await interaction.respond(complete && may ? await complete(focused.value, desk) : []);
	}

	async #desk(interaction: Interaction, press?: Press): Promise<Desk> {
		const { services, clock } = this.#with;
		const { guildId } = interaction;
		const settings = guildId === null ? undefined : await services.setup.get(GuildId.parse(guildId));
		const fallback = settings?.language ?? (await this.#groupLanguage(press)) ?? "en";
		return {
			...services,
			settings,
			now: clock.now(),
			t: translator(languageOf(interaction.locale, fallback)),
		};
	}

	/** In direct messages there is no server whose language could stand in for one that we do not speak. */
	async #groupLanguage(press: Press | undefined): Promise<Language | undefined> {
		if (press?.action !== "join" && press?.action !== "join-form" && press?.action !== "wait-stop") {
			return undefined;
		}
		return (await this.#with.services.groups.get(press.args[0]))?.language;
	}

	async #fail(interaction: Interaction, error: unknown): Promise<void> {
		const { log } = this.#with;
		if (isTooLate(error)) {
			// What was asked for is done; only its answer came after Discord had stopped waiting.
			log.info({ what: nameOf(interaction), ...detailsOf(error) }, "an answer came too late");
			return;
		}
		const { key, reference, details } = explain(error);
		log.error({ what: nameOf(interaction), reference, ...details }, "an interaction failed");
		// Once it has been answered, nothing more is said: the answer was right when it was sent.
		if (!interaction.isRepliable() || interaction.replied) return;
		const text = translator(languageOf(interaction.locale, "en"))(key, { reference });
		try {
			await reply(interaction, { text });
		} catch (second) {
			log.info({ reference, ...detailsOf(second) }, "nor could the person be told");
		}
	}
}

/** What was used: not by whom, nor of which group or survey. */
function nameOf(interaction: Interaction): string {
	if (interaction.isCommand() || interaction.isAutocomplete()) return `/${interaction.commandName}`;
	const pressed = interaction.isMessageComponent() || interaction.isModalSubmit();
	return (pressed && parseCustomId(interaction.customId)?.action) || "unknown";
}

function subcommand(command: string, name: string | null): Subcommand | undefined {
	const found = slashCommands.find((each) => each.name === command);
	return found && "subcommands" in found ? found.subcommands.find((each) => each.name === name) : undefined;
}

function isButton(press: Press): press is Extract<Press, { action: ButtonAction }> {
	return Object.hasOwn(buttons, press.action);
}

function isForm(press: Press): press is Extract<Press, { action: FormAction }> {
	return Object.hasOwn(forms, press.action);
}

/** Why somebody may not use what `access` guards; undefined when they may. */
function refusal(
	access: Exclude<Access, "anyone">,
	member: GuildMember,
	{ settings }: Desk,
): TextKey | undefined {
	if (access === "setup") {
		const may = mayManage(member) || (settings && mayUse("coordinator", member, settings));
		return may ? undefined : "replies:common.only-managers";
	}
	if (!settings) return "replies:common.not-set-up";
	if (mayUse(access, member, settings)) return undefined;
	return access === "staff" ? "replies:common.only-staff" : "replies:common.only-coordinators";
}

/** After `refusal`, which refuses where nothing is set up. */
function setUp(desk: Desk): StaffDesk {
	const { settings } = desk;
	if (!settings) throw new Error("a staff handler before the set-up");
	return { ...desk, settings };
}
