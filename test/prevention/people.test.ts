import { PermissionFlagsBits } from "discord.js";
import { describe, expect, it } from "vitest";
import { NEEDED_BITS } from "../../src/discord/permissions.ts";
import { crewOf, type Play, play, said } from "../support/play.ts";
import { automodOf, guarded, lets, STAFF, t } from "./stage.ts";

const ours = [
	"Piiri: monta mainintaa",
	"Piiri: kutsut muille palvelimille",
	"Piiri: roskaviestit",
	"Piiri: loukkaavat sanat, suomi",
	"Piiri: loukkaavat sanat, ruotsi",
	"Piiri: loukkaavat sanat, englanti",
];
const alert = [{ type: 1 as const, metadata: {} }];
const theirs = (name: string) => ({
	name,
	event_type: 1 as const,
	trigger_type: 1 as const,
	trigger_metadata: { keyword_filter: ["kielletty"] },
	actions: alert,
	enabled: true,
});

async function status(
	{ stage }: Play,
	coordinator: Awaited<ReturnType<typeof guarded>>["crew"]["coordinator"],
) {
	return stage.command(coordinator, "/piiri status");
}

describe("AutoMod", () => {
	it("is shown, set up by a press, and stops what hurts before anybody sees it", async () => {
		const at = await guarded();
		const { member, crew, shown, stage } = at;
		expect(shown).not.toContain("muiden");
		expect(shown).toContain("**Piiri: monta mainintaa**: uusi");
		expect(automodOf(at).names()).toEqual(ours);
		expect(await lets(member, "Olet huora")).toBe(false);
		expect(await lets(member, "tule: discord.gg/abc")).toBe(false);
		expect(await lets(member, "tule: dіscоrd . gg/abc")).toBe(false);
		expect(await lets(member, "Olen väsynyt ja vihainen.")).toBe(true);
		await stage.settle();
		// Staff can write what they must.
		expect(await lets(crew.anna, "Sana huora ei kuulu tänne.")).toBe(true);
		expect(said(crew.anna, "keskustelu")).not.toContain("Olet huora");
	});

	it("asked for again shows that nothing differs, and a press changes nothing of others", async () => {
		const at = await guarded({}, (before) => void automodOf(before).create(theirs("Omat sanat")));
		expect(at.shown).toContain(t("prevention:automod.others", { count: 1 }));
		const kept = automodOf(at)
			.rules()
			.find(({ name }) => name === "Omat sanat");
		const again = await at.stage.command(at.crew.coordinator, "/safety automod");
		expect(again.text).toContain(t("prevention:automod.in-step"));
		expect(again.message?.buttons.map(({ label }) => label)).not.toContain(
			t("prevention:button.automod-apply"),
		);
		const ask = await at.stage.answered(() => again.press(t("prevention:button.automod-remove")));
		await at.stage.answered(() => ask.press(t("prevention:button.automod-remove-yes")));
		expect(automodOf(at).rules()).toEqual([kept]);
		expect(await lets(at.member, "Olet huora")).toBe(true);
	});

	it("changed by hand, it is told in the status and put right by a press", async () => {
		const at = await guarded();
		const rules = automodOf(at);
		rules.remove(ours[1] ?? "");
		rules.edit(ours[3] ?? "", { enabled: false, trigger_metadata: { keyword_filter: ["muuta"] } });
		const told = await status(at, at.crew.coordinator);
		expect(told.text).toContain(ours[1]);
		expect(told.text).toContain(ours[3]);
		const preview = await at.stage.command(at.crew.coordinator, "/safety automod");
		expect(preview.text).toContain(t("prevention:automod.difference.off"));
		await at.stage.answered(() => told.press(t("messages:problem.restore")));
		expect(rules.names().toSorted()).toEqual(ours.toSorted());
		expect(await lets(at.member, "Olet huora")).toBe(false);
		expect((await status(at, at.crew.coordinator)).text).toContain(t("replies:status.all-well"));
	});

	it("full of others' rules: the most important are set up, and what does not fit is named", async () => {
		const at = await guarded({}, (before) => {
			for (let number = 1; number <= 5; number++) automodOf(before).create(theirs(`Oma ${number}`));
		});
		expect(at.shown).toContain("**Piiri: loukkaavat sanat, suomi**: ei mahdu");
		expect(at.shown).toContain("Discord sallii 6 tällaista");
		expect(automodOf(at).names().slice(5)).toEqual(ours.slice(0, 3));
		expect(await lets(at.member, "discord.gg/abc")).toBe(false);
		const told = await status(at, at.crew.coordinator);
		expect(told.text).toContain(ours[3]);
		// Room is made by hand: a repair fills it, the next important first.
		automodOf(at).remove("Oma 5");
		await at.stage.answered(() => told.press(t("messages:problem.restore")));
		expect(automodOf(at).names()).toContain(ours[3]);
		expect(automodOf(at).names()).not.toContain(ours[4]);
	});

	it("without the permission to manage the server: says so, and changes nothing", async () => {
		const at = await play({ permissions: NEEDED_BITS & ~PermissionFlagsBits.ManageGuild });
		const crew = await crewOf(at);
		const answer = await at.stage.command(crew.coordinator, "/safety automod");
		expect(answer.text).toContain("Hallinnoi palvelinta");
		expect(automodOf(at).rules()).toEqual([]);
	});

	it("what it stops of one person in an hour is one case, which does not know their words", async () => {
		const at = await guarded();
		const { member, crew, stage } = at;
		await lets(member, "Olet huora");
		await stage.settle();
		await lets(member, "discord.gg/abc");
		await lets(member, "Olet huora");
		await stage.settle();
		// Nobody is on duty: the owner sees all threads.
		const { owner } = crew;
		const threads = owner.threads().filter(({ parent }) => parent === STAFF);
		expect(threads).toHaveLength(1);
		const text = owner
			.readThread(threads[0]?.name ?? "")
			.map((each) => each.text)
			.join("\n");
		expect(text).toContain(t("prevention:hits.title"));
		expect(text).toMatch(/loukkaavat sanat, suomi: 2 viestiä/);
		expect(text).toMatch(/kutsut muille palvelimille: 1 viesti/);
		expect(text).not.toContain("huora");
		await stage.until(stage.now.add({ hours: 2 }));
		await lets(member, "Olet huora");
		await stage.settle();
		expect(owner.threads().filter(({ parent }) => parent === STAFF)).toHaveLength(2);
	});

	it("is a coordinator's: others are told so", async () => {
		const at = await guarded();
		const answer = await at.stage.command(at.crew.anna, "/safety automod");
		expect(answer.text).toBe(t("replies:common.only-coordinators"));
	});
});
