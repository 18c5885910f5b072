import type { ButtonBuilder } from "discord.js";
import type { Temporal } from "temporal-polyfill";
import type { CrisisLine } from "../../help/crisis.ts";
import type { Case, Step } from "../../moderation/model.ts";
import { agreeBy, inForce, isAsked, isTimed, isUndoable, toldDirectly } from "../../moderation/stepRules.ts";
import type { Translate } from "../../shared/i18n.ts";
import type { RoleId, UserId } from "../../shared/ids.ts";
import { whyNotAllowed } from "../failure.ts";
import { permissionName } from "../permissions.ts";
import { numbersText } from "./crisis.ts";
import { type SafetyOf, safetyRow } from "./safetyRow.ts";
import { channel, person, plain, plainLines, relative, when } from "./text.ts";
import { button, type Part, type View, view } from "./view.ts";

/** How much of a reason or of a returned message is shown, escaped. */
const REASON = 1500;
const RETURNED = 3000;

/** What staff can do next in an open case. */
export function stepButtons(t: Translate, { id, where }: Pick<Case, "id" | "where">): ButtonBuilder[] {
	return [
		button(t, "moderation:step.button.choose", "secondary", "step", id),
		...(where.channelId === null
			? []
			: [button(t, "moderation:quiet.button.case", "secondary", "quiet-case", id)]),
	];
}

export interface StaffModel {
	step: Step;
	now: Temporal.Instant;
	/** Why Discord refused it, in the reason of a failure; null when it did not. */
	failed: string | null;
	/** Whether the person can be told. */
	told: boolean;
	/** Who is called to a ban that waits for a second of the staff. */
	call?: { role: RoleId; people: readonly UserId[] };
}

/** As many are called by name. */
const CALLED = 10;

/** To staff, in the case's thread. */
export function stepStaff(t: Translate, { step, now, failed, told, call }: StaffModel): View {
	const { id, kind, subject, where, by, second, reason, at, until } = step;
	const asked = isAsked(step, now);
	const people = call?.people.slice(0, CALLED) ?? [];
	const parts: Part[] = [
		`### ${t("moderation:step.staff.title", { kind: t(`moderation:step.kind.${kind}`) })}`,
		[
			subject !== null && t("moderation:step.staff.about", { who: person(subject) }),
			(kind === "slow" || kind === "hide") &&
				where.channelId !== null &&
				t("moderation:step.staff.channel", { room: channel(where.channelId) }),
			t("moderation:step.staff.by", { who: person(by), when: when(at) }),
			second !== null && t("moderation:step.staff.second", { who: person(second) }),
			until !== null && t("moderation:step.staff.until", { when: when(until), relative: relative(until) }),
		]
			.filter((line) => line !== false)
			.join("\n"),
		quote(reason),
		failed === null ? stateOf(t, step, now) : failureText(t, step, failed),
		!told && step.state === "done" && t("moderation:step.staff.not-told"),
		failed === null &&
			inForce(step, now) &&
			(kind === "timeout" || kind === "listen") &&
			`-# ${t("moderation:step.staff.away")}`,
		call !== undefined && `-# ${[`<@&${call.role}>`, ...people.map(person)].join(" ")}`,
		[
			...(asked
				? [
						button(t, "moderation:step.button.agree", "danger", "step-agree", id),
						button(t, "moderation:step.button.refuse", "secondary", "step-undo", id),
					]
				: []),
			...(!asked && isUndoable(step, now)
				? [button(t, "moderation:step.button.undo", "secondary", "step-undo", id)]
				: []),
		],
	];
	return view(parts, { calls: people, callRoles: call ? [call.role] : [] });
}

function stateOf(t: Translate, step: Step, now: Temporal.Instant): string {
	const { state, undoneBy, undoneAt, kind } = step;
	const who = undoneBy === null ? "—" : person(undoneBy);
	switch (state) {
		case "asked":
			return isAsked(step, now)
				? t("moderation:step.staff.asked", { when: when(agreeBy(step)) })
				: t("moderation:step.staff.lapsed");
		case "refused":
			return undoneBy === null
				? t("moderation:step.staff.lapsed")
				: t("moderation:step.staff.refused", { who });
		case "undone":
			return t("moderation:step.staff.undone", { who, when: undoneAt ? when(undoneAt) : "—" });
		case "done":
			if (!inForce(step, now)) return t("moderation:step.staff.over");
			return t(kind === "remind" ? "moderation:step.staff.done" : "moderation:step.staff.holds");
	}
}

function failureText(t: Translate, { kind }: Step, reason: string): string {
	const why = whyNotAllowed(reason);
	const instead = kind === "remind" || kind === "remove" ? null : kind;
	return [
		t("moderation:step.failed.title"),
		why === undefined
			? t("moderation:step.failed.other", { reason: plain(reason) })
			: why === "above"
				? t("moderation:step.failed.above")
				: t("moderation:step.failed.permission", {
						permission: permissionName(t, why),
						restore: t("messages:problem.restore"),
					}),
		instead && t(`moderation:step.failed.instead.${instead}`),
	]
		.filter((line) => line !== null)
		.join("\n");
}

export interface NoticeModel {
	step: Step;
	now: Temporal.Instant;
	/** The group's or place's name, else the server's. */
	place: string;
	server: string;
	/** Whose ground rules and help are one press away; null in a direct message. */
	of: SafetyOf | null;
	/** Whether the coordinator's answer is read by a press, because no message brings it. */
	answered?: boolean;
	/** Whom the message calls by name; null in a direct message and in a channel. */
	to: UserId | null;
	/** Whom to call: who is timed out can press nothing. */
	numbers: readonly CrisisLine[];
}

/** To the person: what was decided, why, and what they can do. In a channel that is slower: nobody in particular. */
export function stepNotice(t: Translate, model: NoticeModel): View {
	const { step, now, place, server, of, to, numbers, answered = false } = model;
	const { id, kind, reason, until, state, subject } = step;
	const words = { until: until ? when(until) : "", place: plain(place), server: plain(server) };
	const over = state === "done" && !inForce(step, now);
	const mayPress = kind !== "timeout" || over || state !== "done";
	const next = toldDirectly(step) ? "next-ban" : mayPress ? "next" : "next-later";
	const parts: Part[] = [
		`### ${t(`moderation:step.notice.title.${kind}`)}`,
		to === null && kind !== "slow" && `-# ${plain(server)}`,
		state === "undone" && t("moderation:step.notice.undone"),
		over && isTimed(kind) && t("moderation:step.notice.over"),
		state === "done" && !over && t(`moderation:step.notice.text.${kind}`, words),
	];
	if (kind === "slow") return view(parts);
	return view(
		[
			...parts,
			`${t("moderation:step.notice.why", { reason: "" }).trimEnd()}\n${quote(reason)}`,
			state === "done" && t(`moderation:step.notice.${next}`),
			`-# ${t("moderation:step.notice.by")}${to === null ? "" : ` ${person(to)}`}`,
			subject !== null &&
				state === "done" &&
				mayPress && [button(t, "moderation:appeal.button.write", "primary", "appeal", id)],
			state === "undone" && answered && [button(t, "moderation:appeal.button.read", "primary", "appeal", id)],
			mayPress ? of !== null && safetyRow(t, of) : numbersText(t, numbers),
		],
		to === null ? {} : { calls: [to] },
	);
}

/** Where a hidden message was, when that was taken back. */
export function stepReturned(t: Translate, { author, copy }: { author: UserId | null; copy: string }): View {
	const who = author === null ? "—" : person(author);
	return view([
		`### ${t("moderation:step.returned.title")}`,
		t("moderation:step.returned.text", { who }),
		copy.trim() === "" ? t("moderation:step.returned.empty") : quote(copy, RETURNED),
	]);
}

/** What somebody wrote, as a quotation; at most `max` characters. */
function quote(text: string, max = REASON): string {
	const lines = plainLines(text, max).split("\n");
	const quoted = lines.map((line) => `> ${line}`).join("\n");
	return quoted.length <= max ? quoted : lines.join("\n");
}
