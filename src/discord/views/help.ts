import type { CrisisLine } from "../../help/crisis.ts";
import type { HelpWord, Unmasking, Visitor } from "../../help/model.ts";
import { standingOf, UNMASK_MINUTES } from "../../help/rules.ts";
import type { HelpSeen, There } from "../../help/service.ts";
import type { Translate } from "../../shared/i18n.ts";
import type { GuildId, RoleId, UserId } from "../../shared/ids.ts";
import { numbersText } from "./crisis.ts";
import { channelUrl, list, person, plainLines, relative, when } from "./text.ts";
import { button, link, type View, view } from "./view.ts";

/** What a visitor is called, in the reader's language. */
export function visitorName(t: Translate, { word, number }: Visitor): string {
	const name = t(`help:visitor.${word}`);
	return number === 1 ? name : `${name} ${number}`;
}

/** What somebody wrote, set apart. */
export function quote(text: string, max: number): string {
	return plainLines(text, max)
		.split("\n")
		.map((line) => `> ${line}`)
		.join("\n");
}

/** Those who are called, in a small line: Discord calls only those whom the text names. */
function calling(calls: readonly UserId[]): string | false {
	return calls.length > 0 && `-# ${calls.map(person).join(" ")}`;
}

/** Whether somebody is there now, and else when. */
export function thereText(t: Translate, { present, next }: There): string {
	if (present.length > 0) return t("help:there.now", { count: present.length });
	return next === null
		? t("help:there.no-next")
		: t("help:there.next", { when: when(next), left: relative(next) });
}

/** In the person's own thread. `numbers`: whom to call at once. */
export function helpThread(t: Translate, seen: HelpSeen, numbers: readonly CrisisLine[]): View {
	const { request, person: who, present, helpers } = seen;
	const { id, visitor, state, about, danger } = request;
	// Of a visitor nobody is named: what is remembered of a message could else tell who it is.
	const calls = visitor || !who ? [] : [...new Set([who, ...present])].slice(0, 20);
	if (state === "closed")
		return view([`### ${t("help:closed.title")}`, t("help:closed.text"), numbersText(t, numbers)]);
	const names = list(helpers.map(person), t.language);
	const met = visitor ? t("help:talk.met") : t("help:talk.met-by", { names });
	return view(
		[
			`## ${t("help:talk.title")}`,
			visitor ? t("help:talk.visitor", { visitor: visitorName(t, visitor) }) : t("help:talk.nickname"),
			`**${state === "met" ? met : present.length > 0 ? t("help:talk.called") : thereText(t, seen)}**`,
			about !== "" && `${t("help:talk.you-wrote")}\n${quote(about, 1200)}`,
			danger === "yes" && t("help:talk.danger"),
			numbersText(t, numbers),
			`-# ${t("help:talk.kept")}`,
			visitor
				? [
						button(t, "help:button.write", "primary", "help-write", id),
						button(t, "help:button.close", "secondary", "help-close", id),
					]
				: [button(t, "help:button.close", "secondary", "help-close", id)],
			!visitor && `-# ${t("help:talk.staff-buttons")}`,
			!visitor && [
				button(t, "help:button.take", "secondary", "help-take", id),
				button(t, "help:button.accompany", "secondary", "accompany", id),
			],
			calling(calls),
		],
		{ calls },
	);
}

/** To those on duty: a visitor whom they do not see. Nothing in it tells who it is. */
export function helpStaff(
	t: Translate,
	{ request, helpers, present, unmasking }: HelpSeen,
	visitor: Visitor,
): View {
	const { id, state, about, danger, closedBy } = request;
	const name = visitorName(t, visitor);
	const found = unmasking?.secondBy != null;
	const find = button(t, "help:button.unmask", "danger", "help-unmask", id);
	const calls = state === "waiting" ? present.slice(0, 20) : [];
	if (state === "closed")
		return view([
			`### ${name}`,
			t(`help:staff.closed.${closedBy ?? "time"}`, { visitor: name }),
			`-# ${t("help:staff.kept")}`,
			!found && [find],
		]);
	return view(
		[
			`## ${name}`,
			t("help:staff.text", { visitor: name }),
			`**${state === "met" ? t("help:staff.met", { names: list(helpers.map(person), t.language) }) : t("help:staff.waiting")}**`,
			about !== "" && `${t("help:staff.wrote", { visitor: name })}\n${quote(about, 1200)}`,
			danger && `**${t(`help:staff.danger.${danger}`)}**`,
			[
				button(t, "help:button.answer", "primary", "help-answer", id),
				button(t, "help:button.take", "secondary", "help-take", id),
				button(t, "help:button.accompany", "secondary", "accompany", id),
				button(t, "help:button.close", "secondary", "help-close", id),
			],
			!found && [find],
			calling(calls),
		],
		{ calls },
	);
}

interface Call {
	seen: HelpSeen;
	guildId: GuildId;
	/** Of the talk's thread; null when it could not be opened. */
	threadId: string | null;
}

function callParts(t: Translate, { seen: { request }, guildId, threadId }: Call) {
	return [
		t("help:call.since", { since: relative(request.openedAt) }),
		request.danger === "yes" && `**${t("help:staff.danger.yes")}**`,
		threadId === null && t("help:call.no-thread", { take: t("help:button.take") }),
		[
			button(t, "help:button.take", "primary", "help-take", request.id),
			...(threadId === null ? [] : [link(t, "help:button.to-talk", channelUrl(guildId, threadId))]),
		],
	];
}

/** To staff: those on duty are called. */
export function helpCall(t: Translate, call: Call): View {
	const { visitor } = call.seen.request;
	const calls = call.seen.present.slice(0, 20);
	return view(
		[
			`### ${visitor ? t("help:call.visitor", { visitor: visitorName(t, visitor) }) : t("help:call.title")}`,
			...callParts(t, call),
			calling(calls),
		],
		{ calls },
	);
}

/** To the coordinator: nobody is on duty, or those on duty do not come. */
export function helpCoordinator(
	t: Translate,
	{
		why,
		roleId,
		people,
		...call
	}: Call & { why: "nobody" | "unanswered"; roleId: RoleId; people: readonly UserId[] },
): View {
	const urgent = why === "unanswered" || call.seen.request.danger === "yes";
	const calls = urgent ? people.slice(0, 20) : [];
	return view(
		[
			`### ${t(`help:coordinator.${why}`)}`,
			why === "nobody" && thereText(t, call.seen),
			...callParts(t, call),
			urgent && `-# <@&${roleId}> ${calls.map(person).join(" ")}`.trimEnd(),
		],
		{ calls, callRoles: urgent ? [roleId] : [] },
	);
}

/** What one side wrote, as either reads it. */
export function helpWord(
	t: Translate,
	{
		word,
		side,
		visitor,
		seen,
	}: { word: HelpWord; side: "person" | "staff"; visitor: Visitor; seen: HelpSeen },
): View {
	const own = word.by === side;
	const from =
		side === "person"
			? t(own ? "help:word.you" : "help:word.staff")
			: own
				? t("help:word.answered")
				: visitorName(t, visitor);
	const { id } = seen.request;
	const answer =
		side === "person"
			? button(t, "help:button.write", "primary", "help-write", id)
			: button(t, "help:button.answer", "primary", "help-answer", id);
	const reading = seen.helpers.length > 0 ? seen.helpers : seen.present;
	const calls = side === "staff" && !own ? reading.slice(0, 20) : [];
	return view([`### ${from}`, plainLines(word.text, 3000), !own && [answer], calling(calls)], { calls });
}

/** To those on duty: one asks to find out who a visitor is; then, that two have. Null when nothing is to be said. */
export function helpUnmask(t: Translate, seen: HelpSeen, now: Unmasking["firstAt"]): View | null {
	const { unmasking, request } = seen;
	if (!unmasking) return null;
	const standing = standingOf(unmasking, now);
	const visitor = visitorName(t, unmasking.visitor);
	if (standing === "lapsed") return null;
	if (standing === "done")
		return view([
			`### ${t("help:unmask.done", { visitor })}`,
			t("help:unmask.done-text"),
			[button(t, "help:button.who", "danger", "help-who", request.id)],
		]);
	const until = unmasking.firstAt.add({ minutes: UNMASK_MINUTES });
	const calls = seen.present.filter((each) => each !== unmasking.firstBy).slice(0, 20);
	return view(
		[
			`### ${t("help:unmask.asked", { visitor })}`,
			`${person(unmasking.firstBy)}\n${quote(unmasking.firstReason, 1200)}`,
			t("help:unmask.second", { left: relative(until) }),
			[button(t, "help:button.agree", "danger", "help-unmask", request.id)],
			calling(calls),
		],
		{ calls },
	);
}

function reasonsOf({ firstReason, secondReason }: Unmasking): string {
	return [firstReason, secondReason ?? ""].map((each) => quote(each, 1200)).join("\n\n");
}

/** To the coordinator: who found out who a visitor was, and why; not who it was. */
export function helpUnmasked(t: Translate, unmasking: Unmasking): View {
	const names = [unmasking.firstBy, unmasking.secondBy].filter((each) => each !== null).map(person);
	return view([
		`### ${t("help:unmasked.title")}`,
		t("help:unmasked.text", {
			names: list(names, t.language),
			visitor: visitorName(t, unmasking.visitor),
			when: when(unmasking.secondAt ?? unmasking.firstAt),
		}),
		reasonsOf(unmasking),
	]);
}

/** To the visitor, afterwards. */
export function helpTold(t: Translate, unmasking: Unmasking): View {
	return view([
		`### ${t("help:told.title")}`,
		t("help:told.text", { when: when(unmasking.secondAt ?? unmasking.firstAt) }),
		reasonsOf(unmasking),
		t("help:told.wrong"),
	]);
}
