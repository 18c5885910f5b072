import { ApplicationCommandOptionType, type Attachment, InteractionType } from "discord.js";
import { expect, test } from "vitest";
import { checkForm } from "../interactions/forms.ts";
import { expectNoViolations, withBot } from "../testing.ts";
import { formData } from "./formData.ts";

const bring = {
	name: "bring",
	description: "Tuo tiedosto",
	options: [
		{ name: "file", description: "Tiedosto", type: ApplicationCommandOptionType.Attachment, required: true },
	],
} as const;

async function opened() {
	const { sandbox, client } = await withBot();
	await client.application.commands.set([bring]);
	const owner = await sandbox.owner();
	/** The next file that the bot is given, as it can be fetched. */
	const arrived = async () => {
		const { name, size, url } = await new Promise<Attachment>((resolve, reject) => {
			client.once("interactionCreate", (interaction) => {
				if (!interaction.isChatInputCommand()) return;
				interaction.reply("kiitos").catch(reject);
				resolve(interaction.options.getAttachment("file", true));
			});
		});
		return { name, size, text: await (await fetch(url)).text() };
	};
	return { sandbox, client, owner, arrived };
}

test("a file arrives as Discord tells it, and can be fetched", async () => {
	const { sandbox, owner, arrived } = await opened();
	const came = arrived();
	const data = Buffer.from('{"a":1}');
	await owner.command("/bring", { file: { attachment: { name: "oma kysely.json", data } } });
	expect(await came).toEqual({ name: "oma_kysely.json", size: 7, text: '{"a":1}' });
	expectNoViolations(sandbox);
});

test("where a file is asked for, nothing else is taken", async () => {
	const { owner } = await opened();
	await expect(owner.command("/bring", { file: "words" })).rejects.toThrow("takes a file");
	await expect(owner.command("/bring")).rejects.toThrow('"file" is required');
});

test("a window gives it beside its request; without it, the command is refused", async () => {
	const { sandbox, client, owner, arrived } = await opened();
	const came = arrived();
	const command = client.application.commands.cache.find(({ name }) => name === "bring");
	const channel = client.channels.cache.find((each) => each.isTextBased() && !each.isDMBased());
	const token = sandbox.clients.tokenOf(owner.id);
	const asked = {
		type: InteractionType.ApplicationCommand,
		application_id: client.application.id,
		channel_id: channel?.id,
		data: {
			id: command?.id,
			name: "bring",
			type: 1,
			options: [{ name: "file", type: 11, value: "0" }],
			attachments: [{ id: 0, filename: "a.json" }],
		},
	};
	const send = (body: string | FormData, headers: Record<string, string> = {}) =>
		fetch(`${sandbox.api}/v10/interactions`, {
			method: "POST",
			headers: { authorization: token, ...headers },
			body,
		});
	const alone = await send(JSON.stringify(asked), { "content-type": "application/json" });
	expect(alone.status).toBe(400);
	const parts = new FormData();
	parts.set("payload_json", JSON.stringify(asked));
	parts.set("files[0]", new Blob(["{}"]), "a.json");
	expect((await send(parts)).status).toBe(204);
	expect(await came).toEqual({ name: "a.json", size: 2, text: "{}" });
});

test("a form takes files where it asks for them: as many as it says, and only those of the request", () => {
	const form = (more: object) =>
		({
			title: "T",
			custom_id: "f",
			components: [{ type: 18, label: "L", component: { type: 19, custom_id: "kuva", ...more } }],
		}) as Parameters<typeof formData>[0];
	const sent = (values: string[], more: object = {}) => {
		const given = { components: [{ type: 18, component: { type: 19, custom_id: "kuva", values } }] };
		return formData(form(more), given, null, (n) => (n === "0" ? "123" : undefined));
	};
	expect(sent(["0"])).toMatchObject({
		data: { components: [{ component: { type: 19, values: ["123"] } }] },
		ids: [],
	});
	expect(sent([], { required: false, min_values: 0 })).toMatchObject({
		data: { components: [{ component: { values: [] } }] },
	});
	expect(() => sent([])).toThrow();
	expect(() => sent(["1"])).toThrow();
	expect(() => sent(["0", "0"])).toThrow();
	expect(() => checkForm(form({ min_values: 0 }))).toThrow();
	expect(() => checkForm(form({ max_values: 11 }))).toThrow();
	expect(() => checkForm(form({ min_values: 0, required: false }))).not.toThrow();
});
