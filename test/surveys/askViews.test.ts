import { Temporal } from "temporal-polyfill";
import { describe, expect, test } from "vitest";
import { type Ask, askReminder, asks } from "../../src/discord/views/ask.ts";
import { translator } from "../../src/shared/i18n.ts";
import { GuildId, SurveyId } from "../../src/shared/ids.ts";
import { Language } from "../../src/shared/language.ts";
import type { Instrument, Occasion } from "../../src/surveys/model.ts";
import { shipped } from "./instruments.ts";

const opensAt = Temporal.Instant.from("2026-10-08T16:30:00Z");

function ask(occasion: Occasion, instrument: Instrument, title: string | null = "Lepo"): Ask {
	const survey: Ask["survey"] = {
		id: SurveyId.parse(1),
		occasion,
		guildId: GuildId.parse("100000000000000001"),
		groupId: null,
		sessionId: null,
		series: null,
		instrument: instrument.key,
		asked: null,
		state: "open",
		opensAt,
		closesAt: opensAt.add({ hours: 72 }),
	};
	return { survey, title, instrument, threshold: 5 };
}

/** The same with so many of its items, from the first, in need of an answer. */
function needing(instrument: Instrument, count: number): Instrument {
	const items = instrument.items.map((item, index) => ({ ...item, required: index < count }));
	return { ...instrument, items };
}

const read = (view: ReturnType<typeof asks>) => JSON.stringify(view.container);

describe.each(Language.options)("in %s", (language) => {
	const t = translator(language);
	const free = { any: t("surveys:free.any"), all: t("surveys:free.all") };

	test.each(["after-session", "series-start", "series-end", "wellbeing"] as const)(
		"%s says how much of it needs an answer",
		(occasion) => {
			const instrument = shipped("after-session");
			const said = (needed: number) => read(asks(t, [ask(occasion, needing(instrument, needed))], []));
			expect(said(0)).toContain(free.any);
			for (const needed of [1, 2]) {
				expect(said(needed)).toContain(t("surveys:free.some", { count: needed }));
				expect(said(needed)).not.toContain(free.any);
			}
			expect(said(instrument.items.length)).toContain(free.all);
		},
	);

	test("a reminder names every survey that it is of, and the meeting that one is about", () => {
		const after = ask("after-session", shipped("after-session"));
		const start = ask("series-start", shipped("series-start"));
		const name = (key: string) => `**${shipped(key).title[language]}**`;
		const both = read(askReminder(t, [start, after]));
		expect(both).toContain(name("series-start"));
		expect(both).toContain(`${name("after-session")} (Lepo)`);
		expect(both).not.toContain(`${name("series-start")} (Lepo)`);
		expect(read(askReminder(t, [after]))).not.toContain(name("series-start"));
	});
});
