import type { ApplicationCommandData, Client } from "discord.js";
import { definition, menuDefinition } from "./definition.ts";
import { menus, slashCommands } from "./index.ts";

/** Tells Discord of the slash commands and menus, when what it knows is not the same. Gives whether it had to. */
export async function registerCommands(client: Client<true>): Promise<boolean> {
	const wanted = [...slashCommands.map(definition), ...menus.map(menuDefinition)];
	const { commands } = client.application;
	const known = await commands.fetch({ withLocalizations: true });
	const same =
		known.size === wanted.length &&
		wanted.every((command) =>
			// `equals` reads Discord's own shape as well; only its type does not say so exactly.
			known
				.find(({ name, type }) => name === command.name && type === command.type)
				?.equals(command as ApplicationCommandData),
		);
	if (!same) await commands.set(wanted);
	return !same;
}
