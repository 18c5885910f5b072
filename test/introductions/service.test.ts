import { expect, test } from "vitest";
import { features, person, programmes, start } from "../support/features.ts";

const me = person(1);
const surface = `message/member.introduction/1/${me}`;
const prompts = programmes.get("carers")?.introductionPrompts;

async function joined() {
	const house = await features();
	const group = await house.group();
	await house.join(group.id, 1);
	await house.delivered();
	return { house, id: group.id };
}

test("is written, seen before it is posted, posted once, and edited", async () => {
	const { house, id } = await joined();
	const { introductions } = house;
	expect(await introductions.form(id, me)).toEqual({ kind: "form", prompts, texts: ["", ""] });
	expect(await introductions.write(id, me, [" Olen Marja. ", ""], start)).toEqual({
		kind: "preview",
		introduction: { groupId: id, userId: me, draft: ["Olen Marja.", ""], posted: null },
		prompts,
		nickname: "Marja b",
		personal: [],
	});
	expect(await house.delivered()).toEqual([]);
	const post = () => introductions.post(id, me, start);
	expect(await Promise.all([post(), post()])).toEqual([{ kind: "posted" }, { kind: "posted" }]);
	expect(await house.delivered()).toEqual([surface]);
	expect(await introductions.form(id, me)).toMatchObject({ texts: ["Olen Marja.", ""] });
	await introductions.write(id, me, ["Olen yhä Marja.", "Kahvi"], start);
	await house.transact(async (tx) => {
		expect(await introductions.find(tx, id, me)).toMatchObject({
			draft: ["Olen yhä Marja.", "Kahvi"],
			posted: ["Olen Marja.", ""],
		});
	});
	expect(await post()).toEqual({ kind: "posted" });
	expect(await house.delivered()).toEqual([surface]);
});

test("nothing written is nothing kept, too much is said, and nothing to post is said", async () => {
	const { house, id } = await joined();
	expect(await house.introductions.write(id, me, ["  ", "\n"], start)).toEqual({ kind: "empty" });
	expect(await house.introductions.write(id, me, [], start)).toEqual({ kind: "empty" });
	expect(await house.introductions.write(id, me, ["x".repeat(4000)], start)).toEqual({
		kind: "too-long",
		max: 1000,
	});
	expect(await house.introductions.post(id, me, start)).toEqual({ kind: "nothing-to-post" });
	expect(await house.introductions.remove(id, me, start)).toEqual({ kind: "nothing-there" });
	expect(await house.delivered()).toEqual([]);
});

test("is taken away at any time, also when the series is over", async () => {
	const { house, id } = await joined();
	await house.introductions.write(id, me, ["Hei"], start);
	await house.introductions.post(id, me, start);
	await house.delivered();
	expect(await house.introductions.remove(id, me, start)).toEqual({ kind: "removed" });
	expect(await house.delivered()).toEqual([surface]);
	expect(await house.introductions.post(id, me, start)).toEqual({ kind: "nothing-to-post" });
});

test("only members write, and only while the group meets", async () => {
	const { house, id } = await joined();
	expect(await house.introductions.form(id, person(2))).toEqual({ kind: "not-member" });
	expect(await house.introductions.write(id, person(2), ["Hei"], start)).toEqual({ kind: "not-member" });
	await house.introductions.write(id, me, ["Hei"], start);
	await house.members.leave(id, me, start);
	expect(await house.introductions.post(id, me, start)).toEqual({ kind: "not-member" });
	await house.transact((tx) => house.groups.seriesOver(tx, id, start));
	expect(await house.introductions.form(id, me)).toEqual({ kind: "over" });
});

test("a draft that nobody posted is forgotten after a day; what is posted stays", async () => {
	const { house, id } = await joined();
	await house.join(id, 2);
	await house.introductions.write(id, me, ["Hei"], start);
	await house.introductions.post(id, me, start);
	await house.introductions.write(id, me, ["Moi"], start);
	await house.introductions.write(id, person(2), ["Hej"], start);
	const kept = (hours: number) =>
		house.transact(async (tx) => {
			await house.introductions.tidy(tx, start.add({ hours }));
			const both = [
				await house.introductions.find(tx, id, me),
				await house.introductions.find(tx, id, person(2)),
			];
			return both.map((each) => each && [each.draft, each.posted]);
		});
	expect(await kept(24)).toEqual([
		[
			["Moi", ""],
			["Hei", ""],
		],
		[["Hej", ""], null],
	]);
	expect(await kept(25)).toEqual([[null, ["Hei", ""]], undefined]);
});
