import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { consentStore, recordingStore } from "../../data/stores/recordings.ts";
import { GroupId, GuildId, SessionId } from "../../src/shared/ids.ts";
import { forged, twoServers } from "../safety/servers.ts";
import type { Person } from "../sandbox/index.ts";
import { memberOf, type Play, until } from "../support/play.ts";
import { begun, ended, inRoom, meeting, ROOM, secondsOf, talk, yes } from "./meeting.ts";

const asks = "saako äänesi tallentaa tänään";

/** The messages in the voice room that ask this person. */
function asked(reader: Person, who: Person): number {
	return reader.read(ROOM).filter(({ text }) => text.includes(asks) && text.includes(who.name)).length;
}

describe("a meeting is recorded", () => {
	test("of those who said yes, and nobody else", async () => {
		const held = await meeting(["Aino", "Esa"]);
		const { stage, anna, members, files } = held;
		const [aino, esa] = members as [Person, Person];
		const answer = await stage.press(anna, "Aloita tallennus");
		expect(answer.text).toContain("Tallennus alkaa heti");
		await stage.settle();
		expect(held.told()).toContain("● Päällä");
		await yes(held, aino);
		await stage.press(esa, "Älä tallenna minua");
		await stage.settle();
		await talk(held, 4, aino, esa);
		expect(files()).toHaveLength(1);
		expect(await held.tracks()).toMatchObject([{ userId: aino.id }]);
	});

	test("who comes late is asked by name, is not recorded before the yes, and the question goes with the answer", async () => {
		const held = await meeting(["Aino"]);
		const { stage, members, files } = held;
		const [aino] = members as [Person];
		await begun(held);
		await yes(held, aino);
		const esa = await memberOf(held, "Esa");
		expect(asked(aino, esa)).toBe(0);
		esa.joinVoice(ROOM);
		await stage.settle();
		expect(asked(aino, esa)).toBe(1);
		expect(asked(aino, aino)).toBe(0);
		await talk(held, 2, aino, esa);
		expect((await held.tracks()).map(({ userId }) => userId)).toEqual([aino.id]);
		await yes(held, esa);
		expect(asked(aino, esa)).toBe(0);
		await talk(held, 2, aino, esa);
		expect((await held.tracks()).map(({ userId }) => userId)).toEqual([aino.id, esa.id]);
		expect(files()).toHaveLength(2);
	});

	test("a yes for the whole series counts in the next meeting, and is taken back for that one", async () => {
		const held = await meeting(["Aino"]);
		const { stage, anna, bo, members } = held;
		const [aino] = members as [Person];
		await begun(held);
		const answer = await stage.press(aino, "Ääneni saa tallentaa");
		await stage.answered(() => answer.press("Kyllä koko sarjassa"));
		await stage.press(anna, "Lopeta tallennus");
		for (const person of [anna, bo, aino]) person.leaveVoice();
		await until(held, "2026-10-15T15:00:00Z");
		for (const person of [anna, bo, aino]) person.joinVoice(ROOM);
		await stage.settle();
		await begun(held);
		expect(asked(anna, aino)).toBe(0);
		await talk(held, 2, aino);
		expect(await held.tracks(2)).toMatchObject([{ userId: aino.id }]);
		const no = await stage.press(aino, "Älä tallenna minua");
		expect(no.text).toContain("on jo tallennettu, säilyy, ellet poista");
		await stage.settle();
		await talk(held, 2, aino);
		expect(secondsOf(await ended(held), aino)).toBe(2);
	});

	test("a no for the whole series is the last word, also where somebody said yes before", async () => {
		const held = await meeting(["Aino"]);
		const { stage, members } = held;
		const [aino] = members as [Person];
		await begun(held);
		const no = await stage.press(aino, "Älä tallenna minua");
		await yes(held, aino);
		await stage.answered(() => no.press("Ei koko sarjassa"));
		await stage.settle();
		await talk(held, 2, aino);
		expect(await held.tracks()).toEqual([]);
	});
});

describe("off the record", () => {
	test("by anybody in the voice room, and nobody is told who; a facilitator goes on, with the notice", async () => {
		const held = await meeting(["Aino", "Esa"]);
		const { stage, sandbox, anna, members } = held;
		const [aino, esa] = members as [Person, Person];
		await begun(held);
		await yes(held, aino, esa);
		await talk(held, 2, aino);
		const chimes = sandbox.voice.heard(esa).length;
		const answer = await stage.press(esa, "Tauko tallennukseen", { in: ROOM });
		expect(answer.text).toContain("Tallennus on tauolla");
		await stage.settle();
		expect(held.told()).toContain("Tauolla: ketään ei tallenneta");
		expect(inRoom(aino)).toContain("Tallennus on tauolla");
		expect(held.told() + inRoom(anna)).not.toContain("Esa");
		await talk(held, 3, aino, esa);
		await stage.press(anna, "Jatka tallennusta");
		await stage.settle();
		expect(held.told()).toContain("● Päällä");
		expect(sandbox.voice.heard(esa).length).toBeGreaterThan(chimes);
		await talk(held, 2, aino, esa);
		const files = await ended(held);
		expect([secondsOf(files, aino), secondsOf(files, esa)]).toEqual([4, 2]);
	});

	test("not by who is not in the voice room", async () => {
		const held = await meeting(["Aino"]);
		const { stage, members } = held;
		const [aino] = members as [Person];
		await begun(held);
		aino.leaveVoice();
		await stage.settle();
		const refused = await stage.press(aino, "Tauko tallennukseen", { in: ROOM });
		expect(refused.text).toContain("Sen voivat tehdä vain ne, jotka ovat äänihuoneessa");
		expect((await held.recording())?.state).toBe("on");
	});

	test("nothing of it is changed or told from another server", async () => {
		const { database, here, there, crew } = await twoServers();
		await until(here, "2026-10-08T15:00:00Z");
		const recording = {
			sessionId: SessionId.parse(1),
			groupId: GroupId.parse(1),
			guildId: GuildId.parse(here.sandbox.guild.id),
			state: "paused" as const,
			part: "all" as const,
			key: null,
			startedAt: Temporal.Instant.from("2026-10-08T15:00:00Z"),
			endedAt: null,
			expiresAt: null,
			trouble: null,
			mix: null,
			revision: 0,
		};
		const { id } = await database.transact((tx) => recordingStore.insert(tx, recording));
		const stranger = await there.sandbox.person("Vieras");
		const pressed = (who: Person, action: string, on: Play) =>
			forged(who, "tervetuloa", "Liity ryhmään", `recording-${action}:1`, on);
		expect((await pressed(crew.anna, "off", here)).text).toContain("Ketään ei tallenneta juuri nyt");
		expect((await pressed(stranger, "off", there)).text).toContain("Tätä tapaamista ei tallenneta nyt");
		for (const action of ["yes", "no", "series-yes", "series-no"])
			expect((await pressed(stranger, action, there)).text).toContain("tapaamista ei enää ole");
		const words = await database.transact((tx) => consentStore.ofGroup(tx, recording.groupId));
		expect(words).toEqual([]);
		expect(await database.transact((tx) => recordingStore.find(tx, id))).toEqual({ id, ...recording });
	});

	test("what only staff may press is refused to members who forge it", async () => {
		const held = await meeting(["Aino"]);
		const [aino] = held.members as [Person];
		await begun(held);
		const before = await held.recording();
		for (const action of ["start", "resume", "discussion", "mark", "stop"]) {
			const answer = await forged(aino, ROOM, "Ääneni saa tallentaa", `recording-${action}:1`, held);
			expect(answer.text).toMatch(/ohjaaj|henkilökun/i);
		}
		expect(await held.recording()).toEqual(before);
	});
});
