import {
	type ApplicationCommandDataResolvable,
	ChannelType,
	ApplicationCommandOptionType as Option,
	PermissionFlagsBits,
} from "discord.js";
import { expect, test } from "vitest";
import { expectNoViolations, refusal, withBot } from "../testing.ts";

const piiri: ApplicationCommandDataResolvable = {
	name: "piiri",
	nameLocalizations: { "sv-SE": "ringen" },
	description: "Ryhmät",
	defaultMemberPermissions: PermissionFlagsBits.ManageEvents,
	options: [
		{
			name: "setup",
			description: "Perusta ryhmä",
			type: Option.Subcommand,
			options: [
				{
					name: "nimi",
					description: "Nimi",
					type: Option.String,
					required: true,
					maxLength: 10,
					autocomplete: true,
				},
				{ name: "kerrat", description: "Kerrat", type: Option.Integer, minValue: 1, maxValue: 8 },
				{
					name: "kieli",
					description: "Kieli",
					type: Option.String,
					choices: [{ name: "suomi", value: "fi" }],
				},
				{ name: "rooli", description: "Rooli", type: Option.Role },
				{
					name: "kanava",
					description: "Kanava",
					type: Option.Channel,
					channelTypes: [ChannelType.GuildText],
				},
				{ name: "vetäjä", description: "Vetäjä", type: Option.User },
			],
		},
	],
};

test("a command arrives with its options resolved", async () => {
	const { sandbox, client } = await withBot();
	await client.application.commands.set([piiri]);
	const owner = await sandbox.owner();
	const mustikka = await sandbox.person("Mustikka");
	const arrived = new Promise<unknown[]>((resolve) => {
		client.once("interactionCreate", (i) => {
			if (!i.isChatInputCommand()) return;
			const { options } = i;
			const values = [
				options.getSubcommand(),
				options.getString("nimi"),
				options.getInteger("kerrat"),
				options.getString("kieli"),
				options.getRole("rooli")?.name,
				options.getChannel("kanava")?.name,
				options.getUser("vetäjä")?.displayName,
			];
			void i.reply("Perustettu").then(() => resolve(values));
		});
	});
	owner.createRole("Ohjaajat");
	const values = {
		nimi: "Omaiset",
		kerrat: 8,
		kieli: "suomi",
		rooli: { role: "Ohjaajat" },
		kanava: { channel: "general" },
		vetäjä: { user: mustikka },
	};
	expect((await owner.command("/piiri setup", values)).text).toBe("Perustettu");
	expect(await arrived).toEqual(["setup", "Omaiset", 8, "fi", "Ohjaajat", "general", "Mustikka"]);
	expectNoViolations(sandbox);
});

test("a person's Discord refuses what the command does not allow", async () => {
	const { sandbox, client } = await withBot();
	await client.application.commands.set([piiri]);
	const owner = await sandbox.owner();
	await expect(owner.command("/piiri setup")).rejects.toThrow('"nimi" is required');
	await expect(owner.command("/piiri")).rejects.toThrow("needs a sub-command");
	await expect(owner.command("/piiri poista")).rejects.toThrow("no sub-command");
	await expect(owner.command("/muu")).rejects.toThrow("finds no command");
	await expect(owner.command("/piiri setup", { nimi: "x".repeat(11) })).rejects.toThrow("0 to 10 characters");
	await expect(owner.command("/piiri setup", { nimi: "x", kerrat: 9 })).rejects.toThrow("takes 1 to 8");
	await expect(owner.command("/piiri setup", { nimi: "x", kieli: "ruotsi" })).rejects.toThrow("no choice");
	await expect(owner.command("/piiri setup", { nimi: "x", uusi: 1 })).rejects.toThrow("no option");
	const mustikka = await sandbox.person("Mustikka", { locale: "sv-SE" });
	await expect(mustikka.command("/piiri setup", { nimi: "x" })).rejects.toThrow("may not use");
	owner.createRole("Ohjaajat", PermissionFlagsBits.ManageEvents);
	owner.giveRole(mustikka, "Ohjaajat");
	client.once("interactionCreate", (i) => {
		if (i.isChatInputCommand()) void i.reply(i.commandName);
	});
	expect((await mustikka.command("/ringen setup", { nimi: "x" })).text).toBe("piiri");
});

test("autocomplete offers choices; too many or mistyped ones meet 50035", async () => {
	const { sandbox, client } = await withBot();
	await client.application.commands.set([piiri]);
	const owner = await sandbox.owner();
	client.once("interactionCreate", (i) => {
		if (i.isAutocomplete()) void i.respond([{ name: `${i.options.getFocused()}iset`, value: "carers" }]);
	});
	expect(await owner.autocomplete("/piiri setup", "nimi", "Oma")).toEqual([
		{ name: "Omaiset", value: "carers" },
	]);
	expectNoViolations(sandbox);
	const many = Array.from({ length: 26 }, (_, index) => ({ name: `n${index}`, value: `v${index}` }));
	for (const bad of [many, [{ name: "x".repeat(101), value: "v" }], [{ name: "n", value: 1 }]]) {
		const code = new Promise((resolve) => {
			client.once("interactionCreate", (i) => {
				if (i.isAutocomplete()) resolve(refusal(i.respond(bad)));
			});
		});
		await expect(owner.autocomplete("/piiri setup", "nimi", "x")).rejects.toThrow("No choices: no answer");
		expect(await code).toBe(50035);
	}
});

test("the same name keeps its id, a new set replaces the old, guild commands are apart", async () => {
	const { sandbox, client } = await withBot();
	const { commands } = client.application;
	const first = await commands.set([{ name: "yksi", description: "1" }]);
	const second = await commands.set([
		{ name: "yksi", description: "uusi" },
		{ name: "kaksi", description: "2" },
	]);
	expect(second.find(({ name }) => name === "yksi")?.id).toBe(first.first()?.id);
	await commands.set([{ name: "oma", description: "vain täällä" }], sandbox.guild.id);
	expect((await commands.fetch()).map(({ name }) => name).sort()).toEqual(["kaksi", "yksi"]);
	expect((await commands.fetch({ guildId: sandbox.guild.id })).map(({ name }) => name)).toEqual(["oma"]);
	expectNoViolations(sandbox);
});

test("the limits of commands meet 50035", async () => {
	const { client } = await withBot();
	const option = (name: string, more = {}) =>
		({ name, description: "x", type: Option.String, ...more }) as const;
	const command = (more = {}) => ({ name: "c", description: "x", ...more });
	const set = (commands: object[]) =>
		refusal(client.application.commands.set(commands as ApplicationCommandDataResolvable[]));
	expect(await set([command({ name: "x".repeat(32), description: "x".repeat(100) })])).toBeNull();
	expect(await set([command({ name: "x".repeat(33) })])).toBe(50035);
	expect(await set([command({ name: "Isolla" })])).toBe(50035);
	expect(await set([command({ name: "kaksi sanaa" })])).toBe(50035);
	expect(await set([command({ description: "x".repeat(101) })])).toBe(50035);
	expect(await set([command(), command()])).toBe(50035);
	expect(await set(Array.from({ length: 101 }, (_, i) => command({ name: `c${i}` })))).toBe(50035);
	expect(await set([command({ options: Array.from({ length: 26 }, (_, i) => option(`o${i}`)) })])).toBe(
		50035,
	);
	expect(await set([command({ options: [option("a"), option("b", { required: true })] })])).toBe(50035);
	expect(await set([command({ nameLocalizations: { suomi: "c" } })])).toBe(50035);
	const choices = Array.from({ length: 25 }, (_, i) => ({ name: `n${i}`, value: "x".repeat(100) }));
	const large = command({ options: [0, 1, 2, 3].map((i) => option(`o${i}`, { choices })) });
	expect(await set([large])).toBe(50035);
});
