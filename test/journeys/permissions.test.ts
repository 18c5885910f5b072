import { PermissionFlagsBits } from "discord.js";
import { describe, expect, it } from "vitest";
import { NEEDED_BITS, type NeededPermission, permissionName } from "../../src/discord/permissions.ts";
import { resources, translator } from "../../src/shared/i18n.ts";
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

const needed = Object.keys(resources.en.messages.permission) as NeededPermission[];
const t = translator("sv");

/** A Swedish-speaking group with a member, and what the status says. */
async function opened() {
	const piiri = await play();
	const crew = await crewOf(piiri, "sv-SE");
	await carersGroup(piiri, crew);
	const member = await memberOf(piiri, "Blåbär", "sv-SE");
	const connects = () => member.channels().find(({ name }) => name === "Talrummet")?.canConnect;
	return { piiri, crew, member, connects };
}
const status = async ({ stage }: Play, { coordinator }: Crew) =>
	(await stage.command(coordinator, "/piiri status")).text;

async function restore(piiri: Play, { coordinator }: Crew): Promise<string> {
	const answer = await piiri.stage.command(coordinator, "/piiri status");
	await piiri.stage.answered(() => answer.press(t("messages:problem.restore")));
	return (await piiri.stage.command(coordinator, "/piiri status")).text;
}

describe("a permission that Piiri lacks", () => {
	it.each(needed)(
		"%s is named by setup and status, with why it is needed and where to give it",
		async (name) => {
			const bit = PermissionFlagsBits[name];
			const piiri = await play({ permissions: NEEDED_BITS & ~bit });
			const { world, guild } = piiri.sandbox;
			const owner = await piiri.sandbox.owner();
			const everyone = BigInt(world.guild(guild.id).roles.get(guild.id)?.permissions ?? 0);
			world.roles.edit(owner.id, guild.id, guild.id, { permissions: String(everyone & ~bit) });
			const crew = await crewOf(piiri, "sv-SE");
			for (const text of [owner.privateReplies().at(-1)?.text ?? "", await status(piiri, crew)]) {
				expect(text).toContain(`**${permissionName(t, name)}**`);
				expect(text).toContain(t(`messages:permission.${name}.why`));
				expect(text).toContain("Serverinställningar → Roller");
			}
			piiri.sandbox.byHand.givePermission(bit);
			expect(await status(piiri, crew)).toContain(t("replies:status.all-well"));
		},
	);

	it.each([
		["ManageRoles", "Talrummet"],
		["SetVoiceChannelStatus", "Talrummet"],
		["PinMessages", "diskussion"],
		["AttachFiles", "henkilökunta"],
	] as const)("%s, in %s only, is named with the room", async (name, room) => {
		const { piiri, crew } = await opened();
		piiri.sandbox.byHand.denyInChannel(room, PermissionFlagsBits[name]);
		const text = await status(piiri, crew);
		expect(text).toContain(`#${room}`);
		expect(text).toContain(`**${permissionName(t, name)}**`);
	});

	it("keeps the doors closed until it is given back, and they open then", async () => {
		const { piiri, crew, connects } = await opened();
		piiri.sandbox.byHand.denyInChannel("Talrummet", PermissionFlagsBits.ManageRoles);
		await until(piiri, "2026-10-08T14:50:00Z");
		expect(connects()).toBe(false);
		piiri.sandbox.byHand.allowInChannel("Talrummet", PermissionFlagsBits.ManageRoles);
		await restore(piiri, crew);
		expect(connects()).toBe(true);
		expect(await status(piiri, crew)).toContain(t("replies:status.all-well"));
	});
});

describe("the role of the facilitators, removed by hand", () => {
	it("is told, and when another is chosen the doors open and they lead", async () => {
		const { piiri, crew, connects } = await opened();
		await until(piiri, "2026-10-08T12:00:00Z");
		piiri.sandbox.byHand.deleteRole("Ohjaaja");
		expect(await status(piiri, crew)).toContain(t("messages:problem.setup-role-gone.facilitator"));
		const refused = await piiri.stage.command(crew.anna, "/session list", { group: "Omaishoitajien piiri" });
		expect(refused.text).toBe(t("replies:common.only-staff"));
		crew.owner.createRole("Handledare");
		for (const person of [crew.anna, crew.bo]) crew.owner.giveRole(person, "Handledare");
		const again = await piiri.stage.command(crew.coordinator, "/piiri setup", {
			...setupOptions,
			language: "sv",
			"facilitator-role": { role: "Handledare" },
		});
		expect(again.text).not.toContain(t("replies:status.wrong"));
		await until(piiri, "2026-10-08T14:50:00Z");
		expect(connects()).toBe(true);
		const [session] = await crew.anna.autocomplete("/session start", "session", "");
		const started = await piiri.stage.command(crew.anna, "/session start", { session: session?.value ?? "" });
		expect(started.text).toMatch(/^Munhälsa/);
	});

	it("keeps the doors closed, as nobody could lead, and the staff are told why nothing happens", async () => {
		const { piiri, crew, connects } = await opened();
		await until(piiri, "2026-10-08T12:00:00Z");
		piiri.sandbox.byHand.deleteRole("Ohjaaja");
		await until(piiri, "2026-10-08T14:50:00Z");
		expect(connects()).toBe(false);
		expect(said(crew.owner, "henkilökunta")).toContain(t("messages:trouble.title"));
	});

	it("while a meeting goes on does not keep the doors open afterwards", async () => {
		const { piiri, connects } = await opened();
		await until(piiri, "2026-10-08T15:30:00Z");
		expect(connects()).toBe(true);
		piiri.sandbox.byHand.deleteRole("Ohjaaja");
		await until(piiri, "2026-10-08T16:45:00Z");
		expect(connects()).toBe(false);
	});
});

describe("My data", () => {
	it("is seen and had as a file in direct messages too", async () => {
		const { piiri, member } = await opened();
		const shown = await member.command("/my-data", {}, { in: "dm" });
		expect(shown.text).toMatch(/Omaishoitajien piiri.*Blåbär/);
		const file = await piiri.stage.answered(() => shown.press(t("replies:buttons.my-data-file")));
		expect(JSON.parse(String(file.message?.files[0]?.data))).toHaveProperty("members");
	});
});

describe("an empty programme", () => {
	it("is a group of so many open meetings", async () => {
		const piiri = await play();
		const crew = await crewOf(piiri, "sv-SE");
		await carersGroup(piiri, crew, { programme: "empty", weeks: 2 });
		const themes = (await crew.anna.autocomplete("/session move", "session", "")).map(({ name }) => name);
		expect(themes).toEqual([
			expect.stringMatching(/^1 · \S.* · tors 8\.10\.2026 kl\. 18\.00 · Omaishoitajien piiri$/),
			expect.stringMatching(/^2 · \S.* · tors 15\.10\.2026 kl\. 18\.00 · Omaishoitajien piiri$/),
		]);
	});

	it("shows every date of a year in its preview", async () => {
		const piiri = await play();
		const crew = await crewOf(piiri, "en-GB");
		const preview = await piiri.stage.command(crew.coordinator, "/group create", {
			name: "All year",
			programme: "carers",
			"start-date": "8.10.2026",
			weekday: 4,
			time: "18",
			weeks: 52,
		});
		expect(preview.text.match(/^\d+\. Thu,? .* at 18:00/gm)).toHaveLength(52);
	});
});
