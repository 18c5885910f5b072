import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readConfig, StartError } from "../../src/config.ts";

const DISCORD_TOKEN = `${"a".repeat(26)}.abcdef.${"b".repeat(38)}`;
const mistakes = (env: Record<string, string | undefined>) => {
	try {
		readConfig(env);
		return "";
	} catch (error) {
		if (error instanceof StartError) return error.message;
		throw error;
	}
};

describe("the environment", () => {
	it("needs nothing but the token", () => {
		expect(readConfig({ DISCORD_TOKEN })).toEqual({
			token: DISCORD_TOKEN,
			dataDir: "var",
			api: null,
			logLevel: "info",
			surveyThreshold: 5,
			caseMonths: 12,
		});
	});

	it("takes an empty variable for one that is left out", () => {
		expect(readConfig({ DISCORD_TOKEN, PIIRI_DATA_DIR: " ", LOG_LEVEL: "" })).toMatchObject({
			dataDir: "var",
			logLevel: "info",
		});
	});

	it("reads every variable", () => {
		expect(
			readConfig({
				DISCORD_TOKEN: ` ${DISCORD_TOKEN}\n`,
				DISCORD_API: "http://127.0.0.1:4000/api/",
				PIIRI_DATA_DIR: "/srv/piiri",
				PIIRI_SURVEY_THRESHOLD: "3",
				PIIRI_CASE_MONTHS: "24",
				LOG_LEVEL: "debug",
				PIIRI_PUBLIC_URL: "https://Piiri.example.org/",
				PIIRI_PORT: "9000",
				PIIRI_HOST: "0.0.0.0",
			}),
		).toEqual({
			token: DISCORD_TOKEN,
			dataDir: "/srv/piiri",
			api: "http://127.0.0.1:4000/api",
			logLevel: "debug",
			surveyThreshold: 3,
			caseMonths: 24,
			listening: { url: "https://piiri.example.org", host: "0.0.0.0", port: 9000 },
		});
	});

	it.each([
		[{}, /DISCORD_TOKEN is missing: copy \.env\.example/],
		[{ DISCORD_TOKEN: "Bot abc" }, /DISCORD_TOKEN does not look like a bot token: copy it again/],
		[{ DISCORD_TOKEN, LOG_LEVEL: "loud" }, /LOG_LEVEL must be one of fatal, error/],
		[{ DISCORD_TOKEN, DISCORD_API: "localhost" }, /DISCORD_API must be an address such as/],
		[{ DISCORD_TOKEN, PIIRI_PORT: "0" }, /PIIRI_PORT must be a whole number from 1 to 65535/],
		[{ DISCORD_TOKEN, PIIRI_PORT: "65536" }, /PIIRI_PORT must be/],
		[{ DISCORD_TOKEN, PIIRI_HOST: "here" }, /PIIRI_HOST must be an address of this machine/],
	])("says what to do about %o", (env, message) => {
		expect(mistakes(env)).toMatch(message);
	});

	it.each([
		"https://piiri.example.org",
		"https://piiri.example.org:8443/",
		"http://localhost:8080",
		"http://127.0.0.1",
	])("takes %s as the address of the page for listening", (PIIRI_PUBLIC_URL) => {
		const { listening } = readConfig({ DISCORD_TOKEN, PIIRI_PUBLIC_URL });
		const url = PIIRI_PUBLIC_URL.replace(/\/$/, "");
		expect(listening).toEqual({ url, host: "127.0.0.1", port: 8080 });
	});

	it.each([
		"piiri.example.org",
		"http://piiri.example.org",
		"http://localhost.example.org",
		"https://piiri.example.org/listen",
		"https://piiri.example.org?a",
		"https://user:secret@piiri.example.org",
		"https://piiri.example.org:99999",
		"ftp://localhost",
		"https://",
	])("refuses %s as the address of the page for listening, on one line", (PIIRI_PUBLIC_URL) => {
		const said = mistakes({ DISCORD_TOKEN, PIIRI_PUBLIC_URL });
		expect(said).toMatch(/^PIIRI_PUBLIC_URL must be an https address without a path, such as [^\n]*$/);
		expect(said).not.toContain("secret");
	});

	it("takes as a threshold whole numbers from 3 to 10 and nothing else", () => {
		fc.assert(
			fc.property(fc.oneof(fc.integer(), fc.integer({ min: 0, max: 12 }), fc.double()), (number) => {
				const fits = Number.isInteger(number) && number >= 3 && number <= 10;
				const said = mistakes({ DISCORD_TOKEN, PIIRI_SURVEY_THRESHOLD: String(number) });
				expect(said === "").toBe(fits);
			}),
		);
	});

	it("names every mistake at once, on one line, and never the token", () => {
		const said = mistakes({ DISCORD_TOKEN: "secret", LOG_LEVEL: "loud", PIIRI_SURVEY_THRESHOLD: "2" });
		expect(said).toMatch(/DISCORD_TOKEN.*LOG_LEVEL.*PIIRI_SURVEY_THRESHOLD/);
		expect(said).not.toMatch(/\n|secret/);
	});

	it("is explained in .env.example, every variable of it", () => {
		const explained = [...readFileSync(".env.example", "utf8").matchAll(/^#?([A-Z_]+)=/gm)].map(
			([, name]) => name,
		);
		const known = [...readFileSync("src/config.ts", "utf8").matchAll(/^\t([A-Z_]+): \{/gm)].map(
			([, name]) => name,
		);
		expect(explained.toSorted()).toEqual(known.toSorted());
	});
});
