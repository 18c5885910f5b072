import { PermissionFlagsBits, GuildScheduledEventStatus as Status } from "discord.js";
import { describe, expect, it } from "vitest";
import { translator } from "../../src/shared/i18n.ts";
import { languageOf } from "../../src/shared/language.ts";
import type { Locale, Sandbox } from "../sandbox/index.ts";
import {
	type Crew,
	carersGroup,
	crewOf,
	memberOf,
	type Play,
	play,
	said,
	setupOptions,
	until,
} from "../support/play.ts";

/** A carers' group with a member, in one language, six days before its first meeting. */
async function opened(locale: Locale) {
	const piiri = await play();
	const crew = await crewOf(piiri, locale);
	await carersGroup(piiri, crew);
	const member = await memberOf(piiri, "Mustikka", locale);
	await until(piiri, "2026-10-02T09:00:00Z");
	const t = translator(languageOf(locale, "en"));
	const room = (name: "welcome" | "discussion" | "introductions" | "voice") =>
		t(`messages:room.${name}.name`);
	return { piiri, crew, member, t, room };
}

/** The server as it stands: without the code of its invite, which is random, and the private answers. */
function standing(sandbox: Sandbox) {
	const [server] = sandbox.snapshot().guilds;
	const { channels = [], roles, members, events } = server ?? {};
	const rooms = channels.map((channel) => ({
		...channel,
		messages: channel.messages
			.filter(({ onlyFor }) => onlyFor === null)
			.map((message) => ({ ...message, text: message.text.replace(/discord\.gg\/\w+/, "discord.gg/code") })),
	}));
	// Events of a room that is gone are called off by Discord, and stay so.
	return { rooms, roles, members, events: events?.filter(({ status }) => status === Status.Scheduled) };
}

const status = ({ stage }: Play, { coordinator }: Crew) => stage.command(coordinator, "/piiri status");

/** Presses the one button of the status, and looks again. */
async function restored(piiri: Play, crew: Crew) {
	const answer = await status(piiri, crew);
	expect(answer.message?.buttons).toHaveLength(1);
	await piiri.stage.answered(() => answer.press(answer.message?.buttons[0]?.label ?? ""));
	return (await status(piiri, crew)).text;
}

/** Setup again, with staff in this channel. */
function setUpIn({ stage }: Play, { coordinator }: Crew, channel: string) {
	const language = languageOf(coordinator.locale, "en");
	const options = { ...setupOptions, language, "staff-channel": { channel } };
	return stage.command(coordinator, "/piiri setup", options);
}

describe("what somebody removed by hand", () => {
	it.each([
		["fi", "tervetuloa", /huone \*\*tervetuloa\*\* on poistettu\. Paina \*\*Palauta puuttuvat\*\*/],
		["sv-SE", "diskussion", /Rummet \*\*diskussion\*\* .* har tagits bort\. Tryck på \*\*Återställ/],
		[
			"en-GB",
			"Voice room",
			/The room \*\*Voice room\*\* .* has been removed\. Press \*\*Restore what is missing/,
		],
		["sv-SE", "presentera-dig", /Rummet \*\*presentera-dig\*\*/],
		["fi", "Omaishoitajien piiri", /\*\*luokka\*\* on poistettu/],
	] as const)(
		"is told in status and brought back with all that stood in it: %s, %s",
		async (locale, room, told) => {
			const { piiri, crew, t } = await opened(locale);
			const before = standing(piiri.sandbox);
			piiri.sandbox.byHand.deleteChannel(room);
			const answer = await status(piiri, crew);
			expect(answer.text).toMatch(told);
			expect(await restored(piiri, crew)).toContain(t("replies:status.all-well"));
			expect(standing(piiri.sandbox)).toEqual(before);
			await setUpIn(piiri, crew, "henkilökunta");
			expect(standing(piiri.sandbox)).toEqual(before);
		},
	);

	it("comes back all at once, every room and the role, and the new invite stands with the staff", async () => {
		const { piiri, crew, member, room } = await opened("sv-SE");
		const before = standing(piiri.sandbox);
		const invite = () => said(crew.coordinator, "henkilökunta").match(/discord\.gg\/\w+/)?.[0] ?? "none";
		const old = invite();
		const { byHand } = piiri.sandbox;
		const group = "Omaishoitajien piiri";
		for (const { name, category } of crew.coordinator.channels())
			if (category === group) byHand.deleteChannel(name);
		byHand.deleteChannel(group);
		byHand.deleteRole(group);
		expect(member.channels().map(({ name }) => name)).toEqual(["general"]);
		const text = (await status(piiri, crew)).text;
		expect(text.match(/har tagits bort/g)).toHaveLength(8);
		await restored(piiri, crew);
		expect(standing(piiri.sandbox)).toEqual(before);
		expect(member.roles).toEqual([group]);
		expect(said(member, room("discussion"))).toContain("Träff 1: ");
		expect(invite()).not.toBe(old);
		const newcomer = await piiri.sandbox.person("Lingon", { in: "outside" });
		newcomer.join(invite());
		expect(newcomer.channels().map(({ name }) => name)).toContain(room("welcome"));
	});

	it("is given again to members when it was their role, and only to them", async () => {
		const { piiri, crew, member } = await opened("en-GB");
		await piiri.sandbox.person("Satunnainen");
		piiri.sandbox.byHand.deleteRole("Omaishoitajien piiri");
		expect((await status(piiri, crew)).text).toMatch(/The role of the group .* has been removed/);
		// Who comes before anybody has looked is not forgotten.
		const late = await memberOf(piiri, "Karpalo", "en-GB");
		await restored(piiri, crew);
		for (const person of [member, late]) expect(person.roles).toEqual(["Omaishoitajien piiri"]);
		expect((await piiri.sandbox.person("Satunnainen")).roles).toEqual([]);
	});

	it("is chosen anew by setup when it was the staff's channel, and what stood there moves", async () => {
		const { piiri, crew } = await opened("fi");
		piiri.sandbox.byHand.deleteChannel("henkilökunta");
		expect((await status(piiri, crew)).text).toMatch(
			/on poistettu, tai Piiri ei näe sitä.*`\/piiri asetukset`/,
		);
		crew.owner.createChannel("toimisto", { private: ["Koordinaattori", "Ohjaaja", "Piiri"] });
		const again = await setUpIn(piiri, crew, "toimisto");
		expect(again.text).not.toContain("Korjattavaa");
		expect(said(crew.anna, "toimisto")).toMatch(/Ryhmä on valmis[\s\S]*Tapaaminen 1:/);
	});
});

describe("a permission that is taken away", () => {
	it("while a meeting goes on keeps nobody from ending it; what could not be done is done afterwards", async () => {
		const { piiri, crew, member, room } = await opened("sv-SE");
		await until(piiri, "2026-10-08T15:10:00Z");
		member.joinVoice(room("voice"));
		for (const flag of [PermissionFlagsBits.ManageChannels, PermissionFlagsBits.ManageRoles])
			piiri.sandbox.byHand.takePermission(flag);
		const ended = await piiri.stage.press(crew.anna, "Avsluta träffen", { in: "henkilökunta" });
		expect(ended.text).toMatch(/avslutades\. Tack/);
		await until(piiri, "2026-10-08T16:00:00Z");
		expect(said(member, room("discussion"))).toMatch(/Träffen är (?:slut|över)[\s\S]*[Ee]nkät/);
		const told = (await status(piiri, crew)).text;
		expect(told).toMatch(
			/\*\*Hantera kanaler \(Manage Channels\)\*\*[\s\S]*\*\*Hantera roller \(Manage Roles\)\*\*/,
		);
		const connects = () => member.channels().find(({ name }) => name === room("voice"))?.canConnect;
		expect(connects()).toBe(true);
		for (const flag of [PermissionFlagsBits.ManageChannels, PermissionFlagsBits.ManageRoles])
			piiri.sandbox.byHand.givePermission(flag);
		expect(await restored(piiri, crew)).toContain("Allt är som det ska.");
		expect(connects()).toBe(false);
		expect(said(member, room("discussion")).match(/## Träff 1: /g)).toHaveLength(1);
	});

	it("to write to the staff is told, and what should have stood there comes where setup then says", async () => {
		const { piiri, crew } = await opened("en-GB");
		await until(piiri, "2026-10-08T16:35:00Z");
		piiri.sandbox.byHand.denyInChannel("henkilökunta", PermissionFlagsBits.SendMessages);
		await until(piiri, "2026-10-11T16:35:00Z");
		const told = (await status(piiri, crew)).text;
		expect(told).toMatch(
			/In the room #henkilökunta Piiri lacks the permission \*\*Send Messages\*\*.*Edit Channel → Permissions/,
		);
		crew.owner.createChannel("office", { private: ["Koordinaattori", "Ohjaaja", "Piiri"] });
		await setUpIn(piiri, crew, "office");
		expect(said(crew.anna, "office")).toMatch(/Survey result: Oral health/);
		expect((await status(piiri, crew)).text).toContain("Everything is as it should be.");
	});

	it.each([
		["fi", /### Piiri tarvitsee apua\n.*`\/piiri tila`/],
		["sv-SE", /### Piiri behöver hjälp\n.*`\/piiri läge`/],
		["en-GB", /### Piiri needs help\n.*`\/piiri status`/],
	] as const)("is told to the staff at once, once, until it is put right: %s", async (locale, help) => {
		const { piiri, crew, t } = await opened(locale);
		const words = () => said(crew.anna, "henkilökunta");
		expect(words()).not.toMatch(help);
		piiri.sandbox.byHand.takePermission(PermissionFlagsBits.ManageRoles);
		for (const name of ["Karpalo", "Lakka"]) await memberOf(piiri, name, locale);
		expect(words().match(new RegExp(help, "g"))).toHaveLength(1);
		await restored(piiri, crew);
		expect(words().match(new RegExp(help, "g"))).toHaveLength(1);
		piiri.sandbox.byHand.givePermission(PermissionFlagsBits.ManageRoles);
		expect(await restored(piiri, crew)).toContain(t("replies:status.all-well"));
		expect(words()).not.toMatch(help);
	});
});

describe("Piiri below the role that it must give", () => {
	it.each([
		["fi", /ylä?puolella.*Siirrä Piirin rooli/],
		["sv-SE", /ovanför Piiris roll/],
		["en-GB", /stands above Piiri's role.*Drag Piiri's role above it/],
	] as const)(
		"tells who joins that the rooms come later, and the coordinator what to do: %s",
		async (locale, told) => {
			const { piiri, crew, t } = await opened(locale);
			piiri.sandbox.byHand.moveBotRole("Omaishoitajien piiri");
			const late = await memberOf(piiri, "Karpalo", locale);
			expect(late.privateReplies().at(-1)?.text).toContain(t("replies:join.rooms-later"));
			expect(late.roles).toEqual([]);
			expect((await status(piiri, crew)).text).toMatch(told);
			// The owner drags it back up; what waited is done when somebody says so.
			piiri.sandbox.byHand.moveBotRole("Ohjaaja");
			expect(await restored(piiri, crew)).toContain(t("replies:status.all-well"));
			expect(late.roles).toEqual(["Omaishoitajien piiri"]);
			const lakka = await memberOf(piiri, "Lakka", locale);
			expect(lakka.privateReplies().at(-1)?.text).not.toContain(t("replies:join.rooms-later"));
		},
	);
});
