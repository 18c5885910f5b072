import type { ApplicationCommandDataResolvable, Interaction } from "discord.js";
import { expect, onTestFinished } from "vitest";
import type { Person } from "../sandbox/index.ts";
import { openPage } from "../sandbox/page/server/index.ts";
import { withBot } from "../sandbox/testing.ts";
import { openBrowser } from "./scene.ts";
import { Window } from "./window.ts";

interface Bot {
	commands: ApplicationCommandDataResolvable[];
	answer(interaction: Interaction): Promise<unknown>;
}

/** For what Piiri itself does not use: the window of Outi, in English, on a server with another bot; Olli is there, too. */
export async function botScene({ commands, answer }: Bot): Promise<{
	window: Window;
	owner: Person;
	outi: Person;
	olli: Person;
}> {
	const { sandbox, client } = await withBot();
	const owner = await sandbox.owner();
	const outi = await sandbox.person("Outi", { locale: "en-GB" });
	const olli = await sandbox.person("Olli", { locale: "en-GB" });
	await client.application.commands.set(commands);
	client.on("interactionCreate", (interaction) => void answer(interaction));
	const page = await openPage(sandbox, {
		bot: {
			alive: true,
			start: idle,
			kill: idle,
			next: async () => null,
			tick: idle,
			jobs: () => [],
			outbox: () => [],
		},
		people: [{ id: outi.id, name: "Outi", role: "facilitator" }],
		zone: "Europe/Helsinki",
		language: "en",
	});
	onTestFinished(() => page.close());
	const window = await Window.open(openBrowser(), page.address, { as: outi.id });
	onTestFinished(async () => {
		await window.close();
		expect(window.complaints).toEqual([]);
	});
	return { window, owner, outi, olli };
}

async function idle(): Promise<void> {}
