import { Temporal } from "temporal-polyfill";
import type { HoursId, PlaceId } from "../shared/ids.ts";
import { parseDate, parseTime } from "../shared/time.ts";
import type { Tx } from "../shared/tx.ts";
import { isSkipped, jumpsOf, overlappingHours, spansOverlap } from "./dates.ts";
import type { LifeDependencies, OpeningLife } from "./life.ts";
import type { Opening, Span, WeeklyHours } from "./model.ts";
import type { ExceptionOutcome, HoursOutcome } from "./outcomes.ts";
import { type OpeningPlanner, todayIn } from "./plan.ts";

/** Weekly hours as somebody asks for them: times "HH:MM", dates ISO. */
export type AskedHours = Omit<WeeklyHours, "id" | "placeId">;

type SpanProblem = { kind: "bad-time"; text: string } | { kind: "end-before-start" };

/** The weekly hours of places and the dates that are otherwise. Every change plans the coming weeks anew. */
export class Timetables {
	readonly #places: LifeDependencies["places"];
	readonly #life: OpeningLife;
	readonly #planner: OpeningPlanner;

	constructor(places: LifeDependencies["places"], life: OpeningLife, planner: OpeningPlanner) {
		this.#places = places;
		this.#life = life;
		this.#planner = planner;
	}

	async add(tx: Tx, placeId: PlaceId, asked: AskedHours, now: Temporal.Instant): Promise<HoursOutcome> {
		const found = await this.#life.settle(tx, placeId, now);
		if (!found) return { kind: "not-found" };
		const problem = seasonProblem(asked) ?? spanProblem(asked);
		if (problem) return problem;
		const wanted = { ...asked, placeId };
		const other = overlappingHours(wanted, await this.#places.hours(tx, placeId));
		if (other) return { kind: "overlap", with: other };
		const hours = await this.#places.addHours(tx, wanted);
		const { planned } = await this.#planner.replan(tx, found, now);
		return { kind: "added", hours, planned, jumps: jumpsOf(hours, found.zone, todayIn(found.zone, now)) };
	}

	async remove(
		tx: Tx,
		placeId: PlaceId,
		id: HoursId,
		now: Temporal.Instant,
	): Promise<{ kind: "removed"; cancelled: Opening[] } | { kind: "not-found" }> {
		const found = await this.#life.settle(tx, placeId, now);
		const known = found && (await this.#places.hours(tx, placeId)).some((hours) => hours.id === id);
		if (!known) return { kind: "not-found" };
		await this.#places.removeHours(tx, id);
		const { cancelled } = await this.#planner.replan(tx, found, now);
		return { kind: "removed", cancelled };
	}

	/** @param spans empty: closed; null: as usual again */
	async except(
		tx: Tx,
		placeId: PlaceId,
		date: string,
		spans: readonly Span[] | null,
		reason: string,
		now: Temporal.Instant,
	): Promise<ExceptionOutcome> {
		const found = await this.#life.settle(tx, placeId, now);
		if (!found) return { kind: "not-found" };
		const day = parseDate(date);
		if (!day) return { kind: "bad-date", text: date };
		if (Temporal.PlainDate.compare(day, todayIn(found.zone, now)) < 0) return { kind: "in-past" };
		const problem = spans && spansProblem(spans, day, found.zone);
		if (problem) return problem;
		if (spans === null) await this.#places.removeException(tx, placeId, date);
		else await this.#places.putException(tx, { placeId, date, hours: inOrder(spans), reason });
		const changes = await this.#planner.replan(tx, found, now);
		const exception =
			spans === null
				? { placeId, date, hours: await this.#planner.usual(tx, found, day), reason: "" }
				: { placeId, date, hours: inOrder(spans), reason };
		return { kind: "set", exception, ...changes };
	}
}

function seasonProblem({ from, until }: AskedHours): HoursOutcome | undefined {
	const bad = [from, until].find((date) => date !== null && !parseDate(date));
	if (bad) return { kind: "bad-date", text: bad };
	return from !== null && until !== null && until < from ? { kind: "season-backwards" } : undefined;
}

function spanProblem({ opens, closes }: Span): SpanProblem | undefined {
	const bad = [opens, closes].find((time) => !parseTime(time));
	if (bad !== undefined) return { kind: "bad-time", text: bad };
	return closes <= opens ? { kind: "end-before-start" } : undefined;
}

function spansProblem(
	spans: readonly Span[],
	date: Temporal.PlainDate,
	zone: string,
): ExceptionOutcome | undefined {
	for (const span of spans) {
		const problem = spanProblem(span);
		if (problem) return problem;
	}
	if (spans.some((one, index) => spans.slice(index + 1).some((other) => spansOverlap(one, other)))) {
		return { kind: "overlap" };
	}
	const skipped = spans
		.flatMap(({ opens, closes }) => [opens, closes])
		.find((time) => isSkipped(date, time, zone));
	return skipped === undefined ? undefined : { kind: "no-such-hour", time: skipped };
}

function inOrder(spans: readonly Span[]): Span[] {
	return spans.toSorted((one, other) => (one.opens < other.opens ? -1 : 1));
}
