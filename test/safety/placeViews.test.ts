import fc from "fast-check";
import { expect, test } from "vitest";
import * as handoverViews from "../../src/discord/views/handover.ts";
import * as placeViews from "../../src/discord/views/place.ts";
import { preparation } from "../../src/discord/views/preparation.ts";
import * as rosterViews from "../../src/discord/views/roster.ts";
import * as shiftViews from "../../src/discord/views/shift.ts";
import { trouble } from "../../src/discord/views/trouble.ts";
import { TEXT_LIMIT, type View } from "../../src/discord/views/view.ts";
import { CoverStep } from "../../src/outbox/model.ts";
import { translator } from "../../src/shared/i18n.ts";
import { group, model, person } from "../discord/longest.ts";
import { note, opening, place, rooms, settings, shift, standing, swap } from "../discord/longestPlaces.ts";
import { hostile } from "./hostile.ts";
import { made, textOf } from "./made.ts";

const t = translator("fi");

/** What people write of places, shifts and handovers. */
interface Words {
	place: string;
	title: string;
	professional: string;
	reason: string;
	because: string;
	name: string;
	organisation: string;
	group: string;
	handover: [string, string, string];
}

const plainWords: Words = {
	place: "x",
	title: "x",
	professional: "x",
	reason: "x",
	because: "x",
	name: "x",
	organisation: "x",
	group: "x",
	handover: ["x", "x", "x"],
};

/** Every message in which something of it stands. */
function views(words: Words): Record<string, View> {
	const at = { ...place, name: words.place, needs: 2 };
	const themed = {
		theme: { title: words.title, professional: words.professional },
		override: { by: person(9), reason: words.reason, at: "" },
		supervisors: [person(1), null],
	};
	const now = opening({ ...themed, state: "waiting" });
	const open = opening({ ...themed, state: "open" });
	const coming = [
		opening(themed),
		opening({ ...themed, state: "cancelled", cancelledBecause: words.because }),
	];
	const one = shift({ title: words.title, where: words.place });
	const meeting = shift({
		title: words.title,
		where: words.group,
		slots: [{ duty: "facilitator", userId: null }],
	});
	const filled = { ...one, slots: one.slots.map((each) => ({ ...each, userId: person(2) })) };
	const [talkedAbout, toFollow, needs] = words.handover;
	const session = model({ title: words.title, expert: { name: words.professional, userId: person(5) } });
	const onDuty = [{ publicName: words.name, organisation: words.organisation }];
	const seen = (current: typeof now) => standing(current, { place: at, coming });
	const files = { name: "piiri.ics", data: Buffer.from("") };
	return {
		card: placeViews.placeCard(t, { standing: seen(open), onDuty, rooms }),
		"card closed": placeViews.placeCard(t, { standing: seen(now), onDuty: [], rooms }),
		staff: placeViews.placeStaff(t, { standing: seen(now), last: undefined }),
		ending: placeViews.placeEnding(t, open),
		notice: placeViews.placeNotice(t, {
			place: at,
			opening: { ...now, cancelledBecause: words.because },
			what: "cancelled",
			next: opening(themed),
		}),
		short: placeViews.placeShort(t, { place: at, opening: now, present: [] }),
		board: rosterViews.board(t, { short: [one, meeting], filled: [filled] }),
		...Object.fromEntries(
			CoverStep.options.map((step) => [
				`cover ${step}`,
				rosterViews.cover(t, { shift: one, step, circle: [person(3)], settings }),
			]),
		),
		swap: rosterViews.swapOffer(t, { swap, shift: one, back: meeting }),
		swapped: rosterViews.swapEnded(t, {
			swap: { ...swap, state: "accepted", takenBy: person(2) },
			shift: one,
			back: meeting,
		}),
		reminder: shiftViews.shiftReminder(t, { shift: one, userId: person(1), which: "day" }),
		change: shiftViews.shiftChange(t, { shift: one, what: "moved", calendar: files }),
		notes: handoverViews.handoverNotes(t, {
			shift: filled,
			notes: [{ ...note, talkedAbout, toFollow, needs }],
		}),
		preparation: preparation(t, {
			session: session.session,
			expert: { name: words.professional, userId: person(5) },
			group: { ...group, name: words.group },
			questions: [],
			nicknames: new Map(),
			rooms,
		}),
		"trouble of a place": trouble(t, { place: words.place }),
	};
}

const long: fc.Arbitrary<Words> = fc.record({
	place: hostile(60),
	title: hostile(4000),
	professional: hostile(4000),
	reason: hostile(4000),
	because: hostile(4000),
	name: hostile(4000),
	organisation: hostile(4000),
	group: hostile(60),
	handover: fc.tuple(hostile(4000), hostile(4000), hostile(4000)),
});

test("whatever is written of places, shifts and handovers calls nobody, forms nothing and keeps its length", () => {
	const benign = views(plainWords);
	fc.assert(
		fc.property(long, (words) => {
			for (const [name, view] of Object.entries(views(words))) {
				const text = textOf(view);
				const expected = benign[name];
				if (!expected) throw new Error(name);
				expect(text.length, name).toBeLessThanOrEqual(TEXT_LIMIT);
				expect([view.calls, view.callRoles], name).toEqual([expected.calls, expected.callRoles]);
				expect({ name, ...made(text) }).toEqual({ name, ...made(textOf(expected)) });
			}
		}),
		{ numRuns: 150 },
	);
});
