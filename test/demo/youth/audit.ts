import { Temporal } from "temporal-polyfill";
import { hoursText } from "../../../commands/text.ts";
import { type TextKey, translator } from "../../../src/shared/i18n.ts";
import { Language } from "../../../src/shared/language.ts";
import { isWithinGrace, lackingIn, type Sums, sums } from "./doors.ts";
import { coverTold, monthsShown, notesShown, reminderTimes } from "./expected.ts";
import type { Journal, Posted } from "./journal.ts";
import type { Shift } from "./rota.ts";
import type { Played } from "./story.ts";
import { COORDINATOR_CHANNEL, STAFF_CHANNEL, stamp } from "./team.ts";

export interface Findings {
	sums: Sums;
	remindersSent: number;
	/** What should be there once and was not; and what was there too often. In words. */
	lost: string[];
	duplicates: string[];
	/** What was otherwise than people knew it should be. */
	wrong: string[];
}

/**
 * Holds everything that was ever posted, the doors and what stands at the end against what the people did.
 * @param slack what Discord may bring later than it was decided, in milliseconds
 */
export async function audit(journal: Journal, played: Played, slack = 0): Promise<Findings> {
	return new Audit(journal, played, slack).hold();
}

class Audit {
	readonly #journal: Journal;
	readonly #played: Played;
	readonly #slack: number;
	readonly #found: Findings;

	constructor(journal: Journal, played: Played, slack: number) {
		const { team, doors } = played;
		this.#journal = journal;
		this.#played = played;
		this.#slack = slack;
		this.#found = {
			sums: sums(doors, team.presence, team.rota, slack),
			remindersSent: this.#count(["rosters:reminder.day", "rosters:reminder.hour"]),
			lost: [],
			duplicates: [],
			wrong: [...team.deeds.wrong, ...played.safety.wrong],
		};
	}

	async hold(): Promise<Findings> {
		const { wrong, sums: found } = this.#found;
		if (!isWithinGrace(found, this.#slack)) wrong.push("the doors stood open with too few, or out of hours");
		await this.#reminders();
		await this.#changes();
		this.#cover();
		this.#swaps();
		this.#doors();
		this.#handovers();
		this.#standing();
		await this.#nothingStale();
		if (this.#slack === 0) this.#figures();
		this.#twice();
		return this.#found;
	}

	/** Every reminder that was asked for, of every shift as it was held then, where it was asked for. */
	async #reminders(): Promise<void> {
		const { rota, cast, gone } = this.#played.team;
		let expected = 0;
		for (const shift of rota.shifts) {
			for (const which of ["day", "hour"] as const) {
				const at = reminderTimes(shift)[which];
				// What somebody did in that very moment they did after the clock had struck.
				for (const name of rota.holdersAt(shift, at - 1)) {
					if (cast.supervisors.find((each) => each.name === name)?.reminders === "off") continue;
					if (gone.has(name) && rota.holdersAt(shift, at).length === 0) continue;
					expected += 1;
					const what = `reminder (${which}) of ${name} for ${shift.date}`;
					this.#once(what, (await this.#toldTo(name, `rosters:reminder.${which}`, shift)).length);
				}
			}
		}
		this.#once("reminders in all", this.#found.remindersSent, expected);
	}

	/** What others did to somebody's shift. */
	async #changes(): Promise<void> {
		const { told } = this.#played.team.deeds;
		const key = ({ name, what, shift }: (typeof told)[number]) => `${what}: ${shift.date} of ${name}`;
		for (const [about, all] of Map.groupBy(told, key)) {
			const [one] = all;
			if (!one) continue;
			const posted = await this.#toldTo(one.name, `rosters:change.${one.what}.title`, one.shift);
			this.#once(`word of ${about}`, posted.length, all.length);
		}
		for (const what of ["assigned", "released", "cancelled", "moved"] as const) {
			const expected = told.filter((each) => each.what === what).length;
			this.#once(`words of ${what} shifts in all`, this.#count([`rosters:change.${what}.title`]), expected);
		}
	}

	/** Once a step to the circle of that step. */
	#cover(): void {
		for (const shift of this.#played.team.rota.shifts) {
			const told = coverTold(shift);
			for (const step of ["7d", "2d", "24h", "3h"] as const) {
				const channel = step === "3h" ? COORDINATOR_CHANNEL : STAFF_CHANNEL;
				const posted = this.#posted(`rosters:cover.title.${step}`, shift).filter(
					(each) => each.channel === channel,
				);
				const expected = told.filter((each) => each === step).length;
				this.#once(`call (${step}) for ${shift.date}`, posted.length, expected);
			}
		}
	}

	#swaps(): void {
		this.#once("offers of shifts", this.#count(["rosters:swap.title"]), this.#played.team.deeds.offers);
	}

	/** What the public and the staff are told of the doors. */
	#doors(): void {
		const { team, doors } = this.#played;
		const { shut } = this.#found.sums;
		const late = shut.filter(({ how }) => how !== "early");
		this.#once(
			"word that the doors are not open yet",
			this.#count(["openings:notice.not-opened.title"]),
			late.length,
		);
		const early = shut.length - late.length;
		this.#once(
			"word that the doors had to close",
			this.#count(["openings:notice.closed-short.title"]),
			early,
		);
		const held = team.rota.shifts.filter(({ calledOffAt }) => calledOffAt === null);
		const off = team.rota.shifts.length - held.length;
		this.#once("word that an opening is called off", this.#count(["openings:notice.cancelled.title"]), off);
		const spans = held.map((shift) => ({
			shift,
			from: shift.startsAt.epochMilliseconds,
			to: shift.endsAt.epochMilliseconds,
		}));
		const ending = spans.flatMap(({ to }) => doors.openBetween(to - 600_000, to));
		this.#once("word that the doors close soon", this.#count(["openings:ending.title"]), ending.length);
		const lacking = spans.flatMap(({ shift, from, to }) => lackingIn(shift, team.presence, { from, to }));
		const title = this.#start("openings:short.title", { place: team.cast.place });
		const short = this.#journal.posted.filter(({ text }) => text.startsWith(`### ${title}`));
		this.#once("word to staff that too few are here", short.length, lacking.length);
	}

	#handovers(): void {
		const { rota, deeds, stage, cast } = this.#played.team;
		for (const shift of rota.shifts) {
			const shown = this.#posted("handovers:notes.title", shift).length;
			this.#once(`notes for ${shift.date}`, shown, Number(notesShown(shift, rota, deeds.handovers)));
		}
		const months = monthsShown(deeds.handovers, stage.now).map((month) =>
			Temporal.PlainYearMonth.from(month)
				.toPlainDate({ day: 1 })
				.toLocaleString(cast.language, { month: "long", year: "numeric" }),
		);
		const title = this.#start("handovers:month.title", { month: "\0" }).split("\0")[0] ?? "";
		const told = this.#journal.posted.filter(({ text }) => text.startsWith(`### ${title}`));
		this.#once("pictures of months", told.length, months.length);
		for (const month of months) {
			this.#once(`picture of ${month}`, told.filter(({ text }) => text.includes(month)).length);
		}
	}

	/** One card for everybody, one for the staff, one board. */
	#standing(): void {
		const { cast } = this.#played.team;
		const headed = (heading: string) =>
			this.#journal.posted.filter(({ text }) => text.startsWith(heading)).length;
		this.#once("card of the place", headed(`## ${cast.place}\n`));
		this.#once(
			"card for the staff",
			headed(`### ${this.#start("openings:staff.title", { place: cast.place })}`),
		);
		this.#once("board of shifts", headed(`## ${this.#start("rosters:board.title")}`));
	}

	/** What has served is gone when the summer is over. */
	async #nothingStale(): Promise<void> {
		const { team } = this.#played;
		const coordinator = await team.coordinator;
		const passing = [
			"rosters:reminder.day",
			"rosters:reminder.hour",
			"rosters:cover.title.7d",
			"rosters:cover.title.2d",
			"rosters:cover.title.24h",
			"rosters:cover.title.3h",
			"rosters:swap.title",
			"rosters:swap.accepted.title",
			"rosters:swap.declined.title",
			"rosters:swap.forbidden.title",
			"openings:ending.title",
			"openings:notice.not-opened.title",
		] as const;
		const headings = passing.map((key) => `### ${team.t(key)}`);
		const rooms = [STAFF_CHANNEL, COORDINATOR_CHANNEL, team.room("discussion")];
		for (const room of rooms) {
			for (const { text } of coordinator.read(room)) {
				const heading = headings.find((each) => text.startsWith(each));
				if (heading) this.#found.wrong.push(`still stands in ${room}: ${text.replaceAll("\n", " ")}`);
			}
		}
	}

	/** What the coordinator is told is what the doors and the people showed. */
	#figures(): void {
		const { figures } = this.#played.team.deeds;
		const { planned, open, shut } = this.#found.sums;
		const hours = (ms: number) => hoursText(ms / 60_000, this.#played.team.cast.language);
		const values = { planned: hours(planned), open: hours(open), short: hours(planned - open) };
		const closings = shut.filter(({ how }) => how !== "late").length;
		const t = translator(this.#played.team.languageOf(this.#played.team.cast.coordinator));
		const lines = [
			t("rosters:reply.figures-total", values),
			t("rosters:reply.figures-closings", { count: closings }),
		];
		const text = figures?.text.split("\n") ?? [];
		for (const line of lines) {
			if (!text.includes(line)) this.#found.wrong.push(`the figures do not say: ${line}`);
		}
		const [image] = figures?.message?.images ?? [];
		if (!image?.alt) this.#found.wrong.push("the figures have no picture that is also words");
	}

	/** The same words at the same minute in the same place. */
	#twice(): void {
		const key = ({ at, channel, to, text }: Posted) => `${Math.floor(at / 60_000)} ${channel ?? to}: ${text}`;
		for (const all of Map.groupBy(this.#journal.posted, key).values()) {
			const [one] = all;
			if (one && all.length > 1) {
				this.#found.duplicates.push(`posted ${all.length} times: ${one.text.slice(0, 80)}`);
			}
		}
	}

	/** What was posted to somebody about a shift: directly, or in the staff's channel with their name on a line. */
	async #toldTo(name: string, key: TextKey, shift: Shift): Promise<Posted[]> {
		const { team } = this.#played;
		const { reminders, closedDms } = team.supervisor(name) ?? {};
		const { id } = await team.person(name);
		const directly = reminders === "dm" && !closedDms;
		return this.#posted(key, shift).filter(({ to, channel, text }) =>
			directly ? to === id : channel === STAFF_CHANNEL && text.split("\n").includes(`<@${id}>`),
		);
	}

	#posted(key: TextKey, shift: Shift): Posted[] {
		const headings = headingsOf(key);
		return this.#journal.posted.filter(
			({ text }) => headings.some((each) => text.startsWith(each)) && text.includes(stamp(shift)),
		);
	}

	#count(keys: TextKey[]): number {
		const headings = keys.flatMap(headingsOf);
		return this.#journal.posted.filter(({ text }) => headings.some((each) => text.startsWith(each))).length;
	}

	#start(key: TextKey, values: Record<string, string> = {}): string {
		return translator(this.#played.team.cast.language)(key, values as never);
	}

	#once(what: string, count: number, expected = 1): void {
		for (let n = count; n < expected; n++) this.#found.lost.push(what);
		for (let n = expected; n < count; n++) this.#found.duplicates.push(what);
	}
}

/** A title in every language, as it begins a message. */
function headingsOf(key: TextKey): string[] {
	return Language.options.map((language) => `### ${translator(language)(key)}`);
}
