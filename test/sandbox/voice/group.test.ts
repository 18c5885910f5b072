/** The encryption group of a call, with its members in this process. */
import { VoiceOpcodes as Op } from "discord-api-types/voice/v8";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Group, type GroupMember } from "./group.ts";
import { PersonInCall } from "./person.ts";

const channelId = "200000000000000001";
const ids = { bot: "100000000000000001", aino: "100000000000000002", esa: "100000000000000003" };

beforeEach(() => {
	vi.useFakeTimers();
});
afterEach(() => {
	vi.useRealTimers();
});

function person(group: Group, userId: string, mayCommit = true): PersonInCall {
	return new PersonInCall({
		userId,
		channelId,
		ssrc: 1,
		group,
		mayCommit: () => mayCommit,
		now: () => 0,
	});
}

/** A member that takes everything and answers nothing. */
function silent(group: Group, userId: string): GroupMember & { ops: Op[] } {
	const member = {
		userId,
		reachable: true,
		ops: [] as Op[],
		sendBinary: (op: Op) => void member.ops.push(op),
		sendJson: (op: Op) => void member.ops.push(op),
	};
	group.join(member);
	return member;
}

/** A key package of this user's. */
function keyPackageOf(userId: string): Buffer {
	let made: Buffer | undefined;
	class Listening extends Group {
		override keyPackage(_: string, bytes: Buffer): void {
			made = bytes;
		}
	}
	person(new Listening(channelId), userId);
	if (!made) throw new Error("No key package");
	return made;
}

test("members agree on keys, and on others when somebody comes or goes", () => {
	const group = new Group(channelId);
	const aino = person(group, ids.aino);
	expect([group.users, aino.privacyCode]).toEqual([[], ""]);
	const esa = person(group, ids.esa);
	expect(group.users.toSorted()).toEqual([ids.aino, ids.esa]);
	const first = aino.privacyCode;
	expect(first).toMatch(/^\d{30}$/);
	expect(esa.privacyCode).toBe(first);
	const bot = person(group, ids.bot);
	expect([aino, esa].map(({ privacyCode }) => privacyCode)).toEqual([bot.privacyCode, bot.privacyCode]);
	expect(bot.privacyCode).not.toBe(first);
	esa.leave();
	expect(group.users.toSorted()).toEqual([ids.bot, ids.aino]);
	expect(aino.privacyCode).toBe(bot.privacyCode);
	expect(esa.privacyCode).not.toBe(bot.privacyCode);
	expect(group.settled).toBe(true);
});

test("of several commits one is taken", () => {
	const group = new Group(channelId);
	person(group, ids.aino);
	person(group, ids.esa);
	person(group, ids.bot);
	expect(group.unused).toBe(2);
	expect(group.users).toHaveLength(3);
});

test("the new keys are used when all are ready, or after two seconds", () => {
	const group = new Group(channelId);
	const aino = person(group, ids.aino);
	const esa = person(group, ids.esa);
	const before = aino.privacyCode;
	const bot = silent(group, ids.bot);
	group.keyPackage(ids.bot, keyPackageOf(ids.bot));
	expect(bot.ops).toEqual([Op.DaveMlsExternalSender, Op.DaveMlsWelcome]);
	expect([group.settled, aino.privacyCode]).toEqual([false, before]);
	vi.advanceTimersByTime(1_999);
	expect([group.settled, aino.privacyCode]).toEqual([false, before]);
	vi.advanceTimersByTime(1);
	expect(bot.ops.at(-1)).toBe(Op.DaveExecuteTransition);
	expect(group.settled).toBe(true);
	expect(aino.privacyCode).not.toBe(before);
	expect(aino.privacyCode).toBe(esa.privacyCode);
});

test("who leaves before being added is not added", () => {
	const group = new Group(channelId);
	const aino = person(group, ids.aino, false);
	const bot = silent(group, ids.bot);
	group.keyPackage(ids.bot, keyPackageOf(ids.bot));
	expect(bot.ops).toEqual([Op.DaveMlsExternalSender, Op.DaveMlsProposals]);
	aino.leave();
	expect(bot.ops.at(-1)).toBe(Op.DaveMlsProposals);
	expect(group.users).toEqual([]);
	const esa = person(group, ids.esa);
	expect(group.users.toSorted()).toEqual([ids.bot, ids.esa]);
	expect(esa.privacyCode).toBe("");
	vi.advanceTimersByTime(2_000);
	expect(esa.privacyCode).toMatch(/^\d{30}$/);
});

test("who is left alone begins a new group", () => {
	const group = new Group(channelId);
	const aino = person(group, ids.aino);
	const esa = person(group, ids.esa);
	const before = aino.privacyCode;
	esa.leave();
	expect(group.users).toEqual([]);
	const again = person(group, ids.esa);
	expect(again.privacyCode).toBe(aino.privacyCode);
	expect(aino.privacyCode).not.toBe(before);
});

test("nobody brings a key package of somebody else", () => {
	const group = new Group(channelId);
	silent(group, ids.bot);
	expect(() => group.keyPackage(ids.bot, keyPackageOf(ids.esa))).toThrow("somebody else");
	expect(() => group.keyPackage(ids.bot, Buffer.from([0, 1, 0, 1]))).toThrow("ciphersuite");
});
