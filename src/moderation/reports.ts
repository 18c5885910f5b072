import { randomBytes } from "node:crypto";
import { Temporal } from "temporal-polyfill";
import type { JobHandlers } from "../jobs/ports.ts";
import type { GuildId, UserId } from "../shared/ids.ts";
import { isReadable } from "../shared/text.ts";
import { iso } from "../shared/time.ts";
import type { Tx } from "../shared/tx.ts";
import type { CaseDependencies, Cases } from "./cases.ts";
import type { Before, Case, CaseMessage, Reason, Reported, Standing, Where } from "./model.ts";
import { audienceOf, belongsTo, DRAFT_HOURS, PACE_HOURS, tooFast } from "./rules.ts";

export interface ReportInput {
	reason: Reason;
	text: string;
	urgent: boolean;
	/** Whom it is about, if anybody was named. */
	subject: UserId | null;
	/** What the subject is by their roles on the server. */
	standing: Standing;
	/** Where the button stood; of a message that is looked up. */
	where: Where;
	message: { reported: Reported; before: Before } | null;
}

export type ReportOutcome =
	| {
			kind: "received";
			case: Case;
			/** How many are there who will see it now. */
			present: number;
			/** Of those on duty: when somebody comes next, if nobody is there. */
			next: Temporal.Instant | null;
			/** It is about somebody who works here. `nobody`: and no other coordinator is known to us. */
			about: "participant" | "staff" | "coordinator" | "nobody";
	  }
	| { kind: "slow" }
	| { kind: "self" }
	/** Neither a message nor words. */
	| { kind: "empty" };

export const REPORT_LENGTH = 1000;
/** How many further reports of a case are told of one by one. */
const TOLD_ONE_BY_ONE = 5;

/** What people report, and to which case it belongs. */
export class Reports {
	readonly #with: CaseDependencies;
	readonly #cases: Cases;
	readonly handlers: Pick<JobHandlers, "report.forget">;

	constructor(dependencies: CaseDependencies, cases: Cases) {
		this.#with = dependencies;
		this.#cases = cases;
		this.handlers = {
			"report.forget": (tx, { draft }) => dependencies.store.removeDraft(tx, draft),
		};
	}

	/** Keeps a message while its form is filled in, also when it is deleted meanwhile. @returns the draft's id */
	async draft(
		tx: Tx,
		guildId: GuildId,
		reporter: UserId,
		message: Reported,
		now: Temporal.Instant,
	): Promise<string> {
		const id = randomBytes(16).toString("base64url");
		await this.#with.store.putDraft(tx, { id, guildId, reporter, message, madeAt: now });
		const job = { kind: "report.forget", draft: id } as const;
		await this.#with.jobs.put(tx, `report/${id}`, job, iso(now.add({ hours: DRAFT_HOURS })));
		return id;
	}

	async receive(
		tx: Tx,
		guildId: GuildId,
		reporter: UserId,
		input: ReportInput,
		now: Temporal.Instant,
	): Promise<ReportOutcome> {
		const { store } = this.#with;
		const { message, subject } = input;
		const text = input.text.trim();
		if (subject === reporter) return { kind: "self" };
		if (!message && !isReadable(text)) return { kind: "empty" };
		const earlier = await store.pace(tx, guildId, reporter, now.subtract({ hours: PACE_HOURS }));
		if (tooFast(earlier, now)) return { kind: "slow" };
		await store.addPace(tx, guildId, reporter, now);

		const standing = await this.#standing(tx, guildId, input);
		const { one: found, isNew } = await this.#caseFor(tx, guildId, input, standing, now);
		const { one, released } = await this.#cases.released(tx, found, now);
		const kept = message && (await this.keep(tx, one, message));
		const before = await store.reports(tx, one.id);
		const mine = before.find(
			(each) => each.reporter === reporter && each.caseMessageId === (kept?.id ?? null),
		);
		const urgent = input.urgent || (mine?.urgent ?? false);
		if (mine) {
			const words = [mine.text, text].filter((each) => each !== "" && each !== undefined);
			const joined = [...new Set(words)].join("\n").slice(0, REPORT_LENGTH * 2);
			await store.putReport(tx, { ...mine, reason: input.reason, text: joined, urgent, at: now });
		} else {
			const report = await store.addReport(tx, {
				caseId: one.id,
				caseMessageId: kept?.id ?? null,
				reporter,
				reason: input.reason,
				text,
				urgent,
				at: now,
			});
			await this.#cases.count(tx, guildId, "report", now);
			await this.#cases.count(tx, guildId, `report/${input.reason}`, now);
			if (!isNew && before.length < TOLD_ONE_BY_ONE)
				await this.#cases.put(tx, guildId, { name: "case.more", caseId: one.id, reportId: report.id }, now);
		}
		const louder = urgent && !one.urgent;
		const after = louder ? { ...one, urgent } : one;
		if (louder) await store.put(tx, after);
		// Of what AutoMod stopped nobody was called.
		const first = isNew || (one.kind === "automod" && before.length === 0);
		if (first || louder || released) await this.#cases.call(tx, after, now);
		else await this.#cases.changed(tx, after, now);
		const present = (await this.#cases.team(tx, after, now)).length;
		const next = present > 0 ? undefined : await this.#with.duty.next(tx, guildId, now);
		const about = await this.#about(tx, guildId, subject, standing);
		return { kind: "received", case: after, present, next: next?.startsAt ?? null, about };
	}

	async #caseFor(
		tx: Tx,
		guildId: GuildId,
		input: ReportInput,
		standing: Standing,
		now: Temporal.Instant,
	): Promise<{ one: Case; isNew: boolean }> {
		const { store, whereOf } = this.#with;
		const { message, subject } = input;
		const audience = audienceOf(standing);
		const same = message ? await store.withMessage(tx, guildId, message.reported.messageId) : [];
		const open =
			same.find((each) => each.state === "open" && each.audience === audience) ??
			(await store.list(tx, guildId)).find((each) => belongsTo(each, { subject, audience }, now));
		if (open) return { one: open, isNew: false };
		const one = await this.#cases.open(
			tx,
			{
				guildId,
				kind: "report",
				subject,
				audience,
				where: message ? await whereOf(tx, message.reported.channelId) : input.where,
				urgent: input.urgent,
			},
			now,
		);
		return { one, isNew: true };
	}

	/** The message of a case, once. */
	async keep(
		tx: Tx,
		one: Case,
		{ reported, before }: NonNullable<ReportInput["message"]>,
	): Promise<CaseMessage> {
		const { store } = this.#with;
		const known = (await store.messages(tx, one.id)).find(
			({ messageId }) => messageId === reported.messageId,
		);
		if (known) return known;
		const { sentAt, ...rest } = reported;
		return store.addMessage(tx, {
			...rest,
			caseId: one.id,
			sentAt: Temporal.Instant.from(sentAt),
			before,
		});
	}

	/** By their roles, or by what the coordinator has said of them. */
	async #standing(tx: Tx, guildId: GuildId, { subject, standing }: ReportInput): Promise<Standing> {
		const member = subject === null ? undefined : await this.#with.staff.find(tx, guildId, subject);
		if (standing === "coordinator" || member?.duties.includes("coordinator")) return "coordinator";
		return member ? "staff" : standing;
	}

	async #about(tx: Tx, guildId: GuildId, subject: UserId | null, standing: Standing) {
		if (standing !== "coordinator") return standing;
		const others = await this.#cases.otherCoordinators(tx, guildId, subject);
		return others.length > 0 ? "coordinator" : "nobody";
	}

	/** A draft, by its own reporter only. */
	async drafted(tx: Tx, guildId: GuildId, reporter: UserId, id: string): Promise<Reported | undefined> {
		const draft = await this.#with.store.draft(tx, id);
		return draft?.guildId === guildId && draft.reporter === reporter ? draft.message : undefined;
	}
}
