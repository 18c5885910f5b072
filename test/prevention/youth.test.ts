import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inCompany } from "../../src/duty/rules.ts";
import { Youth } from "../../src/programmes/model.ts";
import { ageChoices, ageOf, ages, isForMinors } from "../../src/programmes/youth.ts";
import { UserId } from "../../src/shared/ids.ts";
import { loadShipped } from "../../src/shipped.ts";
import { carersGroup, crewOf, memberOf, play, said } from "../support/play.ts";
import { STAFF, t } from "./stage.ts";

const three = { fi: "Muualle.", sv: "Annanstans.", en: "Elsewhere." };
const bands = fc
	.tuple(
		fc.integer({ min: 7, max: 12 }),
		fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 }),
	)
	.map(([from, lengths]) => {
		let next = from;
		return lengths.map((length): [number, number] => {
			const band: [number, number] = [next, next + length];
			next += length + 1;
			return band;
		});
	});

describe("a programme's age ranges", () => {
	it("follow each other, and every choice is one of them, younger or older", () => {
		fc.assert(
			fc.property(bands, (bands) => {
				const youth = Youth.parse({ bands, elsewhere: three });
				const choices = ageChoices(youth);
				expect(choices).toHaveLength(bands.length + 2);
				expect(choices.map(({ value }) => ageOf(youth, value).kind)).toEqual([
					"outside",
					...bands.map(() => "band"),
					"outside",
				]);
				const { from, to } = ages(youth);
				expect(isForMinors(youth)).toBe(from < 18);
				expect([from, to]).toEqual([bands[0]?.[0], bands.at(-1)?.[1]]);
			}),
		);
	});

	it("what was not offered is no age", () => {
		fc.assert(
			fc.property(fc.string(), (chosen) => {
				fc.pre(!["13-15", "16-17", "younger", "older"].includes(chosen));
				expect(
					ageOf(
						Youth.parse({
							bands: [
								[13, 15],
								[16, 17],
							],
							elsewhere: three,
						}),
						chosen,
					),
				).toEqual({
					kind: "unknown",
				});
			}),
		);
	});

	it.each([
		[
			[
				[13, 15],
				[17, 18],
			],
		],
		[
			[
				[13, 15],
				[15, 17],
			],
		],
		[[[15, 13]]],
		[[]],
	])("with gaps are refused: %j", (wrong) =>
		expect(Youth.safeParse({ bands: wrong, elsewhere: three }).success).toBe(false),
	);

	it("one programme that ships has them", () => {
		const young = [...loadShipped().programmes.values()].filter(({ youth }) => isForMinors(youth));
		expect(young.map(({ key }) => key)).toEqual(["young-people"]);
	});
});

describe("nobody of the staff alone with a participant", () => {
	const ids = fc
		.integer({ min: 0, max: 8 })
		.map((n) => UserId.parse(String(200000000000000000n + BigInt(n))));
	it("one is never alone where there is a coordinator; the participant is never staff", () => {
		fc.assert(
			fc.property(fc.array(ids), fc.uniqueArray(ids), ids, (team, coordinators, except) => {
				const known = coordinators.map((userId) => ({ userId, duties: ["coordinator" as const] }));
				const inside = inCompany(team, known, except);
				expect(inside).not.toContain(except);
				expect(new Set(inside).size).toBe(inside.length);
				const others = coordinators.filter((each) => each !== except && !team.includes(each));
				if (others.length > 0) expect(inside).not.toHaveLength(1);
				for (const each of team) if (each !== except) expect(inside).toContain(each);
			}),
		);
	});
});

it("where no other coordinator is known, the others who lead come along, and never a visiting expert", () => {
	const [one, two, three, expert] = [1, 2, 3, 4].map((n) =>
		UserId.parse(String(200000000000000000n + BigInt(n))),
	);
	if (!one || !two || !three || !expert) throw new Error("four people");
	const known = [
		{ userId: one, duties: ["facilitator" as const, "coordinator" as const] },
		{ userId: two, duties: ["facilitator" as const] },
		{ userId: three, duties: ["supervisor" as const] },
		{ userId: expert, duties: ["expert" as const] },
	];
	expect(inCompany([one], known, null)).toEqual([one, two, three]);
	expect(inCompany([two], known, null)).toEqual([two, one]);
	expect(inCompany([two, three], known, two)).toEqual([three, one]);
	expect(inCompany([two, three], known, null)).toEqual([two, three]);
	expect(inCompany([], known, null)).toEqual([]);
});

describe("a group for young people", () => {
	async function young() {
		const at = await play();
		const crew = await crewOf(at);
		await carersGroup(at, crew, { name: "Nuorten ryhmä", programme: "young-people" });
		return { ...at, crew };
	}
	const fields = (name: string, age?: string) => ({
		[t("replies:join.nickname")]: name,
		[t("messages:welcome.rules")]: [t("replies:join.rules-yes")],
		...(age !== undefined && { [t("prevention:age.label")]: age }),
	});

	it("asks for the age range, keeps it while one is a member, and tells it to staff", async () => {
		const { sandbox, stage, crew } = await young();
		const person = await sandbox.person("Kettu");
		const join = (age?: string) =>
			stage.fill(() => person.press(t("messages:button.join"), { in: "tervetuloa" }), fields("Kettu", age));
		expect((await join()).text).toBe(t("prevention:age.missing"));
		expect(person.roles).toEqual([]);
		expect((await join("13–15")).text).toContain("Kettu");
		expect(person.roles).toEqual(["Nuorten ryhmä"]);
		expect(said(crew.anna, STAFF)).toContain(t("prevention:age.staff", { band: "13–15" }));
		expect((await stage.command(person, "/my-data")).text).toContain(
			`${t("replies:my-data.field.ageBand")}: 13\\-15`,
		);
	});

	it("tells those of another age kindly where to go, and keeps nothing of it", async () => {
		const { sandbox, stage } = await young();
		const person = await sandbox.person("Aikuinen");
		const { youth } = loadShipped().programmes.get("young-people") ?? {};
		for (const age of [t("prevention:age.older", { age: 17 }), t("prevention:age.younger", { age: 13 })]) {
			const answer = await stage.fill(
				() => person.press(t("messages:button.join"), { in: "tervetuloa" }),
				fields("Aikuinen", age),
			);
			expect(answer.text).toContain(t("prevention:age.outside", { from: 13, to: 17 }));
			expect(answer.text).toContain(youth?.elsewhere.fi);
		}
		expect(person.roles).toEqual([]);
		expect((await stage.command(person, "/my-data")).text).not.toContain(t("replies:my-data.field.ageBand"));
	});

	it("in other groups nobody is asked", async () => {
		const at = await play();
		const crew = await crewOf(at);
		await carersGroup(at, crew);
		const member = await memberOf(at, "Mustikka");
		expect(member.roles).toEqual(["Omaishoitajien piiri"]);
		expect(said(crew.anna, STAFF)).not.toContain("Ikä:");
	});
});
