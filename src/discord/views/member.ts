import type { Temporal } from "temporal-polyfill";
import type { Group } from "../../groups/model.ts";
import type { IntroductionForm, IntroductionTexts } from "../../introductions/model.ts";
import type { Member } from "../../members/model.ts";
import { type Translate, translator } from "../../shared/i18n.ts";
import { person, plain, plainLines, relative, when } from "./text.ts";
import { button, TEXT_LIMIT, type View, view } from "./view.ts";

/** To staff: somebody joined and would like to be greeted. */
export function newcomer(t: Translate, { group, member }: { group: Group; member: Member }): View {
	return view([
		`### ${t("messages:newcomer.title", { nickname: plain(member.nickname) })}`,
		t("messages:newcomer.text", {
			member: person(member.userId),
			group: plain(group.name),
			room: translator(group.language)("messages:room.discussion.name"),
		}),
		member.ageBand !== null && t("prevention:age.staff", { band: member.ageBand.replace("-", "–") }),
	]);
}

/** What a person tells about themselves, under the prompts they chose to answer. */
export function introduction(
	t: Translate,
	{
		nickname,
		prompts,
		texts,
	}: { nickname: string; prompts: IntroductionForm["prompts"]; texts: IntroductionTexts },
): View {
	const answered = texts
		.map((text, index) => ({ text, prompt: prompts[index]?.[t.language] }))
		.filter(({ text }) => text.trim() !== "");
	// Every answer gets an equal share of what a message can hold, the headings apart.
	const share = Math.floor((TEXT_LIMIT - 700) / Math.max(answered.length, 1));
	return view([
		`### ${plain(nickname)}`,
		...answered.map(({ text, prompt }) =>
			prompt === undefined ? plainLines(text, share) : `**${prompt}**\n${plainLines(text, share)}`,
		),
	]);
}

/** Privately to a person on the waiting list: a place is kept for them until a time. */
export function offer(t: Translate, { group, until }: { group: Group; until: Temporal.Instant }): View {
	return view([
		`### ${t("messages:offer.title", { group: plain(group.name) })}`,
		t("messages:offer.text", { until: when(until), left: relative(until) }),
		t("messages:offer.otherwise"),
		[
			button(t, "messages:button.accept", "primary", "join", group.id),
			button(t, "messages:button.decline", "secondary", "wait-stop", group.id),
		],
	]);
}
