import { describe, expect, it } from "vitest";
import { storyStore } from "../../data/stores/stories.ts";
import { GuildId } from "../../src/shared/ids.ts";
import { StoryText } from "../../src/stories/model.ts";
import { storiesPrivacy } from "../../src/stories/privacy.ts";
import { usable } from "../../src/stories/rules.ts";
import { tablesWith } from "../support/database.ts";
import { features, guild, person, start } from "../support/features.ts";

const me = person(1);
const text = StoryText.parse({
	change: "Uskallan soittaa",
	meaning: "En ole yksin",
	people: "Ryhmän kanssa",
});
const told = { text, consent: true, language: "fi" as const };

/** A group whose series is over, and its two members. */
async function over() {
	const all = await features();
	const made = all.group;
	const group = await made();
	for (const n of [1, 2]) await all.join(group.id, n);
	await all.transact((tx) => all.groups.seriesOver(tx, group.id, start));
	await all.delivered();
	const seen = () => all.transact((tx) => all.stories.ofGroup(tx, group.id, start));
	return { ...all, made, group, seen };
}

/** With a story of mine that may be used so. */
async function toldOnce(uses: ("report" | "group" | "web")[] = ["report", "group"]) {
	const all = await over();
	const outcome = await all.stories.tell(all.group.id, me, told, start);
	if (outcome.kind !== "told") throw new Error(outcome.kind);
	const { id } = outcome.story;
	if (uses.length > 0) await all.stories.setUses(id, me, uses, start);
	await all.delivered();
	const story = async () => (await all.stories.mine(me, start))[0];
	return { ...all, id, story };
}

/** And with words that I said yes to. */
async function accepted(uses?: Parameters<typeof toldOnce>[0]) {
	const all = await toldOnce(uses);
	await all.stories.redact(guild, all.id, { text: "Uskallan soittaa.", tags: ["agency"] }, start);
	await all.stories.answer(all.id, me, { revision: 2, yes: true }, start);
	await all.delivered();
	return all;
}

describe("telling", () => {
	it("needs a series that is over, membership, consent, and something said", async () => {
		const { stories, ...all } = await over();
		const { group } = all;
		const early = await all.made({ name: "Uusi" });
		await all.join(early.id, 3);
		expect(await stories.begin(early.id, person(3), start)).toEqual({ kind: "too-early" });
		expect(await stories.begin(group.id, person(3), start)).toEqual({ kind: "not-member" });
		expect(await stories.begin(group.id, me, start)).toEqual({ kind: "form" });
		const tell = (change: Partial<typeof told>) => stories.tell(group.id, me, { ...told, ...change }, start);
		expect(await tell({ consent: false })).toEqual({ kind: "no-consent" });
		const empty = { change: " ", meaning: "\u200b", people: "" };
		expect(await tell({ text: empty })).toEqual({ kind: "empty" });
		expect(await tell({ text: { ...text, people: "a".repeat(901) } })).toEqual({
			kind: "too-long",
			max: 900,
		});
		expect(await stories.mine(me, start)).toEqual([]);
	});

	it("once in a series: told again, it takes the place of what was told", async () => {
		const { stories, group, id } = await accepted();
		expect(await stories.begin(group.id, me, start)).toMatchObject({ kind: "mine", story: { id } });
		const again = { ...told, text: { ...text, change: "Toinen" } };
		expect((await stories.tell(group.id, me, again, start)).kind).toBe("told");
		expect(await stories.mine(me, start)).toMatchObject([
			{ id, text: { change: "Toinen" }, redacted: null, accepted: null, revision: 3 },
		]);
	});

	it("is for nobody's eyes before a use was chosen, and not after all were taken back", async () => {
		const { stories, id, seen, delivered, group } = await toldOnce([]);
		expect(await seen()).toEqual([]);
		expect(await stories.offered(guild, id, start)).toBeUndefined();
		await stories.setUses(id, me, ["web"], start);
		expect(await delivered()).toContain(`message/story.told/${group.id}/${id}`);
		expect(await seen()).toMatchObject([{ id }]);
		await stories.setUses(id, me, [], start);
		expect(await seen()).toEqual([]);
	});
});

describe("words that were redacted", () => {
	it("are used when their teller has said yes, for what they allowed, and only then", async () => {
		const { stories, id, story, delivered, group } = await toldOnce();
		const uses = async () => {
			const mine = await story();
			if (!mine) return [];
			return (["report", "group", "web"] as const).filter((use) => usable(mine, use, start) !== undefined);
		};
		expect(await uses()).toEqual([]);
		await stories.redact(guild, id, { text: "Uskallan soittaa.", tags: ["agency"] }, start);
		expect(await delivered()).toContain(`message/story.ask/${group.id}/${id}/${me}/2`);
		expect(await uses()).toEqual([]);
		expect(await stories.answer(id, me, { revision: 1, yes: true }, start)).toEqual({ kind: "changed" });
		expect(await stories.answer(id, person(2), { revision: 2, yes: true }, start)).toEqual({ kind: "gone" });
		expect(await uses()).toEqual([]);
		expect((await stories.answer(id, me, { revision: 2, yes: true }, start)).kind).toBe("yes");
		expect(await uses()).toEqual(["report", "group"]);
		await stories.setUses(id, me, ["web"], start);
		expect(await uses()).toEqual(["web"]);
		expect((await stories.answer(id, me, { revision: 2, yes: false }, start)).kind).toBe("no");
		expect(await uses()).toEqual([]);
	});

	it("need a new yes when they change, and none for other tags", async () => {
		const { stories, id, story } = await accepted();
		await stories.redact(guild, id, { text: "Uskallan soittaa.", tags: ["hope"] }, start);
		expect(await story()).toMatchObject({ accepted: true, revision: 2, tags: ["hope"] });
		await stories.redact(guild, id, { text: "Uskallan nyt soittaa.", tags: ["hope"] }, start);
		expect(await story()).toMatchObject({ accepted: null, revision: 3 });
	});

	it("are for the coordinator of that server alone", async () => {
		const { stories, id, story } = await toldOnce();
		const other = GuildId.parse("100000000000000009");
		const redacted = await stories.redact(other, id, { text: "Muuta", tags: [] }, start);
		expect(redacted).toEqual({ kind: "gone" });
		expect(await stories.show(other, id, true, start)).toEqual({ kind: "gone" });
		expect(await story()).toMatchObject({ redacted: null });
	});

	it("stand in the group while they may", async () => {
		const { stories, id, story, delivered, group } = await accepted();
		const key = `message/story.shown/${group.id}/${id}`;
		expect(await stories.show(guild, id, true, start)).toEqual({ kind: "shown" });
		expect(await delivered()).toContain(key);
		await stories.setUses(id, me, ["report"], start);
		expect(await delivered()).toContain(key);
		expect(await story()).toMatchObject({ shown: false });
		expect(await stories.show(guild, id, true, start)).toEqual({ kind: "not-allowed" });
	});
});

describe("a story goes", () => {
	it("when its teller takes it back; nobody else can", async () => {
		const { stories, id, seen, delivered, group } = await accepted();
		expect(await stories.withdraw(id, person(2), start)).toEqual({ kind: "gone" });
		expect(await stories.withdraw(id, me, start)).toEqual({ kind: "withdrawn" });
		expect(await seen()).toEqual([]);
		expect(await delivered()).toEqual(
			expect.arrayContaining([
				`message/story.shown/${group.id}/${id}`,
				`message/story.ask/${group.id}/${id}/${me}/2`,
			]),
		);
		expect(await stories.withdraw(id, me, start)).toEqual({ kind: "gone" });
	});

	it("when its year is over", async () => {
		const { stories, transact, id } = await accepted();
		const year = start.add({ hours: 24 * 365 });
		expect(await stories.mine(me, year.subtract({ seconds: 1 }))).toMatchObject([{ id }]);
		expect(await stories.mine(me, year)).toEqual([]);
		expect(await stories.offered(guild, id, year)).toBeUndefined();
		await transact((tx) => stories.tidy(tx, year));
		expect(await stories.mine(me, start)).toEqual([]);
	});

	it.each(["leaves the group", "leaves the server", "is erased", "group is archived"])(
		"when the person or group: %s",
		async (how) => {
			const { stories, members, groups, group, transact, delivered } = await accepted();
			const other = await stories.tell(group.id, person(2), told, start);
			expect(other.kind).toBe("told");
			const contract = storiesPrivacy({ store: storyStore, stories });
			if (how === "leaves the group") await members.leave(group.id, me, start);
			if (how === "leaves the server") {
				await transact((tx) => stories.forgetPerson(tx, me, start, guild));
			}
			if (how === "is erased") await transact((tx) => contract.erase(tx, me, start));
			if (how === "group is archived") await groups.archive(group.id, start);
			await delivered();
			expect(await stories.mine(me, start)).toEqual([]);
			expect(await transact((tx) => contract.export(tx, me))).toEqual({});
			expect(await tablesWith(transact, "Uskallan soittaa.")).toEqual([]);
			expect(await stories.mine(person(2), start)).toHaveLength(how === "group is archived" ? 0 : 1);
		},
	);
});

it("is shown whole to its teller in their data", async () => {
	const { stories, transact } = await accepted();
	const contract = storiesPrivacy({ store: storyStore, stories });
	expect(await transact((tx) => contract.export(tx, me))).toMatchObject({
		stories: [{ ...text, uses: ["report", "group"], redacted: "Uskallan soittaa.", accepted: true }],
	});
});
