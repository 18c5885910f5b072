import { Temporal } from "temporal-polyfill";
import { type TextKey, translator } from "../../src/shared/i18n.ts";
import type { Answer, Person } from "../sandbox/index.ts";
import type { Stage } from "../support/stage.ts";
import type { Cast, Participant } from "./casts.ts";

export interface Asked {
	occasion: "series-start" | "after-session" | "debrief" | "series-end";
	/** The session's number. */
	session: number;
	sent: number;
}

/** What the people of a story did, for the audit to hold against what stands in the sandbox. */
export interface Deeds {
	/** What was asked, in order: beside which session, and how many sent their answers. */
	asked: Asked[];
	/** How many became members. */
	joined: number;
	/** Display names of those who are members at the end. */
	members: string[];
	/** Titles of the sessions, in order, as the group reads them. */
	titles: string[];
}

/** Tells what happens, in one line. */
export type Tell = (line: string) => void;

/** The people of a story on their stage, who of them is inside the group, and what they have done. */
export class Troupe {
	readonly stage: Stage;
	readonly cast: Cast;
	readonly people = new Map<string, Person>();
	readonly inside = new Set<Participant>();
	readonly deeds: Deeds = { asked: [], joined: 0, members: [], titles: [] };
	readonly #tell: Tell;
	readonly #onAsked: (asked: Asked) => void;

	constructor(stage: Stage, cast: Cast, tell: Tell, onAsked: (asked: Asked) => void = () => {}) {
		this.stage = stage;
		this.cast = cast;
		this.#tell = tell;
		this.#onAsked = onAsked;
	}

	/** People have answered what they were asked. */
	answered(asked: Asked): void {
		this.deeds.asked.push(asked);
		this.#onAsked(asked);
		this.line(`${asked.occasion} ${asked.session}: ${asked.sent} people answer`);
	}

	canConnect(one: Participant): boolean {
		const voice = this.t("messages:room.voice.name");
		return (
			this.people
				.get(one.name)
				?.channels()
				.find(({ name }) => name === voice)?.canConnect ?? false
		);
	}

	press(one: Participant, key: TextKey): Promise<Answer> {
		return this.stage.answered(async () => (await this.person(one.name)).press(this.t(key)));
	}

	all(ones: Participant[]): Promise<Person[]> {
		return Promise.all(ones.map(({ name }) => this.person(name)));
	}

	async person(name: string, habits?: Participant): Promise<Person> {
		const person = await this.stage.sandbox.person(name, {
			locale: habits?.locale ?? "fi",
			dms: habits?.closedDms ? "closed" : "open",
			in: habits ? "outside" : "server",
		});
		this.people.set(name, person);
		return person;
	}

	/** Texts in the group's language: what stands in its rooms. */
	t(key: TextKey): string {
		return translator(this.cast.language)(key);
	}

	line(text: string): void {
		const { now, zone } = this.stage;
		const readable = text.replace(/<t:(\d+)(?::\w)?>/g, (_, seconds: string) =>
			minute(Temporal.Instant.fromEpochMilliseconds(Number(seconds) * 1000).toZonedDateTimeISO(zone)),
		);
		this.#tell(`${minute(now)}  ${readable}`);
	}
}

/** "2026-10-01 18:00" */
export function minute(at: Temporal.ZonedDateTime): string {
	return at.toPlainDateTime().toString({ smallestUnit: "minute" }).replace("T", " ");
}

/** The first line of what is answered, without its markup. */
export function firstLine(answer: Answer): string {
	return answer.text.split("\n")[0]?.replace(/^#+ /, "") ?? "";
}
