import { expect, it } from "vitest";
import { GuildId } from "../../src/shared/ids.ts";
import { features, guild, start } from "../support/features.ts";

const text = { said: "Enemmän aikaa jutella", did: "Alku on nyt vapaata juttelua" };

async function written() {
	const all = await features();
	const group = await all.group();
	const outcome = await all.feedback.write(guild, group.id, text, start);
	if (outcome.kind !== "preview") throw new Error(outcome.kind);
	const { id } = outcome.feedback;
	const listed = () => all.transact((tx) => all.feedback.listOf(tx, group.id));
	return { ...all, group, id, listed, key: `message/feedback.posted/${group.id}/${id}` };
}

it("is looked at first, posted once, and stands in the list", async () => {
	const { feedback, id, listed, delivered, key } = await written();
	expect(await listed()).toEqual([]);
	expect(await delivered()).toEqual([]);
	expect(await feedback.post(guild, id, start)).toEqual({ kind: "posted" });
	expect(await delivered()).toEqual([key]);
	expect(await feedback.post(guild, id, start.add({ hours: 1 }))).toEqual({ kind: "posted" });
	expect(await delivered()).toEqual([]);
	expect(await listed()).toMatchObject([{ posted: text, postedAt: start, draft: null, series: 1 }]);
});

it("keeps what stands while a change of it waits, and changes it when that is posted", async () => {
	const { feedback, id, listed, delivered, key } = await written();
	await feedback.post(guild, id, start);
	const changed = { ...text, did: "Alussa on vartti vapaata juttelua" };
	expect((await feedback.edit(guild, id, changed, start)).kind).toBe("preview");
	expect(await listed()).toMatchObject([{ posted: text, draft: changed }]);
	await delivered();
	await feedback.post(guild, id, start.add({ hours: 1 }));
	expect(await listed()).toMatchObject([{ posted: changed, postedAt: start }]);
	expect(await delivered()).toEqual([key]);
});

it("is removed from the group and from the list, once", async () => {
	const { feedback, id, listed, delivered, key } = await written();
	await feedback.post(guild, id, start);
	await delivered();
	expect(await feedback.remove(guild, id, start)).toEqual({ kind: "removed" });
	expect(await listed()).toEqual([]);
	expect(await delivered()).toEqual([key]);
	expect(await feedback.remove(guild, id, start)).toEqual({ kind: "gone" });
});

it("refuses what says nothing or too much, and leaves nothing of it", async () => {
	const { feedback, group, listed } = await written();
	for (const empty of [
		{ ...text, said: " \u200b " },
		{ ...text, did: "" },
	]) {
		expect(await feedback.write(guild, group.id, empty, start)).toEqual({ kind: "empty" });
	}
	const long = { ...text, did: "a".repeat(1001) };
	expect(await feedback.write(guild, group.id, long, start)).toEqual({ kind: "too-long", max: 1000 });
	expect(await listed()).toEqual([]);
});

it("of another server, or of an archived group, is not there", async () => {
	const { feedback, groups, group, id } = await written();
	const other = GuildId.parse("100000000000000009");
	expect(await feedback.get(other, id)).toBeUndefined();
	expect(await feedback.post(other, id, start)).toEqual({ kind: "gone" });
	expect(await feedback.write(other, group.id, text, start)).toEqual({ kind: "gone" });
	await groups.archive(group.id, start);
	expect(await feedback.post(guild, id, start)).toEqual({ kind: "gone" });
});

it("forgets drafts that have waited for a day, and nothing that stands", async () => {
	const { feedback, transact, group, id, listed } = await written();
	const posted = await feedback.write(guild, group.id, text, start);
	if (posted.kind !== "preview") throw new Error(posted.kind);
	await feedback.post(guild, posted.feedback.id, start);
	await feedback.edit(guild, posted.feedback.id, { ...text, said: "Muuta" }, start);
	await transact((tx) => feedback.tidy(tx, start.add({ hours: 24 })));
	expect(await feedback.get(guild, id)).toBeDefined();
	await transact((tx) => feedback.tidy(tx, start.add({ hours: 25 })));
	expect(await feedback.get(guild, id)).toBeUndefined();
	expect(await listed()).toMatchObject([{ posted: text, draft: null }]);
});
