import type { ButtonBuilder } from "discord.js";
import type { Case, CaseMessage, CaseWord, Report, Step } from "../../moderation/model.ts";
import type { Dossier } from "../../moderation/record.ts";
import type { Translate } from "../../shared/i18n.ts";
import type { GuildId, RoleId, UserId } from "../../shared/ids.ts";
import { channel, channelUrl, fitting, person, plain, plainLines, relative, when } from "./text.ts";
import { button, TEXT_LIMIT, type View, view } from "./view.ts";

/** How much of each thing a thread's first message shows; the rest is in `/case show`. */
const REPORTS = 5;
const MESSAGES = 3;
/** What the parts may hold together: Discord counts all of a message. */
const ROOM = { reports: 800, messages: 1900 };
/** As many are called by name; the others see it in their list of threads. */
const CALLED = 10;

/** To those who handle it: what was reported, the messages as they were, and what can be done. */
export function caseThread(
	t: Translate,
	dossier: Dossier,
	{ team, more }: { team: UserId[]; more: ButtonBuilder[] },
): View {
	const { case: one } = dossier;
	const calls = one.state === "open" && one.takenBy === null ? team.slice(0, CALLED) : [];
	return view(
		[
			...caseParts(t, dossier, ROOM.messages),
			calls.length > 0 && named(calls),
			one.state === "open" && handles(t, dossier),
			one.state === "open" && more,
		],
		{ calls },
	);
}

/** The same with what was done and written; for one reader. Texts only. */
export function caseText(t: Translate, dossier: Dossier): string {
	const { steps, words } = dossier;
	const parts = [
		...caseParts(t, dossier, 2600).filter((part) => typeof part === "string"),
		steps.length > 0 &&
			`**${t("moderation:case.steps")}**\n${steps.map((step) => stepLine(t, step)).join("\n")}`,
		words.length > 0 &&
			`**${t("moderation:case.words")}**\n${words.map((word) => wordLine(t, word)).join("\n")}`,
	];
	const lines = parts
		.filter((part) => part !== false)
		.join("\n")
		.split("\n");
	const { shown, left } = fitting(lines, TEXT_LIMIT - 100);
	return [...shown, ...(left > 0 ? [t("moderation:case.and-more", { count: left })] : [])].join("\n");
}

/** What can be done about an open case besides its steps. */
export function handles(t: Translate, { case: { id, takenBy, subject }, reports }: Dossier): ButtonBuilder[] {
	return [
		...(takenBy === null ? [button(t, "moderation:button.take", "primary", "case-take", id)] : []),
		...(reports.some(({ reporter }) => reporter !== null)
			? [button(t, "moderation:button.write-reporter", "secondary", "case-write", id, "reporter")]
			: []),
		...(subject === null
			? []
			: [button(t, "moderation:button.write-subject", "secondary", "case-write", id, "subject")]),
		button(t, "moderation:button.close", "secondary", "case-close", id),
	];
}

function caseParts(t: Translate, { case: one, reports, messages }: Dossier, room: number) {
	return [
		`### ${caseTitle(t, one)}`,
		head(t, one),
		reports.length > 0 && reportsText(t, reports),
		messages.length > 0 && messagesText(t, one.guildId, messages, room),
		reports.length > 0 && `-# ${t("moderation:case.note")}`,
	];
}

function caseTitle(t: Translate, one: Case): string {
	const title = t("moderation:case.title", { number: one.id });
	const kind = t(`moderation:case.kind.${one.kind}`);
	return [title, kind, ...(one.urgent ? [t("moderation:case.urgent")] : [])].join(" · ");
}

function head(t: Translate, one: Case): string {
	const { subject, where, openedAt, takenBy, closedAt, closedBy, outcome } = one;
	const state =
		closedAt !== null
			? t("moderation:case.closed", {
					when: when(closedAt),
					who: who(t, closedBy),
					outcome: plain(outcome, 350),
				})
			: `${t("moderation:case.open", { when: when(openedAt) })} ${
					takenBy === null
						? t("moderation:case.not-taken")
						: t("moderation:case.taken", { who: person(takenBy) })
				}`;
	return [
		subject === null
			? t("moderation:case.about-nobody")
			: t("moderation:case.about", { who: person(subject) }),
		...(where.channelId ? [t("moderation:case.where", { room: channel(where.channelId) })] : []),
		state,
	].join("\n");
}

function reportsText(t: Translate, reports: readonly Report[]): string {
	// The newest are shown: what came first has been read.
	const last = reports.slice(-REPORTS);
	const share = Math.floor((ROOM.reports - 60) / last.length) - 110;
	const lines = last.map((report) => reportLine(t, report, share));
	const left = reports.length - last.length;
	return [
		`**${t("moderation:case.reports", { count: reports.length })}**`,
		...lines,
		...(left > 0 ? [t("moderation:case.and-more", { count: left })] : []),
	].join("\n");
}

function reportLine(t: Translate, { at, reporter, reason, text, urgent }: Report, most: number): string {
	const line = t("moderation:case.report", {
		when: when(at),
		who: who(t, reporter),
		reason: t(`moderation:reason.${reason}`),
	});
	const marked = urgent ? `${line} · ${t("moderation:case.urgent")}` : line;
	return text === "" ? marked : `${marked}\n${quote(plainLines(text, most))}`;
}

function messagesText(
	t: Translate,
	guildId: GuildId,
	messages: readonly CaseMessage[],
	room: number,
): string {
	const last = messages.slice(-MESSAGES);
	// What came before is shown of the newest only: it is one talk.
	const newest = last.at(-1);
	const links = newest ? beforeText(t, guildId, newest) : "";
	const share = Math.floor((room - links.length) / last.length);
	const left = messages.length - last.length;
	return [
		...last.map((message) => messageText(t, guildId, message, share)),
		...(links === "" ? [] : [links]),
		...(left > 0 ? [t("moderation:case.and-more", { count: left })] : []),
	].join("\n");
}

function messageText(t: Translate, guildId: GuildId, message: CaseMessage, room: number): string {
	const { author, sentAt, channelId, messageId, copy, files } = message;
	const at = channelUrl(guildId, channelId);
	const heading = t("moderation:case.message", {
		who: author === null ? t("moderation:case.nobody-wrote") : person(author),
		when: when(sentAt),
		link: `[${t("moderation:case.go")}](${at}/${messageId})`,
	});
	const left = Math.max(room - heading.length - 120, 80);
	return [
		heading,
		copy.trim() === "" ? t("moderation:case.no-words") : quote(plainLines(copy, left)),
		...(files > 0 ? [t("moderation:case.files", { count: files })] : []),
	].join("\n");
}

/** Where it stands, and what Discord lets us see of it. */
function beforeText(t: Translate, guildId: GuildId, { channelId, before }: CaseMessage): string {
	if (before.length === 0) return "";
	const at = channelUrl(guildId, channelId);
	const all = before.map(({ messageId: id, text }, index) =>
		text === "" ? `[${index + 1}](${at}/${id})` : `[${index + 1}](${at}/${id}) ${plain(text, 50)}`,
	);
	return `-# ${t("moderation:case.before")} ${all.join(" · ")}`;
}

function stepLine(t: Translate, { at, kind, by, reason, state }: Step): string {
	const line = t("moderation:case.step", {
		when: when(at),
		kind: t(`moderation:step.kind.${kind}`),
		who: person(by),
		reason: plain(reason, 200),
	});
	return `- ${line} (${t(`moderation:case.state.${state}`)})`;
}

function wordLine(t: Translate, { at, by, userId, direction, text }: CaseWord): string {
	const model = { when: when(at), who: person(userId), text: plain(text, 200) };
	return direction === "to"
		? `- ${t("moderation:case.word-to", { ...model, by: who(t, by) })}`
		: `- ${t("moderation:case.word-from", model)}`;
}

function who(t: Translate, userId: UserId | null): string {
	return userId === null ? t("moderation:case.forgotten") : person(userId);
}

function named(calls: readonly UserId[]): string {
	return calls.map(person).join(" ");
}

function quote(text: string): string {
	return text
		.split("\n")
		.map((line) => `> ${line}`)
		.join("\n");
}

/** In the case's thread: somebody else reported the same. */
export function caseMore(t: Translate, report: Report, calls: UserId[]): View {
	return view([`### ${t("moderation:case.more")}`, reportLine(t, report, 1500), named(calls)], { calls });
}

export type CallReason = "nobody" | "coordinator" | "unanswered" | "no-thread";

/** To the coordinator's channel: nothing of what it is about, for others may read along. */
export function caseCall(
	t: Translate,
	one: Case,
	{
		why,
		minutes,
		role,
		people,
	}: { why: CallReason; minutes: number; role: RoleId; people: readonly UserId[] },
): View {
	const loud = one.urgent || why === "coordinator";
	const calls = loud ? people.slice(0, CALLED) : [];
	return view(
		[
			`### ${t("moderation:call.title", { number: one.id })}`,
			[
				`<@&${role}>`,
				t(`moderation:call.${why}`, { minutes }),
				...(one.urgent && why !== "unanswered" ? [t("moderation:call.urgent")] : []),
				named(calls),
			]
				.join(" ")
				.trimEnd(),
			[button(t, "moderation:button.open", "primary", "case-open", one.id)],
		],
		{ calls, callRoles: loud ? [role] : [] },
	);
}

/** One case of a list. */
export function caseLine(t: Translate, one: Case): string {
	const state =
		one.state === "closed" ? "closed" : one.takenBy === null ? ("open" as const) : ("taken" as const);
	const words = [t(`moderation:case.state-${state}`), t(`moderation:case.kind.${one.kind}`)];
	if (one.urgent) words.push(t("moderation:case.urgent"));
	return `- ${t("moderation:case.line", { number: one.id, state: words.join(" · "), when: relative(one.openedAt) })}`;
}

/** To those who begin a shift: what waits, the urgent first. */
export function casesWaiting(
	t: Translate,
	waiting: readonly { case: Case; threadUrl: string | null }[],
	calls: UserId[],
): View {
	const lines = waiting.map(({ case: one, threadUrl }) => {
		const line = caseLine(t, one);
		return threadUrl === null ? line : `${line} · [${t("moderation:case.go")}](${threadUrl})`;
	});
	const { shown, left } = fitting(lines, 3000);
	return view(
		[
			`### ${t("moderation:waiting.title", { count: waiting.length })}`,
			named(calls),
			shown.join("\n"),
			left > 0 && t("moderation:case.and-more", { count: left }),
		],
		{ calls },
	);
}

/** Privately, from staff to somebody of a case. Nobody of the staff is named. */
export function wordTo(t: Translate, { id, party, text }: CaseWord, mayAnswer: boolean): View {
	return view([
		`### ${t(`moderation:word.to-${party}`)}`,
		plainLines(text, 3400),
		`-# ${t("moderation:word.how")}`,
		mayAnswer && [button(t, "moderation:button.answer", "primary", "case-answer", id)],
	]);
}

/** In the case's thread: what the person answers. */
export function wordFrom(t: Translate, { userId, party, text }: CaseWord, calls: UserId[]): View {
	return view(
		[
			`### ${t(`moderation:word.from-${party}`, { who: person(userId) })}`,
			plainLines(text, 3400),
			named(calls),
		],
		{ calls },
	);
}
