import type { RepliableInteraction } from "discord.js";
import { expect, test } from "vitest";
import { answering, refusal, withCommand } from "../testing.ts";

const minute = 60_000;

test("nobody answering in time fails the press, and a late answer meets 10062", async () => {
	const { sandbox, client } = await withCommand();
	const mustikka = await sandbox.person("Mustikka");
	let late: RepliableInteraction | undefined;
	client.once("interactionCreate", (i) => {
		late = i as RepliableInteraction;
	});
	expect(await mustikka.command("/hei")).toMatchObject({ kind: "failed", reason: "no answer within 0.3 s" });
	expect(await refusal(late?.reply("Liian myöhään") ?? Promise.resolve())).toBe(10062);
});

test("acknowledging twice meets 40060", async () => {
	const { sandbox, client } = await withCommand();
	const mustikka = await sandbox.person("Mustikka");
	const codes = answering(client, async (i) => {
		await i.reply("Kerran");
		i.replied = false;
		return refusal(i.reply("Kahdesti"));
	});
	await mustikka.command("/hei");
	expect(await codes).toBe(40060);
});

test("the token runs out after 15 minutes by the sandbox's clock: 50027", async () => {
	const { sandbox, client } = await withCommand();
	const mustikka = await sandbox.person("Mustikka");
	const interaction = answering(client, async (i) => {
		await i.reply("Nyt");
		return i;
	});
	await mustikka.command("/hei");
	const used = await interaction;
	sandbox.clock.advanceTo(sandbox.clock.now() + 15 * minute);
	await used.editReply("Vielä");
	sandbox.clock.advanceTo(sandbox.clock.now() + 1);
	expect(await refusal(used.editReply("Enää ei"))).toBe(50027);
	expect(await refusal(used.followUp("Enää ei"))).toBe(50027);
});

test("before the acknowledgement there is no webhook (10015), and a deleted answer is unknown (10008)", async () => {
	const { sandbox, client } = await withCommand();
	const mustikka = await sandbox.person("Mustikka");
	const codes = answering(client, async (i) => {
		const before = await refusal(i.webhook.send("Aikaisin"));
		await i.reply("Hetki");
		await i.deleteReply();
		return [before, await refusal(i.editReply("Poistettu"))];
	});
	await mustikka.command("/hei");
	expect(await codes).toEqual([10015, 10008]);
});

test("an offline bot fails a press at once, and so does a bot that dies before acknowledging", async () => {
	const { sandbox, client } = await withCommand();
	const mustikka = await sandbox.person("Mustikka");
	client.once("interactionCreate", () => {
		void client.destroy();
	});
	const started = performance.now();
	expect(await mustikka.command("/hei")).toMatchObject({ kind: "failed", reason: "bot offline" });
	expect(await mustikka.command("/hei")).toMatchObject({ kind: "failed", reason: "bot offline" });
	expect(performance.now() - started).toBeLessThan(250);
});

test("a dropped connection loses no interaction that the bot already has", async () => {
	const { sandbox, client } = await withCommand();
	const mustikka = await sandbox.person("Mustikka");
	const done = answering(client, async (i) => {
		sandbox.faults.dropGateway();
		await i.reply("Silti");
	});
	expect(await mustikka.command("/hei")).toMatchObject({ kind: "message", text: "Silti" });
	await done;
});
