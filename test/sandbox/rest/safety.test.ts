import {
	type AutoModerationActionExecution,
	AutoModerationActionType,
	AutoModerationRuleEventType,
	AutoModerationRuleTriggerType,
	Events,
	GatewayIntentBits,
	PermissionFlagsBits as P,
} from "discord.js";
import { expect, test } from "vitest";
import { expectNoViolations, refusal, withBot } from "../testing.ts";

const DAY = 24 * 60 * 60_000;

test("AutoMod tells who was stopped; what they wrote only with the Message Content intent", async () => {
	for (const reads of [false, true]) {
		const intents = [
			GatewayIntentBits.Guilds,
			GatewayIntentBits.AutoModerationExecution,
			...(reads ? [GatewayIntentBits.MessageContent] : []),
		];
		const { sandbox, client } = await withBot(
			{ privilegedIntents: GatewayIntentBits.MessageContent },
			{ intents },
		);
		const heard: AutoModerationActionExecution[] = [];
		client.on(Events.AutoModerationActionExecution, (execution) => void heard.push(execution));
		const guild = await client.guilds.fetch(sandbox.guild.id);
		await guild.autoModerationRules.create({
			name: "Sanat",
			enabled: true,
			eventType: AutoModerationRuleEventType.MessageSend,
			triggerType: AutoModerationRuleTriggerType.Keyword,
			triggerMetadata: { keywordFilter: ["tyhm*"] },
			actions: [{ type: AutoModerationActionType.BlockMessage }],
		});
		const person = await sandbox.person("Mustikka");
		await expect(person.write("general", "Olet tyhmä")).rejects.toThrow();
		await sandbox.idle();
		expect(heard).toHaveLength(1);
		expect(heard[0]).toMatchObject({
			userId: person.id,
			matchedKeyword: "tyhm*",
			content: reads ? "Olet tyhmä" : "",
			matchedContent: reads ? "tyhmä" : "",
		});
		expectNoViolations(sandbox);
	}
});

test("invites are paused for a day at most, by those who manage the server, and nobody joins meanwhile", async () => {
	const { sandbox, client } = await withBot({}, {}, P.ViewChannel | P.ManageGuild | P.CreateInstantInvite);
	const guild = await client.guilds.fetch(sandbox.guild.id);
	const channel = await guild.channels.fetch().then((all) => all.find((each) => each?.name === "general"));
	const invite = await guild.invites.create(channel?.id ?? "");
	const now = sandbox.clock.now();
	const pause = (until: Date | null) => guild.setIncidentActions({ invitesDisabledUntil: until });
	expect(await refusal(pause(new Date(now + DAY + 60_000)))).toBe(50_035);
	await pause(new Date(now + DAY - 60_000));
	const outside = await sandbox.person("Ulkona", { in: "outside" });
	expect(() => outside.join(invite.code)).toThrow();
	await pause(null);
	outside.join(invite.code);
	expect(outside.inServer).toBe(true);
	// It ends by itself.
	await pause(new Date(now + 60_000));
	sandbox.clock.advanceTo(now + 120_000);
	const late = await sandbox.person("Myöhemmin", { in: "outside" });
	late.join(invite.code);
	expect(late.inServer).toBe(true);
	// The one that was too long, which a bot should not have asked for.
	expect(sandbox.violations().map(({ where }) => where)).toEqual(["limit"]);
	const modest = await withBot({}, {}, P.ViewChannel);
	const theirs = await modest.client.guilds.fetch(modest.sandbox.guild.id);
	expect(await refusal(theirs.setIncidentActions({ invitesDisabledUntil: null }))).toBe(50_013);
});
