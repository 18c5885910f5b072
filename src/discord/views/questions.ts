import type { ButtonBuilder } from "discord.js";
import type { Group } from "../../groups/model.ts";
import type { Asked, Question } from "../../questions/model.ts";
import type { Session } from "../../sessions/model.ts";
import type { Translate } from "../../shared/i18n.ts";
import type { SessionId, UserId } from "../../shared/ids.ts";
import { fitting, plain, plainLines } from "./text.ts";
import { button, TEXT_LIMIT, type View, view } from "./view.ts";

/** By which name somebody goes in the group. */
export type Nicknames = ReadonlyMap<UserId, string>;

/** By whom it was asked: a nickname, or nobody. */
function askerOf(t: Translate, { userId }: Question, nicknames: Nicknames): string {
	const nickname = userId === null ? undefined : nicknames.get(userId);
	return nickname === undefined ? t("questions:unnamed") : plain(nickname, 80);
}

/** A question on a line, with its place in the list. */
function line(t: Translate, question: Asked, number: number, nicknames: Nicknames): string {
	const { text, others, state } = question;
	return [
		t("questions:line.question", { number, text: plain(text, 700) }),
		[
			t("questions:line.by", { who: askerOf(t, question, nicknames) }),
			others > 0 && t("questions:line.others", { count: others }),
			state === "answered" && t("questions:line.answered"),
		]
			.filter((each) => each !== false)
			.join(" · "),
	].join("\n-# ");
}

/** As many as there is room for; the printable list has them all. */
export function questionLines(
	t: Translate,
	questions: readonly Asked[],
	nicknames: Nicknames,
	room = TEXT_LIMIT - 900,
): string {
	const all = questions.map((question, index) => line(t, question, index + 1, nicknames));
	const { shown, left } = fitting(all, room);
	return [...shown, ...(left > 0 ? [t("questions:desk.more", { count: left })] : [])].join("\n");
}

/** What may be done with them: by staff, or by the expert. */
export function questionButtons(t: Translate, id: SessionId, who: "staff" | "expert"): ButtonBuilder[] {
	return [
		button(t, "questions:button.answered", "primary", "asked-answered", id),
		button(t, "questions:button.answer", "secondary", "asked-answer", id),
		...(who === "staff"
			? [
					button(t, "questions:button.merge", "secondary", "asked-merge", id),
					button(t, "questions:button.drop", "secondary", "asked-drop", id),
				]
			: []),
		button(t, "questions:button.print", "secondary", "asked-print", id),
	];
}

/** To staff: what is asked of the expert of a meeting. */
export function desk(
	t: Translate,
	{
		session,
		group,
		questions,
		nicknames,
	}: { session: Session; group: Group; questions: readonly Asked[]; nicknames: Nicknames },
): View {
	return view([
		`### ${t("questions:desk.title", { title: plain(session.title) })}`,
		t("questions:desk.text", { group: plain(group.name) }),
		questionLines(t, questions, nicknames),
		questionButtons(t, session.id, "staff"),
	]);
}

/** In the group's questions: what was asked, and the answer. */
export function answered(
	t: Translate,
	{ question, answer, nicknames }: { question: Question; answer: string; nicknames: Nicknames },
): View {
	const quote = (text: string, max: number) => `> ${plainLines(text, max).replaceAll("\n", "\n> ")}`;
	return view([
		`### ${t("questions:answer.title")}`,
		quote(question.text, 900),
		`-# ${t("questions:line.by", { who: askerOf(t, question, nicknames) })}`,
		`**${t("questions:answer.heading")}**\n${plainLines(answer, 2400)}`,
	]);
}
