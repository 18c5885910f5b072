import { expect, test } from "vitest";
import { job, looking, served } from "./testing.ts";

const minute = 60_000;

test("time goes to a moment by way of everything that the bot has to do, and to what comes next", async () => {
	const { bot, control } = await served();
	bot.due = [
		job("session.start", "2026-09-01T12:00:00.000Z", "Suun terveys"),
		job("housekeeping", "2026-09-01T10:00:00.000Z"),
		job("session.doors", "2026-09-01T11:45:00.000Z", "Suun terveys"),
	];
	const { body } = await control("GET", "clock");
	expect(body).toMatchObject({ now: "2026-09-01T09:00:00.000Z", playing: false, speed: 0 });
	expect(body.next).toEqual([
		{ at: "2026-09-01T11:45:00.000Z", what: "session.doors", about: "Suun terveys" },
		{ at: "2026-09-01T12:00:00.000Z", what: "session.start", about: "Suun terveys" },
	]);
	expect((await control("POST", "clock", { next: true })).body.now).toBe("2026-09-01T11:45:00.000Z");
	expect(bot.ticks).toEqual(["2026-09-01T10:00:00.000Z", "2026-09-01T11:45:00.000Z"]);
	expect((await control("POST", "clock", { to: "2026-09-01T13:00:00Z" })).body.now).toBe(
		"2026-09-01T13:00:00.000Z",
	);
	expect(bot.ticks.slice(2)).toEqual(["2026-09-01T12:00:00.000Z"]);
	expect((await control("POST", "clock", { next: true })).body.now).toBe("2026-09-01T13:00:00.000Z");
});

test("a job that cannot be done does not hold time up; a dead bot is told nothing", async () => {
	const { bot, control } = await served();
	const stuck = job("survey.close", "2026-09-01T10:00:00.000Z");
	bot.onTick = () => {
		bot.due.push({ ...stuck, at: "2026-09-01T23:00:00.000Z" });
	};
	bot.tick = async (now) => {
		bot.ticks.push(new Date(now).toISOString());
	};
	bot.due = [stuck];
	await control("POST", "clock", { to: "2026-09-01T11:00:00Z" });
	expect(bot.ticks).toEqual(["2026-09-01T10:00:00.000Z", "2026-09-01T11:00:00.000Z"]);
	await control("POST", "bot", { do: "kill" });
	expect((await control("POST", "clock", { to: "2026-09-01T12:00:00Z" })).body.now).toBe(
		"2026-09-01T12:00:00.000Z",
	);
	expect(bot.ticks).toHaveLength(2);
});

test("a bot that dies while it is asked does not hold time up either", async () => {
	const { bot, control } = await served();
	bot.due = [job("session.start", "2026-09-01T10:00:00.000Z")];
	bot.tick = async () => {
		bot.alive = false;
		throw new Error("It died");
	};
	const { status, body } = await control("POST", "clock", { to: "2026-09-01T11:00:00Z" });
	expect([status, body.now]).toEqual([200, "2026-09-01T11:00:00.000Z"]);
});

test("a playing clock moves by itself, and those who look on are told", async () => {
	const { origin, token, bot, control } = await served();
	const told = looking(origin, token);
	expect(await told("clock")).toMatchObject({ clock: { speed: 0 } });
	bot.due = [job("session.start", "2026-09-01T09:30:00.000Z")];
	await control("POST", "clock", { speed: (60 * minute) / 1000 });
	await told("clock", ({ clock }: { clock?: { now: string } }) => (clock?.now ?? "") > "2026-09-01T09:30");
	expect(bot.ticks).toEqual(["2026-09-01T09:30:00.000Z"]);
	await control("POST", "clock", { speed: 0 });
	const { now } = (await control("GET", "clock")).body;
	expect((await control("GET", "clock")).body.now).toBe(now);
});

test("the bot is killed and started again", async () => {
	const { origin, token, bot, control } = await served();
	const told = looking(origin, token);
	expect(await told("bot")).toMatchObject({ bot: { alive: true, startedAt: "2026-09-01T09:00:00.000Z" } });
	expect((await control("POST", "bot", { do: "kill" })).body).toMatchObject({
		alive: false,
		startedAt: null,
	});
	await told("bot", ({ bot: one }: { bot?: { alive: boolean } }) => one?.alive === false);
	bot.due = [job("session.start", "2026-09-01T09:00:00.000Z")];
	await control("POST", "clock", { to: "2026-09-01T10:00:00Z" });
	const { body } = await control("POST", "bot", { do: "restart" });
	expect(body).toMatchObject({ alive: true, startedAt: "2026-09-01T10:00:00.000Z", jobs: [] });
	expect(bot.ticks).toEqual(["2026-09-01T10:00:00.000Z"]);
});
