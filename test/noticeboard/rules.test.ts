import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { parseWhen } from "../../commands/notice/fields.ts";
import { checkedLink, domainOf, isForeign } from "../../src/noticeboard/link.ts";
import type { Notice, NoticeContent } from "../../src/noticeboard/model.ts";
import { cleanPicture } from "../../src/noticeboard/picture.ts";
import {
	checkedWords,
	LENGTHS,
	mayDecide,
	onBoard,
	personalIn,
	settled,
} from "../../src/noticeboard/rules.ts";
import { NoticeId } from "../../src/shared/ids.ts";
import { guild } from "../support/features.ts";
import { jpeg, png } from "./pictures.ts";

const at = (text: string) => Temporal.Instant.from(text);
const now = at("2026-10-01T09:00:00Z");
const zone = "Europe/Helsinki";

describe("a link", () => {
	test.each([
		["https://example.fi/a?b=1", "https://example.fi/a?b=1"],
		["example.fi", "https://example.fi/"],
		["https://EXAMPLE.fi", "https://example.fi/"],
	])("%s is kept", (written, link) => {
		expect(checkedLink(written)).toEqual({ link });
		expect([domainOf(link), isForeign(domainOf(link))]).toEqual(["example.fi", false]);
	});

	test.each(["https://\u0435\u0445\u0430mple.fi", "https://käpylä.fi", "https://xn--kpyl-load.fi"])(
		"%s has letters that could be taken for others, so its domain is shown as it is looked up",
		(written) => {
			const checked = checkedLink(written);
			const domain = "link" in checked ? domainOf(checked.link) : "";
			expect(domain).toMatch(/^xn--[a-z0-9-]+\.fi$/);
			expect(isForeign(domain)).toBe(true);
		},
	);

	test.each([
		["http://example.fi", "not-https"],
		["javascript:alert(1)", "not-https"],
		["discord://-/settings", "not-https"],
		["data:text/html,x", "not-https"],
		["https://good.fi@evil.example/", "account"],
		["https://discord.gg/abc", "invite"],
		["discord.gg/abc", "invite"],
		["https://discord.gg./abc", "invite"],
		["https://discordapp.com/invite/abc", "invite"],
		["https://ptb.discord.com//invite/abc", "invite"],
		["https://discord.com/%69nvite/abc", "invite"],
		["https://ⅾiscord.gg/abc", "invite"],
		["https://dsc.gg/abc", "invite"],
		["https://localhost/", "not-a-link"],
		["https://127.0.0.1/", "not-a-link"],
		["https://example.fi/ab c", "not-a-link"],
		["https://example.fi/\u202eab", "not-a-link"],
		["https://", "not-a-link"],
		["Tule!", "not-a-link"],
	])("%s is refused: %s", (written, problem) => {
		expect(checkedLink(written)).toEqual({ problem });
	});
});

describe("a time as people type it", () => {
	test.each([
		["24.11.2026 klo 17–19", "2026-11-24T15:00:00Z", "2026-11-24T17:00:00Z", true],
		["24.11.2026 17:00-19:30", "2026-11-24T15:00:00Z", "2026-11-24T17:30:00Z", true],
		["2026-11-24 at 17", "2026-11-24T15:00:00Z", "2026-11-24T21:59:59Z", true],
		["24.11.", "2026-11-23T22:00:00Z", "2026-11-24T21:59:59Z", false],
		["24.11.2026, kl. 22–02", "2026-11-24T20:00:00Z", "2026-11-24T21:59:59Z", true],
		// The day on which the clocks are turned back has 25 hours.
		["25.10.2026", "2026-10-24T21:00:00Z", "2026-10-25T21:59:59Z", false],
	])("%s", (text, startsAt, endsAt, timed) => {
		expect(parseWhen(text, zone, now)).toEqual({ startsAt: at(startsAt), endsAt: at(endsAt), timed });
	});

	test.each(["", "huomenna", "30.2.2026", "24.11.2026 25", "24.11.2026 17–18–19", "28.3.2027 03.30"])(
		"%j is none",
		(text) => expect(parseWhen(text, zone, now)).toBeUndefined(),
	);
});

const words = {
	title: "Syysretki",
	where: "Koulukatu 5",
	audience: "nuorille",
	text: "Tule mukaan",
	startsAt: at("2026-11-24T15:00:00Z"),
	endsAt: at("2026-11-24T17:00:00Z"),
	timed: true,
};

describe("words of a notice", () => {
	test("may be as long as they may, and no longer", () => {
		for (const what of ["title", "where", "audience", "text"] as const) {
			const long = { ...words, [what]: "ä".repeat(LENGTHS[what]) };
			expect(checkedWords(long, now)).toHaveProperty("words");
			expect(checkedWords({ ...words, [what]: `${long[what]}ä` }, now)).toEqual({
				problem: { kind: "too-long", max: LENGTHS[what] },
			});
		}
	});

	test("say what and where, lead nowhere by themselves, and hold no identity code", () => {
		const problem = (change: Partial<typeof words>) => {
			const checked = checkedWords({ ...words, ...change }, now);
			return "problem" in checked ? checked.problem.kind : null;
		};
		expect(problem({ title: " \u200b." })).toBe("empty");
		expect(problem({ where: "" })).toBe("empty");
		expect(problem({ audience: "", text: "" })).toBeNull();
		for (const text of ["katso https://evil.example", "discord.gg/abc", "www.example.fi", "evil.com"])
			expect(problem({ text }), text).toBe("link-in-text");
		expect(problem({ audience: "131052-308T" })).toBe("identity-code");
		expect(problem({ endsAt: now })).toBe("past");
		expect(problem({ startsAt: at("2028-01-01T00:00:00Z"), endsAt: at("2028-01-01T01:00:00Z") })).toBe(
			"too-far",
		);
	});

	test("are looked through for what tells who somebody is, save the address of the place", () => {
		const content = { ...shown("2026-11-24T15:00:00Z"), where: "Koulukatu 5" };
		expect(personalIn(content)).toEqual([]);
		expect(personalIn({ ...content, text: "Soita 040 123 4567, Kotikatu 3" })).toEqual(["phone", "address"]);
		expect(personalIn({ ...content, picture: { id: 1, alt: "a@b.fi" } })).toEqual(["email"]);
	});
});

function shown(endsAt: string, title = "a"): NoticeContent {
	const startsAt = at(endsAt).subtract({ hours: 2 }).toString();
	return {
		title,
		startsAt,
		endsAt,
		timed: true,
		where: "x",
		audience: "",
		text: "",
		link: null,
		picture: null,
	};
}

function notice(id: number, change: Partial<Notice>): Notice {
	return {
		id: NoticeId.parse(id),
		guildId: guild,
		organisation: "A",
		author: null,
		shown: null,
		proposed: null,
		state: "none",
		word: "",
		revision: 1,
		changedAt: now,
		...change,
	};
}

test("the board is in order of date, without what is over or waits", () => {
	const all = [
		notice(1, { shown: shown("2026-11-24T15:00:00Z", "b") }),
		notice(2, { shown: shown("2026-10-01T09:00:00Z") }),
		notice(3, { proposed: shown("2026-11-01T15:00:00Z"), state: "waiting" }),
		notice(4, { shown: shown("2026-11-24T15:00:00Z", "a") }),
		notice(5, { shown: shown("2026-10-02T15:00:00Z") }),
	];
	expect(onBoard(all, now).map(({ id }) => id)).toEqual([5, 4, 1]);
});

test("what is over goes by itself; what still waits stays, a month at most", () => {
	const over = shown("2026-09-30T09:00:00Z");
	const ahead = shown("2026-12-24T15:00:00Z");
	expect(settled(notice(1, { shown: over }), now)).toBeUndefined();
	const current = notice(1, { shown: ahead });
	expect(settled(current, now)).toBe(current);
	const edited = notice(1, { shown: over, proposed: ahead, state: "waiting" });
	expect(settled(edited, now)).toEqual({ ...edited, shown: null });
	const lying = notice(1, { proposed: ahead, state: "draft", changedAt: now.subtract({ hours: 24 * 30 }) });
	expect(settled(lying, now)).toBeUndefined();
	const half = { ...lying, shown: ahead };
	expect(settled(half, now)).toEqual({ ...half, proposed: null, state: "none" });
});

test("no organisation decides what the board shows", () => {
	expect(mayDecide({ coordinates: false, organisation: null })).toBe(true);
	expect(mayDecide({ coordinates: false, organisation: "A" })).toBe(false);
	expect(mayDecide({ coordinates: true, organisation: "A" })).toBe(true);
});

describe("a picture", () => {
	test("loses where and with what it was taken, and stays a picture", () => {
		for (const [type, bytes] of [
			["png", png("GPS 62.24 25.75")] as const,
			["jpeg", jpeg("GPS 62.24 25.75")] as const,
		]) {
			expect(bytes.toString("latin1")).toContain("GPS");
			const clean = cleanPicture(bytes);
			expect(clean?.type).toBe(type);
			expect(clean?.data.toString("latin1")).not.toContain("GPS");
			expect(clean?.data).toEqual(cleanPicture(type === "png" ? png("") : jpeg(""))?.data);
		}
	});

	test.each([
		["a text", Buffer.from("<svg onload=x>")],
		["a PNG cut short", png("").subarray(0, 40)],
		["a JPEG cut short", jpeg("").subarray(0, 12)],
		["nothing", Buffer.alloc(0)],
	])("%s is none", (_, bytes) => expect(cleanPicture(bytes)).toBeNull());
});
