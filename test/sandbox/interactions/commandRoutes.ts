/**
 * The REST routes with which an application registers its commands, for all servers or for one: always the whole set
 * at once, as Piiri does. Creating or changing a single command is not covered.
 */
import {
	type APIApplicationCommand,
	ApplicationCommandType,
	ApplicationIntegrationType,
	InteractionContextType,
} from "discord-api-types/v10";
import type { Handler, RequestContext, Router } from "../rest/router.ts";
import { DiscordError } from "../world/errors.ts";
import type { World } from "../world/world.ts";
import { type CommandBody, checkCommands } from "./commandRules.ts";

type Commands = Map<string, APIApplicationCommand>;

export function addCommandRoutes(router: Router, world: World): void {
	addFor(router, world, "/applications/{application_id}/commands");
	addFor(router, world, "/applications/{application_id}/guilds/{guild_id}/commands");
}

function addFor(router: Router, world: World, template: string): void {
	const place = ({ params }: RequestContext): { commands: Commands; guildId: string | undefined } => {
		if (params.application_id !== world.applicationId) throw new DiscordError("MissingAccess");
		const guildId = params.guild_id;
		if (guildId === undefined) return { commands: world.globalCommands, guildId };
		const guild = world.guild(guildId);
		if (!guild.members.has(world.botId)) throw new DiscordError("MissingAccess");
		return { commands: guild.commands, guildId };
	};
	const only = { only: "bot" } as const;
	const list: Handler = (context) => {
		const withTexts = context.query.get("with_localizations") === "true";
		const commands = [...place(context).commands.values()];
		return { status: 200, body: withTexts ? commands : commands.map(withoutLocalizations) };
	};
	const put: Handler = (context) => {
		const { commands, guildId } = place(context);
		const bodies = (context.body ?? []) as CommandBody[];
		checkCommands(bodies);
		const made = bodies.map((body) => make(world, body, guildId, named(commands, body)));
		commands.clear();
		for (const command of made) commands.set(command.id, command);
		return { status: 200, body: made };
	};
	router.add("GET", template, list, only);
	router.add("PUT", template, put, only);
}

function named(commands: Commands, { name, type }: CommandBody): APIApplicationCommand | undefined {
	const wanted = type ?? ApplicationCommandType.ChatInput;
	return [...commands.values()].find((command) => command.name === name && command.type === wanted);
}

/** The command as Discord keeps it; one of the same name keeps its id. */
function make(
	world: World,
	body: CommandBody,
	guildId: string | undefined,
	existing: APIApplicationCommand | undefined,
): APIApplicationCommand {
	const permissions = body.default_member_permissions;
	const command = {
		id: existing?.id ?? world.nextId(),
		application_id: world.applicationId,
		version: world.nextId(),
		type: body.type ?? ApplicationCommandType.ChatInput,
		name: body.name,
		name_localizations: body.name_localizations ?? null,
		description: body.description ?? "",
		description_localizations: body.description_localizations ?? null,
		...(body.options?.length && { options: body.options }),
		default_member_permissions: permissions == null ? null : String(permissions),
		nsfw: body.nsfw ?? false,
		...(guildId === undefined
			? {
					contexts: body.contexts ?? null,
					dm_permission: body.contexts
						? body.contexts.includes(InteractionContextType.BotDM)
						: (body.dm_permission ?? true),
					integration_types: body.integration_types ?? [ApplicationIntegrationType.GuildInstall],
				}
			: { guild_id: guildId }),
	};
	return command as unknown as APIApplicationCommand;
}

function withoutLocalizations({
	name_localizations: _names,
	description_localizations: _descriptions,
	...command
}: APIApplicationCommand) {
	return command;
}
