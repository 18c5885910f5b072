import { DiscordAPIError, HTTPError, Routes } from "discord.js";
import { describe, expect, it } from "vitest";
import { explain, isTooLate } from "../../src/discord/errors.ts";
import { detailsOf, failureOf, isGone, MissingResource, unlessGone } from "../../src/discord/failure.ts";

const sent = { body: { content: "Salainen" }, files: undefined };
const refused = (code: number, status: number) =>
	new DiscordAPIError({ code, message: "No" }, code, status, "POST", Routes.channelMessages("1"), sent);
const network = (code: string) => Object.assign(new Error("other side closed"), { code });

describe("a failed delivery", () => {
	it.each([
		["a bad gateway", new HTTPError(502, "Bad Gateway", "POST", "/", sent), "passing"],
		["Discord's own failure", refused(0, 500), "passing"],
		["a rate limit", refused(0, 429), "passing"],
		["a token that was just renewed", refused(0, 401), "passing"],
		["a broken connection", network("UND_ERR_SOCKET"), "passing"],
		["a name that does not resolve", network("ENOTFOUND"), "passing"],
		["a timeout", Object.assign(new Error("aborted"), { name: "AbortError" }), "passing"],
		["a missing permission", refused(50013, 403), "person"],
		["a removed channel", refused(10003, 404), "person"],
		["a room that is not there", new MissingResource("group/1/voice"), "person"],
		["a bug", new TypeError("Salainen is not a function"), "unexpected"],
	])("%s is known for what it is", (_, error, kind) => {
		expect(failureOf(error).kind).toBe(kind);
	});

	it("tells the log what and where, and nothing that was sent", () => {
		for (const error of [refused(50035, 400), new TypeError("Salainen is not a function")]) {
			expect(JSON.stringify(detailsOf(error))).not.toContain("Salainen");
		}
		expect(detailsOf(new TypeError("x")).stack).toContain("failure.test.ts");
	});

	it("is no failure when the thing is not there and need not be", async () => {
		await expect(unlessGone(Promise.reject(refused(10008, 404)))).resolves.toBeUndefined();
		await expect(unlessGone(Promise.reject(refused(50013, 403)))).rejects.toThrow("No");
		expect(isGone(refused(10062, 404))).toBe(false);
	});
});

describe("an error that a person meets", () => {
	it.each([
		[new Error("x"), "messages:error.unexpected"],
		[refused(50013, 403), "messages:error.forbidden"],
		[refused(10003, 404), "messages:error.gone"],
		[network("ECONNRESET"), "messages:error.discord-busy"],
	])("%s has words and a reference", (error, key) => {
		expect(explain(error)).toMatchObject({
			key,
			reference: expect.stringMatching(/^[A-Z2-9]{3}-[A-Z2-9]{3}$/),
		});
	});

	it("is not told when nobody waits for the answer any more", () => {
		expect(isTooLate(refused(10062, 404))).toBe(true);
		expect(isTooLate(refused(50013, 403))).toBe(false);
	});
});
