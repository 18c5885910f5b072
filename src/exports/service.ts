import type { Temporal } from "temporal-polyfill";
import type { Posted } from "../feedback/model.ts";
import type { Group } from "../groups/model.ts";
import { type Translate, translator } from "../shared/i18n.ts";
import type { GroupId } from "../shared/ids.ts";
import type { Transact, Tx } from "../shared/tx.ts";
import type { Story } from "../stories/model.ts";
import { usable } from "../stories/service.ts";
import { zipOf } from "./files.ts";
import type { Contents } from "./model.ts";
import { tablesOf } from "./tables.ts";

/** What Discord takes from a bot, in bytes, with a little room for what is sent with it. */
export const FILE_LIMIT = 10 * 1024 * 1024 - 64 * 1024;

export interface ExportDependencies {
	transact: Transact;
	/** The surveys of a group in the order of opening, and what its series tell, as their summaries do. */
	surveys: (tx: Tx, group: Group) => Promise<Pick<Contents, "surveys" | "waited">>;
	feedback: { listOf(tx: Tx, groupId: GroupId): Promise<Posted[]> };
	stories: { ofGroup(tx: Tx, groupId: GroupId, now: Temporal.Instant): Promise<Story[]> };
	/** Fewest answers of which something is told. */
	threshold: number;
}

export type ExportOutcome =
	| { kind: "made"; zip: Buffer; surveys: number; feedback: number; stories: number }
	| { kind: "too-large" };

/** Everything of a group's surveys that may be given away, in one file. */
export class ExportService {
	readonly #with: ExportDependencies;

	constructor(dependencies: ExportDependencies) {
		this.#with = dependencies;
	}

	/** In the group's language. Stories without a yes to their words, or without a use outside the group, are not in it. */
	async make(group: Group, now: Temporal.Instant): Promise<ExportOutcome> {
		const contents = await this.#with.transact((tx) => this.contents(tx, group, now));
		const t: Translate = translator(group.language);
		const tables = tablesOf(contents, t, this.#with.threshold);
		const zip = await zipOf(tables, t, now);
		if (zip.length > FILE_LIMIT) return { kind: "too-large" };
		const { surveys, feedback, stories } = contents;
		return {
			kind: "made",
			zip,
			surveys: surveys.length,
			feedback: feedback.length,
			stories: stories.length,
		};
	}

	async contents(tx: Tx, group: Group, now: Temporal.Instant): Promise<Contents> {
		const { surveys, feedback, stories } = this.#with;
		const posted = await feedback.listOf(tx, group.id);
		const told = await stories.ofGroup(tx, group.id, now);
		const usableStories = told.flatMap((story) => {
			const [report, web] = [usable(story, "report", now), usable(story, "web", now)];
			const text = report ?? web;
			if (text === undefined) return [];
			const { series, tags } = story;
			return [{ series, tags, text, report: report !== undefined, web: web !== undefined }];
		});
		return {
			...(await surveys(tx, group)),
			feedback: posted.map(({ series, posted, postedAt }) => {
				return { series, date: dateIn(postedAt, group), ...posted };
			}),
			// In an order that tells nothing of who told when.
			stories: usableStories.toSorted((a, b) => a.series - b.series || (a.text < b.text ? -1 : 1)),
		};
	}
}

/** The ISO date of an instant in the group's zone. */
function dateIn(at: Temporal.Instant, { zone }: Group): string {
	return at.toZonedDateTimeISO(zone).toPlainDate().toString();
}
